import { requireConfigurationSize } from '../configuration-size.js';
import { syntaxError } from '../syntax-error.js';

/** A directive with its parameters, and what stands in its block where it has one. */
export interface Directive {
  readonly line: number;
  readonly name: string;
  readonly parameters: readonly string[];
  readonly block: readonly Directive[] | null;
}

interface Token {
  readonly line: number;
  readonly text: string;
  /** Written in quotes: never a brace or a semicolon. */
  readonly quoted: boolean;
}

/** Deeper than any configuration. */
const DEEPEST = 50;

/**
 * The directives of an nginx configuration.
 *
 * @see https://nginx.org/en/docs/beginners_guide.html#conf_structure
 * @throws ImportError that names the line
 */
export function parseNginx(text: string): readonly Directive[] {
  requireConfigurationSize(text);
  const tokens = tokensOf(text);
  let next = 0;

  function directives(depth: number, opened: number | null): readonly Directive[] {
    if (depth > DEEPEST) throw syntaxError(opened ?? 1, `blocks stand more than ${String(DEEPEST)} deep`);
    const found: Directive[] = [];
    for (;;) {
      const token = tokens[next];
      if (token === undefined) {
        if (opened === null) return found;
        throw syntaxError(opened, 'a block is opened here and never closed with }');
      }
      if (isMark(token, '}')) {
        if (opened === null) throw syntaxError(token.line, 'there is no open block to close with }');
        next += 1;
        return found;
      }
      found.push(directive(token, depth));
    }
  }

  function directive(first: Token, depth: number): Directive {
    if (isMark(first, '{') || isMark(first, ';'))
      throw syntaxError(first.line, `a directive is expected before ${first.text}`);
    const parameters: string[] = [];
    for (next += 1; ; next += 1) {
      const token = tokens[next];
      if (token === undefined || isMark(token, '}'))
        throw syntaxError(
          first.line,
          `${JSON.stringify(first.text.slice(0, 40))} is not ended with ; or a block`,
        );
      if (isMark(token, ';')) {
        next += 1;
        return { line: first.line, name: first.text, parameters, block: null };
      }
      if (isMark(token, '{')) {
        next += 1;
        // The block of a Lua directive is a program, not directives.
        const block = first.text.endsWith('_by_lua_block')
          ? skipProgram(token.line)
          : directives(depth + 1, token.line);
        return { line: first.line, name: first.text, parameters, block };
      }
      parameters.push(token.text);
    }
  }

  function skipProgram(opened: number): readonly Directive[] {
    let depth = 1;
    for (; depth > 0; next += 1) {
      const token = tokens[next];
      if (token === undefined) throw syntaxError(opened, 'a block is opened here and never closed with }');
      if (isMark(token, '{')) depth += 1;
      if (isMark(token, '}')) depth -= 1;
    }
    return [];
  }

  return directives(0, null);
}

function isMark({ text, quoted }: Token, mark: '{' | '}' | ';'): boolean {
  return !quoted && text === mark;
}

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let line = 1;
  let index = 0;
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
    } else {
      const started = line;
      const word = wordAt(text, index, line);
      line += text.slice(index, word.end).split('\n').length - 1;
      tokens.push({ line: started, text: word.text, quoted: word.quoted });
      index = word.end;
    }
  }
  return tokens;
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
