import { isReservedKey } from '../fields/json-value.js';

/** Deeper than any document, shallower than the stack. */
const DEEPEST = 64;

/** Ends an attempt: the text is for a reader of all of YAML, and so is whatever may be wrong with it. */
const NOT_PLAIN = new Error('more than plain YAML');

/**
 * The value of a YAML text that is as plain as documents mostly are: mappings and lists, in blocks or in flow, of words,
 * numbers and quoted text that each stand on one line. Undefined for whatever else a text may be, right or wrong: no fault
 * is told here. Takes a tenth of the time of a reader of all of YAML; most of what a program does that starts for one answer.
 *
 * @see https://yaml.org/spec/1.2.2/#103-core-schema
 */
export function plainYaml(text: string): unknown {
  if (FOREIGN.test(text)) return undefined;
  try {
    return new PlainReader(text).document();
  } catch (error) {
    if (error === NOT_PLAIN) return undefined;
    throw error;
  }
}

/** Tabs, carriage returns, and what else YAML does not take for a plain character of a line. */
const FOREIGN = /[^\n -~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]/;
const KEY = /([A-Za-z_][\w./-]{0,99}):(?=[ \n])/y;
const WORD = /^(?:[\w.+/~(]|-[\w.])/;
const NUMBER = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;
/** What may be a number to YAML, and is none here: in another base, not finite, or of more digits than a double has. */
const OTHER_NUMBER = /^[-+]?(?:0[ox]|\.[in]|\d{16})/i;

const WORDS: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ...['~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['true', 'True', 'TRUE'].map((word) => [word, true] as const),
  ...['false', 'False', 'FALSE'].map((word) => [word, false] as const),
]);

class PlainReader {
  #at = 0;
  /** Column of the line's first character, from 0, while that is the one at hand; -1 at the end of the text. */
  #indent = 0;

  constructor(readonly text: string) {}

  document(): unknown {
    this.#nextLine();
    if (this.#indent !== 0) throw NOT_PLAIN;
    const value = this.#block(0, 0);
    if (this.#at < this.text.length) throw NOT_PLAIN;
    return value;
  }

  /** A mapping or list whose entries begin in a column. */
  #block(indent: number, depth: number): unknown {
    return this.#isItem() ? this.#list(indent, depth) : this.#mapping(indent, depth);
  }

  #mapping(indent: number, depth: number): unknown {
    const fields: Record<string, unknown> = {};
    while (this.#indent === indent) {
      const key = this.#newKey(fields);
      const empty = this.#endLine();
      fields[key] = empty ? this.#below(indent, depth, this.#isItem()) : this.#onLine(indent, depth);
    }
    return this.#ended(fields, indent);
  }

