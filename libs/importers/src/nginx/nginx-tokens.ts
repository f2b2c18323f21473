import { syntaxError } from '../syntax-error.js';
import { afterLuaBlock } from './lua-block.js';

export interface Token {
  readonly line: number;
  readonly text: string;
  /** Written in quotes: never a brace or a semicolon. */
  readonly quoted: boolean;
}

export function isMark({ text, quoted }: Token, mark: '{' | '}' | ';'): boolean {
  return !quoted && text === mark;
}

/**
 * Words, braces and semicolons of a configuration. The block of a Lua directive is a program, of which nothing is kept.
 *
 * @throws ImportError that names the line
 */
export function tokensOf(text: string, firstLine: number): readonly Token[] {
  const tokens: Token[] = [];
  let line = firstLine;
  let index = 0;
  /** The name of the directive that is being read. */
  let directive: string | null = null;
  while (index < text.length) {
    const character = text.charAt(index);
    if (character === '\n') line += 1;
    if (/\s/.test(character)) {
      index += 1;
    } else if (character === '#') {
      while (index < text.length && text.charAt(index) !== '\n') index += 1;
    } else if ('{};'.includes(character)) {
      tokens.push({ line, text: character, quoted: false });
      index += 1;
      if (character === '{' && directive?.endsWith('_by_lua_block') === true) {
        const end = afterLuaBlock(text, index);
        if (end === null) throw syntaxError(line, 'a block is opened here and never closed with }');
        line += newlinesIn(text.slice(index, end));
        index = end;
        tokens.push({ line, text: '}', quoted: false });
      }
      directive = null;
    } else {
      const started = line;
      const word = wordAt(text, index, line);
      line += newlinesIn(text.slice(index, word.end));
      tokens.push({ line: started, text: word.text, quoted: word.quoted });
      directive ??= word.text;
      index = word.end;
    }
  }
  return tokens;
}

function newlinesIn(text: string): number {
  return text.split('\n').length - 1;
}

/** A word ends at a space, a brace or a semicolon; ${name} is part of it, and in quotes everything is. */
function wordAt(
  text: string,
  start: number,
  line: number,
): { readonly text: string; readonly end: number; readonly quoted: boolean } {
  const quote = text.charAt(start);
  const quoted = quote === '"' || quote === "'";
  let word = '';
  for (let index = quoted ? start + 1 : start; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (character === '\\') {
      index += 1;
      word += text.charAt(index);
    } else if (quoted ? character === quote : /[\s;{}]/.test(character) && !opensVariable(text, index)) {
      return { text: word, end: quoted ? index + 1 : index, quoted };
    } else if (!quoted && opensVariable(text, index)) {
      const close = text.indexOf('}', index);
      if (close < 0) throw syntaxError(line, 'a variable is opened with ${ and not closed with }');
      word += text.slice(index, close + 1);
      index = close;
    } else {
      word += character;
    }
  }
  if (quoted) throw syntaxError(line, `a quote ${quote} is opened and not closed`);
  return { text: word, end: text.length, quoted };
}

function opensVariable(text: string, index: number): boolean {
  return text.charAt(index) === '{' && text.charAt(index - 1) === '$';
}
