import type { Resource } from '@portplan/engine';
import type { Style } from './text-table.js';
import { wrapped } from './wrapped-text.js';

/** How a resource's figures came about, as a derivation that can be followed by hand. */
export function explanationText({ id, explanation }: Resource, width: number, style: Style): string {
  const { formula, inputs, steps, sources } = explanation;
  const given = Object.entries(inputs).filter(([, value]) => value !== null);
  const longest = Math.max(0, ...given.map(([name]) => name.length));
  const digits = String(steps.length).length;
  return [
    style('strong', id),
    `formula: ${formula}`,
    '',
    style('strong', 'Given'),
    ...given.map(([name, value]) => `  ${name.padEnd(longest)}  ${String(value)}`),
    '',
    style('strong', 'Derivation'),
    ...steps.map((step, index) =>
      wrapped(step, width, `  ${String(index + 1).padStart(digits)}. `, ' '.repeat(digits + 4)),
    ),
    '',
    style('strong', 'Sources'),
    ...sources.map((source) => wrapped(source, width, '  - ', '    ')),
    '',
  ].join('\n');
}
