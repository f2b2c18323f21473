import type { HaproxyLine } from './parse-haproxy.js';

/** Settings of one proxy section, after those of its defaults. */
export type Settings = readonly HaproxyLine[];

/** The last line with a keyword: the one that holds. */
export function lastOf(lines: Settings, keyword: string): HaproxyLine | undefined {
  return lines.findLast(({ words }) => words[0] === keyword);
}
