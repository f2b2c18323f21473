import { requireConfigurationSize } from '../configuration-size.js';
import { syntaxError } from '../syntax-error.js';
import { wordsOf, type Environment } from './haproxy-words.js';

/** One line of a section, split into words as HAProxy does. */
export interface HaproxyLine {
  readonly line: number;
  readonly words: readonly [keyword: string, ...values: string[]];
}

export interface HaproxySection {
  readonly kind: string;
  readonly name: string;
  /** Name of the defaults that it takes; null where those hold that stand before it. */
  readonly from: string | null;
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

/** Settings of `global` that give a variable a value; those of `presetenv` only where it has none. */
const ASSIGNING = new Set(['setenv', 'presetenv']);

/**
 * Sections and their lines. Variables have the values that the file gives them, or their own defaults; others stay as
 * they are written.
 *
 * @see https://docs.haproxy.org/3.2/configuration.html chapters 2.2 (quoting and escaping) and 2.3 (environment variables)
 * @throws ImportError that names the line
 */
export function parseHaproxy(text: string): readonly HaproxySection[] {
  requireConfigurationSize(text);
  const sections: (HaproxySection & { lines: HaproxyLine[] })[] = [];
  const environment: Environment = new Map();
  text.split(/\r\n|\n|\r/).forEach((source, index) => {
    const line = index + 1;
    const [keyword, ...values] = wordsOf(source, line, environment);
    // Preprocessor directives decide at start what stands in the file; both branches are read.
    if (keyword === undefined || keyword.startsWith('.')) return;
    if (SECTIONS.has(keyword)) {
      const [name = ''] = values;
      if (NAMED.has(keyword) && name === '')
        throw syntaxError(line, `${keyword} has no name; it must be followed by one`);
      const from = values.indexOf('from');
      sections.push({
        kind: keyword,
        name: from === 0 ? '' : name,
        from: from < 0 ? null : (values[from + 1] ?? ''),
        line,
        lines: [],
      });
      return;
    }
    const section = sections.at(-1);
    if (section === undefined)
      throw syntaxError(
        line,
        `${JSON.stringify(keyword.slice(0, 40))} stands in no section; a configuration begins with global, defaults, frontend, listen or backend`,
      );
    const [variable, value = ''] = values;
    if (ASSIGNING.has(keyword) && variable !== undefined) environment.set(variable, value);
    section.lines.push({ line, words: [keyword, ...values] });
  });
  return sections;
}
