import type { OptionSpec } from './command.js';

/** Options of every command that plans. */
export const PLAN_OPTIONS = {
  policy: {
    type: 'string',
    value: 'FILE',
    help: 'a Policy document: quantile, targets, what to survive',
  },
  server: { type: 'string', value: 'URL', help: 'let a server plan; it keeps nothing' },
  scenario: {
    type: 'string',
    value: 'NAME',
    help: 'plan a scenario of the server, by id or name, in the place of files',
  },
  timeout: { type: 'string', value: 'SECONDS', help: 'how long to wait for a server, 10 where not given' },
} as const satisfies Readonly<Record<string, OptionSpec>>;
