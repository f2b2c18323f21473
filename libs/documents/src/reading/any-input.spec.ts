import fc from 'fast-check';
import type { Path } from '../fields/path-text.js';
import { isAccepted, problemsOf, ticketSale, withValueAt } from '../spec-support/ticket-sale.js';
import { parseDocumentText } from '../text/parse-document-text.js';
import { toYaml } from '../text/to-yaml.js';
import { readDocument, readForecast, readPolicy, readTopology } from './read.js';

const READERS = { topology: readTopology, forecast: readForecast, policy: readPolicy } as const;
const KINDS = ['topology', 'forecast', 'policy'] as const;

/** Whether a reader gave a document. Anything thrown but a well-formed DocumentError fails the test. */
function accepts(read: (input: unknown) => unknown, input: unknown): boolean {
  if (isAccepted(() => read(input))) return true;
  const problems = problemsOf(() => read(input));
  expect(problems.length).toBeGreaterThan(0);
  for (const { pointer, code, value, message } of problems) {
    expect(pointer).toMatch(/^(\/|$)/);
    expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(value === null || value.length <= 100).toBe(true);
    expect(message).toMatch(/\S/);
  }
  return false;
}

/** All paths into a value. */
function pathsOf(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const parts = Object.entries(value).map(([key, item]) => {
    const part = Array.isArray(value) ? Number(key) : key;
    return pathsOf(item, [...path, part]);
  });
  return [path, ...parts.flat()];
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce((held, part) => (held as Record<string | number, unknown>)[part], value);
}

/** Values that have broken validators: names of the prototype, numbers out of range, other shapes. */
const hostile = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom<unknown>(
    undefined,
    null,
    '',
    [],
    {},
    -1,
    0,
    1e308,
    NaN,
    Infinity,
    '__proto__',
    'constructor',
    10n,
  ),
  fc.constantFrom<unknown>(
    { constructor: 1 },
    { constructor: null },
    { toString: 1, kind: {} },
    { low: 1 },
    [[[]]],
    new Date(0),
  ),
  fc.constant(JSON.parse('{"__proto__": {"kind": "clients"}, "kind": "proxy"}') as unknown),
);

describe('any input', () => {
  it.each(KINDS)('is read as a %s or refused with a DocumentError', (kind) => {
    fc.assert(
      fc.property(fc.jsonValue(), (input) => {
        accepts(READERS[kind], input);
        accepts(readDocument, input);
      }),
      { numRuns: 300 },
    );
  });

  it.each(KINDS)(
    'that is a %s with one value replaced is read or refused, and survives YAML and JSON if read',
    (kind) => {
      const valid = ticketSale(kind);
      const read = READERS[kind];
      fc.assert(
        fc.property(fc.constantFrom(...pathsOf(valid)), hostile, (path, value) => {
          const input = withValueAt(valid, path, value);
          if (!accepts(read, input)) return;
          const document = read(input);
          expect(read(parseDocumentText(toYaml(document), { format: 'yaml' }))).toEqual(document);
          expect(read(parseDocumentText(JSON.stringify(document), { format: 'json' }))).toEqual(document);
        }),
        { numRuns: 600 },
      );
    },
  );

  it('has no negative zero once it is read', () => {
    const read = READERS.topology(
      withValueAt(ticketSale('topology'), ['legs', 0, 'responseTimeSeconds'], -0),
    );
    expect(Object.is(read.legs[0]?.responseTimeSeconds, 0)).toBe(true);
  });

  it.each(KINDS)('that is a %s with a field too many is refused, naming the field', (kind) => {
    const valid = ticketSale(kind);
    const objects = pathsOf(valid).filter((path) => {
      const value = valueAt(valid, path);
      return typeof value === 'object' && !Array.isArray(value) && path.at(-1) !== 'leadTimeDays';
    });
    fc.assert(
      fc.property(fc.constantFrom(...objects), fc.string(), (path, name) => {
        const input = withValueAt(valid, [...path, `x${name}`], 1);
        const [problem] = problemsOf(() => READERS[kind](input));
        expect(problem?.code).toBe('unknown-field');
        expect(problem?.message).toContain(' is not a field of ');
      }),
      { numRuns: 100 },
    );
  });

  it('never reaches a prototype', () => {
    const labels: unknown = JSON.parse('{"__proto__": "polluted"}');
    expect(() => readTopology(ticketSale('topology', { '/labels': labels }))).toThrow(
      'labels.__proto__ has a key that is not taken; it must be text of 1 to 200 characters, and none of __proto__, constructor and prototype',
    );
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('ends at values that hold themselves', () => {
    const round: Record<string, unknown> = { apiVersion: 'portplan/v1' };
    round['nodes'] = [round];
    round['legs'] = round;
    round['labels'] = round;
    expect(accepts(readTopology, round)).toBe(false);
  });
});
