import { nearestName } from '@portplan/engine';
import { TerraformFault } from './terraform-fault.js';

/** Where the documents are. */
export type Source =
  | { readonly kind: 'server'; readonly server: string; readonly scenario: string }
  | {
      readonly kind: 'files';
      readonly topology: string;
      readonly forecast: string;
      readonly policy: string | null;
    };

/** What takes the place of a value of the topology: where, and what, as the query has it. */
export interface Override {
  /** RFC 6901. */
  readonly pointer: string;
  readonly text: string;
}

const FAIL_ON = ['exhausted', 'over', 'warning', 'never'] as const;
export type FailOn = (typeof FAIL_ON)[number];
const ON_UNAVAILABLE = ['fail', 'unknown'] as const;
export type OnUnavailable = (typeof ON_UNAVAILABLE)[number];

/** What Terraform asks. */
export interface TerraformQuery {
  readonly source: Source;
  /** The NAT gateway that is asked about; null for the only one. */
  readonly node: string | null;
  readonly quantile: number | null;
  readonly overrides: readonly Override[];
  readonly onUnavailable: OnUnavailable;
  readonly failOn: FailOn;
  readonly timeoutSeconds: number;
}

const KEYS = [
  'server',
  'scenario',
  'topology_file',
  'forecast_file',
  'policy_file',
  'node',
  'quantile',
  'on_unavailable',
  'fail_on',
  'timeout_seconds',
] as const;
type Key = (typeof KEYS)[number];

const OVERRIDE = 'set.';
const DEFAULT_TIMEOUT_SECONDS = 10;
const LONGEST_TIMEOUT_SECONDS = 600;

/**
 * Reads the query of an external data source. A key with empty text counts as absent, since a module passes on variables
 * that nobody set.
 *
 * @param query what standard input held
 * @param serverByDefault from the environment
 * @throws TerraformFault that names the key and what it should be
 */
export function readQuery(query: unknown, serverByDefault: string | undefined): TerraformQuery {
  const texts = textsIn(query);
  const given = new Map<string, string>();
  const overrides: Override[] = [];
  for (const [key, text] of texts) {
    if (key.startsWith(OVERRIDE)) overrides.push({ pointer: key.slice(OVERRIDE.length), text });
    else if (!KEYS.some((known) => known === key)) throw unknownKey(key);
    else if (text !== '') given.set(key, text);
  }
  const textOf = (key: Key): string | undefined => given.get(key);
  return {
    source: sourceOf(textOf, serverByDefault),
    node: textOf('node') ?? null,
    quantile: numberIn(textOf('quantile'), 'quantile', 'above 0 and below 1', (value) => value < 1),
    overrides,
    onUnavailable: wordIn(textOf('on_unavailable'), 'on_unavailable', ON_UNAVAILABLE) ?? 'fail',
    failOn: wordIn(textOf('fail_on'), 'fail_on', FAIL_ON) ?? 'never',
    timeoutSeconds:
      numberIn(
        textOf('timeout_seconds'),
        'timeout_seconds',
        `of seconds above 0, at most ${String(LONGEST_TIMEOUT_SECONDS)}`,
        (value) => value <= LONGEST_TIMEOUT_SECONDS,
      ) ?? DEFAULT_TIMEOUT_SECONDS,
  };
}

function textsIn(query: unknown): readonly (readonly [string, string])[] {
  if (typeof query !== 'object' || query === null || Array.isArray(query))
    throw new TerraformFault(
      `standard input holds ${kindOf(query)}; it must hold one JSON object of strings, as Terraform's external data source sends it`,
    );
  return Object.entries(query).map(([key, value]: readonly [string, unknown]) => {
    if (typeof value === 'string') return [key, value];
    throw new TerraformFault(
      `${key} is ${kindOf(value)}; every value of the query must be text, such as "${typeof value === 'number' ? String(value) : '…'}" (Terraform: tostring(…))`,
    );
  });
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object'
    ? 'an object'
    : `the ${typeof value} ${JSON.stringify(value).slice(0, 40)}`;
}

function unknownKey(key: string): TerraformFault {
  const shown = JSON.stringify(key.slice(0, 60));
  if (/token|secret|password|authorization/i.test(key))
    return new TerraformFault(
      `the query has ${shown}, but Terraform keeps the query in its state: give the token in the environment as PORTPLAN_TOKEN`,
    );
  const nearest = nearestName(key, KEYS);
  const hint =
    nearest === undefined ? `the keys are ${KEYS.join(', ')} and set.POINTER` : `did you mean ${nearest}?`;
  return new TerraformFault(`the query has the unknown key ${shown}; ${hint}`);
}

function sourceOf(textOf: (key: Key) => string | undefined, serverByDefault: string | undefined): Source {
  const files = (['topology_file', 'forecast_file', 'policy_file'] as const).filter(
    (key) => textOf(key) !== undefined,
  );
  const remote = (['server', 'scenario'] as const).filter((key) => textOf(key) !== undefined);
  if (files.length > 0 && remote.length > 0)
    throw new TerraformFault(
      `the query has ${remote.join(' and ')} beside ${files.join(' and ')}; give a scenario of a server, or files`,
    );
  return files.length > 0 ? filesOf(textOf) : scenarioOf(textOf, serverByDefault);
}

function filesOf(textOf: (key: Key) => string | undefined): Source {
  const topology = textOf('topology_file');
  const forecast = textOf('forecast_file');
  if (topology !== undefined && forecast !== undefined)
    return { kind: 'files', topology, forecast, policy: textOf('policy_file') ?? null };
  const missing = topology === undefined ? 'topology_file' : 'forecast_file';
  throw new TerraformFault(`the query has no ${missing}; offline it needs topology_file and forecast_file`);
}

function scenarioOf(textOf: (key: Key) => string | undefined, serverByDefault: string | undefined): Source {
  const server = textOf('server') ?? serverByDefault;
  const scenario = textOf('scenario');
  if (scenario === undefined)
    throw new TerraformFault(
      'the query has neither a scenario nor files; give scenario (with server, or PORTPLAN_SERVER in the environment), or topology_file and forecast_file',
    );
  if (server === undefined || server === '')
    throw new TerraformFault(
      'the query has a scenario but no server; give server, or PORTPLAN_SERVER in the environment',
    );
  return { kind: 'server', server, scenario };
}

function wordIn<Word extends string>(
  text: string | undefined,
  key: Key,
  words: readonly Word[],
): Word | undefined {
  if (text === undefined) return undefined;
  const found = words.find((word) => word === text);
  if (found !== undefined) return found;
  const nearest = nearestName(text, words);
  const hint = nearest === undefined ? '' : `; did you mean ${nearest}?`;
  throw new TerraformFault(`${key} is ${JSON.stringify(text)}; it must be one of ${words.join(', ')}${hint}`);
}

function numberIn(
  text: string | undefined,
  key: Key,
  valid: string,
  fits: (value: number) => boolean,
): number | null {
  if (text === undefined) return null;
  const value = text.trim() === '' ? NaN : Number(text);
  if (value > 0 && fits(value)) return value;
  throw new TerraformFault(`${key} is ${JSON.stringify(text)}; it must be a number ${valid}`);
}
