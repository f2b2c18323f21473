import type { Profile, Sourced } from '@portplan/engine';
import { textTable, type Style } from './text-table.js';
import { wrapped } from './wrapped-text.js';

/** The catalogue, a line each. */
export function profilesText(profiles: readonly Profile[], width: number, style: Style): string {
  const rows = profiles.map(({ id, family, title }) => [{ text: id }, { text: family }, { text: title }]);
  return `${textTable([{ title: 'id' }, { title: 'family' }, { title: 'what it is', wraps: true }], rows, width, style)}\n`;
}

/** One profile in full: every value with unit, confidence, date and source, and where sources disagree. */
export function profileText(profile: Profile, width: number, style: Style): string {
  const { id, title, notes = [] } = profile;
  return [
    `${style('strong', id)}  ${title}`,
    ...notes.map((note) => wrapped(note, width, '  ')),
    ...valuesOf(profile).flatMap(([path, sourced]) => ['', ...valueLines(path, sourced, width, style)]),
    '',
  ].join('\n');
}

function valueLines(path: string, sourced: Sourced<unknown>, width: number, style: Style): readonly string[] {
  const { value, unit, confidence, asOf, source, note, disagreements = [] } = sourced;
  const limit = sourced.hardLimit === true ? ', hard limit' : '';
  return [
    `${style('strong', path)} = ${shown(value)}${unit === '' || value === null ? '' : ` ${unit}`}  ${style('faint', `${confidence}, ${asOf}${limit}`)}`,
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
    valuesOf(inner, path === '' ? key : `${path}.${key}`),
  );
}
