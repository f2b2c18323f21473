import fc from 'fast-check';
import type { DocumentProblem } from '../reading/document-error.js';
import { isAccepted, problemsOf } from '../spec-support/ticket-sale.js';
import { parseDocumentText, type ParseOptions } from './parse-document-text.js';

function problemOf(text: string, options?: ParseOptions): DocumentProblem | undefined {
  return problemsOf(() => parseDocumentText(text, options))[0];
}

const yaml = { format: 'yaml' } as const;
const json = { format: 'json' } as const;

describe('parseDocumentText', () => {
  it('reads YAML 1.2: no is text, 1e-6 is a number, a date is text', () => {
    expect(parseDocumentText('a: no\nb: 1e-6\nc: 2026-12-01T00:00:00Z\nd: 0o17\ne: ~\n')).toEqual({
      a: 'no',
      b: 1e-6,
      c: '2026-12-01T00:00:00Z',
      d: 15,
      e: null,
    });
  });

  it('expands aliases, and takes << for a key like any other', () => {
    expect(parseDocumentText('a: &host {profile: linux}\nb: *host\n<<: *host\n')).toEqual({
      a: { profile: 'linux' },
      b: { profile: 'linux' },
      '<<': { profile: 'linux' },
    });
  });

  it.each([
    ['{"a": [1, -2.5e3, true, null, "\\u00e9\\n"]}', { a: [1, -2500, true, null, 'é\n'] }],
    ['\uFEFF {}', {}],
    ['{ a: 1, "b": [x] }', { a: 1, b: ['x'] }],
    ['[]', []],
  ])('reads %j without being told the format', (text, value) => {
    expect(parseDocumentText(text)).toEqual(value);
  });

  it('goes by the name of the source', () => {
    expect(problemOf('{ a: 1 }', { source: 'topology.json' })?.message).toBe(
      'topology.json:1:3: the JSON must have a key in double quotes but has "a" here',
    );
    expect(parseDocumentText('{ a: 1 }', { source: 'topology.yml' })).toEqual({ a: 1 });
  });

  it.each<readonly [string, string, ParseOptions | undefined, string, string]>([
    [
      'a key twice in YAML',
      'a: 1\nb:\n  c: 1\n  c: 2\n',
      yaml,
      'duplicate-key',
      'line 4, column 3: the YAML must not have the key "c" twice in one mapping',
    ],
    [
      'a key twice in JSON',
      '{"a": 1,\n "a": 2}',
      json,
      'duplicate-key',
      'line 2, column 2: the JSON must not have the key "a" twice in one object',
    ],
    [
      'two documents',
      'a: 1\n---\nb: 2\n',
      yaml,
      'multiple-documents',
      'line 2, column 1: the YAML must hold one document, but a second begins here',
    ],
    [
      'infinity in YAML',
      'a: .inf',
      yaml,
      'number-too-large',
      'line 1, column 4: the YAML must not have the number .inf',
    ],
    [
      'no number in YAML',
      'a: [.nan]',
      yaml,
      'number-too-large',
      'line 1, column 5: the YAML must not have the number .nan',
    ],
    [
      '1e400 in YAML',
      'a: 1e400',
      yaml,
      'number-too-large',
      'line 1, column 4: the YAML must not have the number 1e400',
    ],
    [
      '1e400 in JSON',
      '{"a": 1e400}',
      json,
      'number-too-large',
      'line 1, column 7: the JSON must not have the number 1e400',
    ],
    [
      'NaN in JSON',
      '{"a": NaN}',
      json,
      'syntax',
      'line 1, column 7: the JSON must have a value but has "N" here',
    ],
    [
      'NUL in YAML',
      'a: "x\\0y"',
      yaml,
      'nul-character',
      'line 1, column 4: the YAML must not have a NUL character in text',
    ],
    [
      'NUL in JSON',
      '{"a": "x\\u0000y"}',
      json,
      'nul-character',
      'line 1, column 7: the JSON must not have a NUL character in text',
    ],
    [
      '__proto__ in YAML',
      'a:\n  __proto__: {b: 1}',
      yaml,
      'reserved-key',
      'line 2, column 3: the YAML must not have the key "__proto__"',
    ],
    [
      '__proto__ in JSON',
      '{"__proto__": {}}',
      json,
      'reserved-key',
      'line 1, column 2: the JSON must not have the key "__proto__"',
    ],
    [
      'prototype',
      'prototype: 1',
      yaml,
      'reserved-key',
      'line 1, column 1: the YAML must not have the key "prototype"',
    ],
    [
      'a list that does not end',
      '{"a": [1, 2',
      json,
      'syntax',
      'line 1, column 12: the JSON must have "," or "]" after the value but ends here',
    ],
    [
      'a comma too many',
      '{"a": [1,]}',
      json,
      'syntax',
      'line 1, column 10: the JSON must have a value but has "]" here',
    ],
    [
      'a line break in text',
      '{"a": "x\ny"}',
      json,
      'syntax',
      'line 1, column 9: the JSON must close the text with a double quote and escape line breaks but has "\\n" here',
    ],
    [
      'an escape that there is not',
      '{"a": "\\x41"}',
      json,
      'syntax',
      'line 1, column 8: the JSON must use a known escape but has "\\\\" here',
    ],
    [
      'a leading zero',
      '{"a": 007}',
      json,
      'syntax',
      'line 1, column 8: the JSON must have "," or "}" after the value but has "0" here',
    ],
    [
      'more than a value',
      '{} {}',
      json,
      'syntax',
      'line 1, column 4: the JSON must end after its value but has "{" here',
    ],
    ['a tag', 'a: !Ref x', yaml, 'syntax', 'line 1, column 4: the YAML is malformed: Unresolved tag: !Ref'],
    [
      'a tab',
      '\ta: 1',
      yaml,
      'syntax',
      'line 1, column 1: the YAML is malformed: Tabs are not allowed as indentation',
    ],
    [
      'an alias within its own anchor',
      'a: &x\n  b: *x',
      {},
      'cyclic-alias',
      'line 2, column 6: the YAML must not have the alias *x within its own anchor',
    ],
    [
      'an alias of nothing',
      'a: *b',
      yaml,
      'unknown-alias',
      'the YAML has the alias *b but no anchor &b before it',
    ],
    ['nothing', ' \n', undefined, 'empty-document', 'the text is empty; it must hold a document'],
    ['only a comment', '# later\n', undefined, 'empty-document', 'the text holds no document'],
    [
      'too much',
      `a: ${'x'.repeat(100)}`,
      { maxBytes: 100 },
      'too-large',
      'the text has at least 103 bytes; it must have at most 100',
    ],
    [
      'too much in UTF-8 only',
      'é'.repeat(60),
      { maxBytes: 100 },
      'too-large',
      'the text has 120 bytes; it must have at most 100',
    ],
  ])('refuses %s', (_, text, options, code, message) => {
    expect(problemOf(text, options)).toMatchObject({ pointer: '', code, message });
  });

  it('gives line and column as numbers too', () => {
    expect(problemOf('a: 1\nb: [', yaml)).toMatchObject({ line: 2, column: 5 });
  });

  it('prefers the message of the JSON reader where a text is neither', () => {
    expect(problemOf('{"a": 1')?.message).toMatch(/^line 1, column 8: the JSON must have/);
  });

  it('refuses a bomb of aliases before it goes off', () => {
    const levels = [
      'a: &a [x, x, x, x, x, x, x, x, x]',
      ...'bcdefghi'.split('').map((name, index) => {
        const before = 'abcdefgh'.charAt(index);
        return `${name}: &${name} [${Array.from({ length: 9 }, () => `*${before}`).join(', ')}]`;
      }),
    ];
    expect(problemOf(levels.join('\n'), yaml)).toMatchObject({ code: 'too-many-aliases' });
  });

  it.each([json, yaml, undefined])('refuses depth that would end the stack (%j)', (options) => {
    expect(problemOf('['.repeat(100_000), options)).toMatchObject({ code: 'too-deep' });
  });

  it('agrees with JSON.parse on every JSON value', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(undefined, 2), (text, indent) => {
        const value: unknown = JSON.parse(text);
        fc.pre(!/\\u0000|"(__proto__|constructor|prototype)"/.test(text));
        expect(parseDocumentText(JSON.stringify(value, null, indent), json)).toEqual(value);
      }),
    );
  });

  it('refuses every text that JSON.parse refuses', () => {
    fc.assert(
      fc.property(
        fc.json(),
        fc.nat(),
        fc.constantFrom('', '"', ',', '}', '0', 'e', '\\', '\u0001'),
        (text, seed, inserted) => {
          const at = seed % (text.length + 1);
          const damaged = text.slice(0, at) + inserted + text.slice(at + (inserted === '' ? 1 : 0));
          let valid = true;
          try {
            JSON.parse(damaged);
          } catch {
            valid = false;
          }
          expect(valid || !isAccepted(() => parseDocumentText(damaged, json))).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('ends in a value or a DocumentError whatever the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...Array.from('{}[]:,&*!|>-?"\'#%@ \n\tab01.~<')) }),
        (text) => {
          expect(() => isAccepted(() => parseDocumentText(text))).not.toThrow();
        },
      ),
      { numRuns: 2000 },
    );
  });
});
