import { ImportError } from './import-error.js';
import { parseJson } from './parse-json.js';

const WORDING = { whatIsRead: 'valid is JSON', writtenBy: 'the program', hintFor: () => '' };

const DOCUMENT = JSON.stringify(
  { format_version: '1.2', variables: { password: 'hunter2' }, list: [1, true, null, { deep: ['a b'] }] },
  null,
  2,
);

function faultOf(text: string): ImportError {
  try {
    parseJson(text, WORDING);
  } catch (error) {
    if (error instanceof ImportError) return error;
    throw error;
  }
  throw new Error('it was read');
}

describe('a JSON document', () => {
  it('that ends in the middle is told so, wherever it ends', () => {
    for (let length = 1; length < DOCUMENT.length; length += 1) {
      const { code, message } = faultOf(DOCUMENT.slice(0, length));
      expect([length, code, message]).toEqual([
        length,
        'truncated',
        `the JSON ends in the middle, after ${String(length)} characters; write the whole output of the program to the file`,
      ]);
    }
  });

  it.each([
    [
      '{\n  "a": 1,\n  "password": hunter2\n}',
      'is not JSON; valid is JSON',
      'is not JSON from line 3, column 15 on',
    ],
    ['{"a": 1}\n{"b": 2}', 'is not JSON from line 2, column 1 on; valid is JSON'],
    ['{"a": 1,}', 'is not JSON from line 1, column 9 on; valid is JSON'],
    ['Plan: 1 to add', 'is not JSON; valid is JSON'],
  ])('%j is no JSON, said without a word of it', (text, ...oneOf) => {
    const { code, message } = faultOf(text);
    expect(code).toBe('not-json');
    expect(oneOf.some((part) => message.includes(part))).toBe(true);
    expect(message).not.toContain('hunter2');
  });
});
