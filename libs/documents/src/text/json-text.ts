import { isReservedKey } from '../fields/json-value.js';
import { TextError, type TextPlace } from './text-error.js';

/** Deeper than any document, shallower than the stack. */
const DEEPEST = 200;

/**
 * Reads RFC 8259 JSON. `JSON.parse` keeps the last of equal keys, makes numbers infinite and often does not say where
 * it stopped; this does not.
 *
 * @throws TextError with line and column
 */
export function parseJsonText(text: string): unknown {
  const reader = new JsonReader(text);
  return reader.document();
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
/** Everything from the space up but the double quote and the backslash. */
const PLAIN = /[ !#-[\]-\uffff]*/y;
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

class JsonReader {
  #at = 0;

  constructor(readonly text: string) {}

  document(): unknown {
    if (this.text.charCodeAt(0) === 0xfeff) this.#at = 1;
    this.#skipSpace();
    const value = this.#value(0);
    this.#skipSpace();
    if (this.#at < this.text.length) throw this.#fault('must end after its value');
    return value;
  }

  #value(depth: number): unknown {
    if (depth > DEEPEST)
      throw this.#fault(`must not be nested deeper than ${String(DEEPEST)} levels`, 'too-deep');
    const next = this.text[this.#at];
    if (next === '{') return this.#object(depth);
    if (next === '[') return this.#list(depth);
    if (next === '"') return this.#string();
    if (next === '-' || (next !== undefined && next >= '0' && next <= '9')) return this.#number();
    for (const [word, value] of [
      ['true', true],
      ['false', false],
      ['null', null],
    ] as const) {
      if (!this.text.startsWith(word, this.#at)) continue;
      this.#at += word.length;
      return value;
    }
    throw this.#fault('must have a value');
  }

  #object(depth: number): unknown {
    const entries = new Map<string, unknown>();
    this.#at += 1;
    this.#skipSpace();
    if (this.#take('}')) return {};
    do {
      this.#skipSpace();
      const start = this.#at;
      if (this.text[start] !== '"') throw this.#fault('must have a key in double quotes');
      const key = this.#string();
      if (entries.has(key))
        throw this.#fault(
          `must not have the key ${JSON.stringify(key.slice(0, 100))} twice in one object`,
          'duplicate-key',
          start,
        );
      if (isReservedKey(key)) throw this.#fault(`must not have the key "${key}"`, 'reserved-key', start);
      this.#skipSpace();
      if (!this.#take(':')) throw this.#fault('must have ":" after the key');
      this.#skipSpace();
      entries.set(key, this.#value(depth + 1));
      this.#skipSpace();
    } while (this.#take(','));
    if (!this.#take('}')) throw this.#fault('must have "," or "}" after the value');
    return Object.fromEntries(entries);
  }

  #list(depth: number): unknown {
    const items: unknown[] = [];
    this.#at += 1;
    this.#skipSpace();
    if (this.#take(']')) return items;
    do {
      this.#skipSpace();
      items.push(this.#value(depth + 1));
      this.#skipSpace();
    } while (this.#take(','));
    if (!this.#take(']')) throw this.#fault('must have "," or "]" after the value');
    return items;
  }

  #string(): string {
    const start = this.#at;
    let text = '';
    this.#at += 1;
    for (;;) {
      text += this.#match(PLAIN);
      const next = this.text[this.#at];
      if (next === '"') break;
      if (next !== '\\') throw this.#fault('must close the text with a double quote and escape line breaks');
      text += this.#escape();
    }
    this.#at += 1;
    if (text.includes('\u0000'))
      throw this.#fault('must not have a NUL character in text', 'nul-character', start);
    return text;
  }

  #escape(): string {
    const code = this.text[this.#at + 1] ?? '';
    const plain = ESCAPES[code];
    if (plain !== undefined) {
      this.#at += 2;
      return plain;
    }
    const digits = this.text.slice(this.#at + 2, this.#at + 6);
    if (code !== 'u' || !/^[0-9A-Fa-f]{4}$/.test(digits)) throw this.#fault('must use a known escape');
    this.#at += 6;
    return String.fromCharCode(Number.parseInt(digits, 16));
  }

  #number(): number {
    const start = this.#at;
    const text = this.#match(NUMBER);
    if (text === '') throw this.#fault('must have digits after "-"');
    const value = Number(text);
    if (!Number.isFinite(value))
      throw this.#fault(`must not have the number ${text.slice(0, 40)}`, 'number-too-large', start);
    return value;
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const [text = ''] = pattern.exec(this.text) ?? [];
    this.#at += text.length;
    return text;
  }

  #skipSpace(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.#at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
      this.#at += 1;
    }
  }

  #take(character: string): boolean {
    if (this.text[this.#at] !== character) return false;
    this.#at += 1;
    return true;
  }

  #fault(wanted: string, code = 'syntax', at = this.#at): TextError {
    const found = this.text[at];
    const here =
      code !== 'syntax'
        ? ''
        : found === undefined
          ? ' but ends here'
          : ` but has ${JSON.stringify(found)} here`;
    return new TextError(code, `the JSON ${wanted}${here}`, placeOf(this.text, at));
  }
}

/** Line and column, from 1, of an offset into a text. */
function placeOf(text: string, offset: number): TextPlace {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}
