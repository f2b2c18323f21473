import { syntaxError } from '../syntax-error.js';

/** Values of variables that the file itself gives. */
export type Environment = Map<string, string>;

/** `$NAME`, `${NAME}`, `${NAME-default}`. */
const VARIABLE = /\$(?:\{(\w+)(?:\[\*\])?(?:-([^}]*))?\}|(\w+))/y;

/**
 * The words of a line. Spaces part them unless quoted or escaped; within single quotes nothing is special, within double
 * quotes variables have their values; # begins a comment.
 *
 * @throws ImportError that names the line
 */
export function wordsOf(source: string, line: number, environment: Environment): readonly string[] {
  const words: string[] = [];
  let word: string | null = null;
  let quote: '"' | "'" | null = null;
  for (let index = 0; index < source.length; index += 1) {
    const character = source.charAt(index);
    if (quote === "'") {
      if (character === "'") quote = null;
      else word = (word ?? '') + character;
    } else if (character === '\\') {
      index += 1;
      word = (word ?? '') + source.charAt(index);
    } else if (character === '"' || (character === "'" && quote === null)) {
      quote = quote === null ? character : null;
      word ??= '';
    } else if (quote === '"' && character === '$') {
      VARIABLE.lastIndex = index;
      const [written = '$', braced, otherwise, bare] = VARIABLE.exec(source) ?? [];
      word = (word ?? '') + (environment.get(braced ?? bare ?? '') ?? otherwise ?? written);
      index += written.length - 1;
    } else if (quote === null && character === '#') {
      break;
    } else if (quote === null && /\s/.test(character)) {
      if (word !== null) words.push(word);
      word = null;
    } else {
      word = (word ?? '') + character;
    }
  }
  if (quote !== null) throw syntaxError(line, `a quote ${quote} is opened and not closed`);
  if (word !== null) words.push(word);
  return words;
}

/** Whether a value holds a variable whose value is not in the file. */
export function isUnset(value: string): boolean {
  return value.includes('$');
}
