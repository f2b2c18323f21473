import { requireConfigurationSize } from '../configuration-size.js';
import { syntaxError } from '../syntax-error.js';

/** One line of a section, split into words as HAProxy does. */
export interface HaproxyLine {
  readonly line: number;
  readonly words: readonly [keyword: string, ...values: string[]];
}

export interface HaproxySection {
  readonly kind: string;
  readonly name: string;
  readonly line: number;
  readonly lines: readonly HaproxyLine[];
}

/** Keywords that begin a section (HAProxy 3.x, Configuration Manual, chapters 3 to 12). */
const SECTIONS = new Set(
  'global defaults frontend backend listen peers resolvers userlist mailers cache program ring log-forward log-profile http-errors fcgi-app crt-store traces acme'.split(
    ' ',
  ),
);

const NAMED = new Set(['frontend', 'backend', 'listen']);

/**
 * Sections and their lines.
 *
 * @see https://docs.haproxy.org/3.2/configuration.html chapter 2.2 (quoting and escaping)
 * @throws ImportError that names the line
 */
export function parseHaproxy(text: string): readonly HaproxySection[] {
  requireConfigurationSize(text);
  const sections: { kind: string; name: string; line: number; lines: HaproxyLine[] }[] = [];
  text.split(/\r\n|\n|\r/).forEach((source, index) => {
    const line = index + 1;
    const [keyword, ...values] = wordsOf(source, line);
    // Preprocessor directives decide at start what stands in the file; both branches are read.
    if (keyword === undefined || keyword.startsWith('.')) return;
    if (SECTIONS.has(keyword)) {
      const [name = ''] = values;
      if (NAMED.has(keyword) && name === '')
        throw syntaxError(line, `${keyword} has no name; it must be followed by one`);
      sections.push({ kind: keyword, name, line, lines: [] });
      return;
    }
    const section = sections.at(-1);
    if (section === undefined)
      throw syntaxError(
        line,
        `${JSON.stringify(keyword.slice(0, 40))} stands in no section; a configuration begins with global, defaults, frontend, listen or backend`,
      );
    section.lines.push({ line, words: [keyword, ...values] });
  });
  return sections;
}

/** Spaces part words unless quoted or escaped; within single quotes nothing is special; # begins a comment. */
function wordsOf(source: string, line: number): readonly string[] {
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
