import { boundsInWords, type FieldLimits, type Profile, type Sourced } from '@portplan/engine';
import { textTable, type Style } from './text-table.js';
import { wrapped } from './wrapped-text.js';

/** The catalogue, a line each. */
export function profilesText(profiles: readonly Profile[], width: number, style: Style): string {
  const rows = profiles.map(({ id, family, title }) => [{ text: id }, { text: family }, { text: title }]);
  return `${textTable([{ title: 'id' }, { title: 'family' }, { title: 'what it is', wraps: true }], rows, width, style)}\n`;
}

/** One profile in full: every value with unit, confidence, date and source, and where sources disagree. */
export function profileText(profile: Profile, width: number, style: Style): string {
  const { id, basedOn, title, notes = [] } = profile;
  return [
    `${style('strong', id)}  ${title}`,
    ...(basedOn === undefined ? [] : [`  based on ${basedOn}`]),
    ...notes.map((note) => wrapped(note, width, '  ')),
    ...valuesOf(profile).flatMap(([path, sourced]) => ['', ...valueLines(path, sourced, width, style)]),
    ...limitsOf(profile).flatMap(([path, sourced]) => ['', ...valueLines(path, sourced, width, style)]),
    '',
  ].join('\n');
}

function valueLines(path: string, sourced: Sourced<unknown>, width: number, style: Style): readonly string[] {
  const { value, unit, confidence, asOf, source, note, disagreements = [] } = sourced;
  return [
    `${style('strong', path)} = ${shown(value)}${unit === '' || value === null ? '' : ` ${unit}`}  ${style('faint', `${confidence}, ${asOf}`)}`,
    wrapped(source, width, '    '),
    ...(note === undefined ? [] : [wrapped(note, width, '    ')]),
    ...disagreements.map((other) =>
      wrapped(
        `but ${shown(other.value)}: ${other.source}${other.note === undefined ? '' : ` (${other.note})`}`,
        width,
        '    ',
      ),
    ),
  ];
}

function shown(value: unknown): string {
  if (value === null) return 'no limit';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function isSourced(value: unknown): value is Sourced<unknown> {
  return typeof value === 'object' && value !== null && 'source' in value && 'confidence' in value;
}

/** Every value of a profile with its path. */
function valuesOf(value: unknown, path = ''): readonly (readonly [string, Sourced<unknown>])[] {
  if (isSourced(value)) return [[path, value]];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'limits' ? [] : valuesOf(inner, path === '' ? key : `${path}.${key}`),
  );
}

/** What the provider accepts for fields of a document, in words. */
function limitsOf(profile: Profile): readonly (readonly [string, Sourced<string>])[] {
  const parts = { ...profile.translator?.limits, ...profile.listener?.limits, ...profile.firewall?.limits };
  const of = (
    limits: FieldLimits | undefined,
    prefix: string,
  ): readonly (readonly [string, Sourced<string>])[] =>
    Object.entries(limits ?? {}).map(([field, { value, unit, disagreements = [], ...rest }]) => [
      `allowed ${prefix}${field}`,
      {
        ...rest,
        value: boundsInWords(value, unit),
        unit: '',
        disagreements: disagreements.map((other) => ({ ...other, value: boundsInWords(other.value, unit) })),
      },
    ]);
  return [
    ...of(parts, ''),
    ...of(profile.host?.limits, 'host.'),
    ...of(profile.pool?.limits, 'connections.'),
  ];
}
