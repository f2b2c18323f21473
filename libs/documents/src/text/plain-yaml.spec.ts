import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';
import { plainYaml } from './plain-yaml.js';

const EXAMPLES = ['topology', 'forecast', 'policy'].map((name) =>
  readFileSync(new URL(`../../../../examples/ticket-sale/${name}.yaml`, import.meta.url), 'utf8'),
);

/** What the library takes a text for; undefined where it is none. */
function wholeYaml(text: string): unknown {
  try {
    return parse(text, { version: '1.2', schema: 'core', stringKeys: true, logLevel: 'error' }) as unknown;
  } catch {
    return undefined;
  }
}

const PLAIN = `
# a document as people write them
name: on sale   # with a comment
nodes:
- { id: fans, kind: clients }   # in flow
- id: web
  profile: aws/alb
  host: { profile: linux, sourceIps: 1,
          reservedPorts: [] }
  cacheHitRatio: .6
legs:
  - from: 'fans'
    to: "web"
    start: 2026-12-12T09:00:00Z
    address: 10.0.0.0/16
    rates: [1, -2.5, 1e-6,
            # more of them
            +3, 0755]
    none:
    also: ~
    is: [true, False, no]
`;

const NOT_PLAIN = [
  ['an alias', 'a: &x 1\nb: *x\n'],
  ['a tag', 'a: !!str 1\n'],
  ['text of several lines', 'a: |\n  b\n'],
  ['words that go on', 'a: b\n  c\n'],
  ['quoted text that goes on', 'a: "b\n  c"\n'],
  ['an escape', 'a: "\\n"\n'],
  ['a quote in quotes', "a: 'it''s'\n"],
  ['another base', 'a: 0x1f\n'],
  ['no number', 'a: .nan\n'],
  ['more digits than a double has', 'a: 12345678901234567890\n'],
  ['a number that is too large', 'a: 1e999\n'],
  ['a key twice', 'a: 1\na: 2\n'],
  ['a key that reaches a prototype', '__proto__: 1\n'],
  ['a key that is no word', '1: 2\n'],
  ['a mapping in a list in flow without braces', '[a: 1]\n'],
  ['two documents', 'a: 1\n---\nb: 1\n'],
  ['a tab', 'a:\tb\n'],
  ['Windows line ends', 'a: 1\r\n'],
  ['an end that is missing', 'a: [1, 2\n'],
  ['a dash alone', 'a: [-, 1]\n'],
  ['something beside a list', 'a: [1] 2\n'],
  ['something further out in flow', 'a:\n  b: [1,\n2]\n'],
  ['nothing', '# only a comment\n'],
  ['one value', 'a\n'],
] as const;

/** Characters that mean something to YAML, and some that do not. */
const MARK = fc.constantFrom(...Array.from(' \n:#-[]{},"\'&*!|>?%@`~a0.e+\t'));

describe('plainYaml', () => {
  it.each([...EXAMPLES, PLAIN])('reads what people write as all of YAML does', (text) => {
    expect(plainYaml(text)).toEqual(wholeYaml(text));
    expect(plainYaml(text)).toBeDefined();
  });

  it.each(NOT_PLAIN)('leaves %s to the reader of all of YAML', (_, text) => {
    expect(plainYaml(text)).toBeUndefined();
  });

  it('leaves what is nested too deep to it', () => {
    expect(plainYaml(`a: ${'['.repeat(1e5)}`)).toBeUndefined();
  });

  it('reads what the library writes as it reads it, or leaves it', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 }),
        fc.constantFrom('BLOCK', 'FLOW', 'any'),
        (value, collectionStyle) => {
          const text = stringify(value, { collectionStyle: collectionStyle as 'any' });
          expect([undefined, wholeYaml(text)]).toContainEqual(plainYaml(text));
        },
      ),
    );
  });

  it('never reads another value than all of YAML does, whatever was changed in a text', () => {
    const changed = fc
      .tuple(
        fc.constantFrom(...EXAMPLES, PLAIN),
        fc.nat(),
        fc.array(fc.tuple(fc.nat(600), fc.nat(2), fc.string({ unit: MARK, maxLength: 2 })), { maxLength: 3 }),
      )
      .map(([text, from, changes]) => {
        const lines = text.slice(text.lastIndexOf('\n', from % text.length) + 1).slice(0, 600);
        return changes.reduce(
          (now, [at, gone, instead]) => now.slice(0, at) + instead + now.slice(at + gone),
          lines,
        );
      });
    fc.assert(
      fc.property(changed, (text) => {
        expect([undefined, wholeYaml(text)]).toContainEqual(plainYaml(text));
      }),
      { numRuns: 1000 },
    );
  });
});