  #list(indent: number, depth: number): unknown {
    const items: unknown[] = [];
    while (this.#indent === indent && this.#isItem()) {
      const dash = this.#at;
      this.#at += 1;
      if (this.#endLine()) items.push(this.#below(indent, depth, false));
      else if (this.#isKey()) {
        this.#indent = indent + this.#at - dash;
        items.push(this.#mapping(this.#indent, inside(depth)));
      } else items.push(this.#onLine(indent, depth));
    }
    return this.#ended(items, indent);
  }

  /** Something further in than its entries can only be the rest of the last one. */
  #ended<Value>(value: Value, indent: number): Value {
    if (this.#indent > indent) throw NOT_PLAIN;
    return value;
  }

  /** The value of an entry that has none on its own line. @param listAside whether a list may begin in the same column */
  #below(indent: number, depth: number, listAside: boolean): unknown {
    if (this.#indent > indent) return this.#block(this.#indent, inside(depth));
    return listAside && this.#indent === indent ? this.#list(indent, inside(depth)) : null;
  }

  #onLine(indent: number, depth: number): unknown {
    const value = this.#value(indent, depth, false);
    if (!this.#endLine()) throw NOT_PLAIN;
    return value;
  }

  #value(indent: number, depth: number, inFlow: boolean): unknown {
    const first = this.text[this.#at];
    if (first === '{') return this.#flowMapping(indent, inside(depth));
    if (first === '[') return this.#flowList(indent, inside(depth));
    return first === '"' || first === "'" ? this.#quoted(first) : this.#words(inFlow);
  }

  #flowMapping(indent: number, depth: number): unknown {
    const fields: Record<string, unknown> = {};
    this.#inFlow('}', indent, () => {
      const key = this.#newKey(fields);
      this.#skipSpace(indent);
      fields[key] = this.#value(indent, depth, true);
    });
    return fields;
  }

  #flowList(indent: number, depth: number): unknown {
    const items: unknown[] = [];
    this.#inFlow(']', indent, () => items.push(this.#value(indent, depth, true)));
    return items;
  }

  #inFlow(end: string, indent: number, entry: () => void): void {
    this.#at += 1;
    this.#skipSpace(indent);
    while (this.text[this.#at] !== end) {
      entry();
      this.#skipSpace(indent);
      const next = this.text[this.#at];
      if (next === ',') {
        this.#at += 1;
        this.#skipSpace(indent);
      } else if (next !== end) throw NOT_PLAIN;
    }
    this.#at += 1;
  }

  #quoted(quote: string): string {
    const end = this.text.indexOf(quote, this.#at + 1);
    const text = this.text.slice(this.#at + 1, end);
    // An escape, or a quote that is doubled.
    if (end < 0 || /[\\\n]/.test(text) || this.text[end + 1] === quote) throw NOT_PLAIN;
    this.#at = end + 1;
    return text;
  }

  #words(inFlow: boolean): unknown {
    const start = this.#at;
    if (this.#isItem()) throw NOT_PLAIN;
    for (; this.#at < this.text.length; this.#at += 1) {
      const here = this.text[this.#at];
      if (here === '\n' || (here === '#' && this.text[this.#at - 1] === ' ')) break;
      if (here === ':' && !/[^\s,[\]{}]/.test(this.text[this.#at + 1] ?? '')) throw NOT_PLAIN;
      if (!inFlow) continue;
      if (here === ',' || here === ']' || here === '}') break;
      if (here === '[' || here === '{') throw NOT_PLAIN;
    }
    while (this.text[this.#at - 1] === ' ') this.#at -= 1;
    return scalarOf(this.text.slice(start, this.#at));
  }

  #isItem(): boolean {
    if (this.text[this.#at] !== '-') return false;
    const next = this.text[this.#at + 1];
    return next === ' ' || next === '\n' || next === undefined;
  }

  #isKey(): boolean {
    KEY.lastIndex = this.#at;
    return KEY.test(this.text);
  }

  #newKey(among: object): string {
    KEY.lastIndex = this.#at;
    const key = KEY.exec(this.text)?.[1];
    if (key === undefined || isReservedKey(key) || WORDS.has(key) || Object.hasOwn(among, key))
      throw NOT_PLAIN;
    this.#at += key.length + 1;
    return key;
  }

  /** Whether nothing but a comment is left of the line; goes on to the next that holds anything then. */
  #endLine(): boolean {
    const start = this.#at;
    while (this.text[this.#at] === ' ') this.#at += 1;
    const here = this.text[this.#at];
    if (here !== '\n' && here !== undefined && (here !== '#' || this.#at === start)) return false;
    this.#nextLine();
    return true;
  }

  #nextLine(): void {
    for (;;) {
      const start = this.#at;
      while (this.text[this.#at] === ' ') this.#at += 1;
      const here = this.text[this.#at];
      this.#indent = here === undefined ? -1 : this.#at - start;
      if (here !== '\n' && here !== '#') return;
      const end = this.text.indexOf('\n', this.#at);
      this.#at = end < 0 ? this.text.length : end + 1;
    }
  }

  /** Over spaces, comments and ends of lines, in flow: its lines stand further in than the entry that it belongs to. */
  #skipSpace(indent: number): void {
    let before = '';
    for (;;) {
      const here = this.text[this.#at];
      if (here === '\n' || (here === '#' && before !== '')) {
        this.#nextLine();
        if (this.#indent <= indent) throw NOT_PLAIN;
      } else if (here !== ' ') return;
      else this.#at += 1;
      before = here;
    }
  }
}

function inside(depth: number): number {
  if (depth >= DEEPEST) throw NOT_PLAIN;
  return depth + 1;
}

function scalarOf(text: string): unknown {
  if (!WORD.test(text) || OTHER_NUMBER.test(text)) throw NOT_PLAIN;
  const word = WORDS.get(text);
  if (word !== undefined) return word;
  if (!NUMBER.test(text)) return text;
  const value = Number(text);
  if (!Number.isFinite(value)) throw NOT_PLAIN;
  return value;
}
