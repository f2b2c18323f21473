import type { LeftOut } from '../proxy/proxy-configuration.js';
import { isUnset } from './haproxy-words.js';
import type { HaproxyLine, HaproxySection } from './parse-haproxy.js';

/** Settings that are numbers. */
const SETTINGS = new Set(['maxconn', 'nbproc', 'timeout']);
const SERVERS = new Set(['server', 'server-template', 'default-server']);
/** Parameters of a server that are numbers. */
const PARAMETERS = new Set(['maxconn', 'pool-max-conn', 'pool-purge-delay']);

/** Sections without the numbers that stand in variables of the environment, and which these are. */
export function withoutUnset(sections: readonly HaproxySection[]): {
  readonly sections: readonly HaproxySection[];
  readonly leftOut: readonly LeftOut[];
} {
  const leftOut: LeftOut[] = [];
  const leave = (what: string, value: string, line: number): void => {
    leftOut.push({ line, what, reason: `${value.slice(0, 40)} is in the environment, not in the file` });
  };
  const known = (line: HaproxyLine): readonly HaproxyLine[] => {
    const [keyword, ...values] = line.words;
    const unset = values.find(isUnset);
    if (unset === undefined) return [line];
    if (SETTINGS.has(keyword) || (keyword === 'server-template' && isUnset(values[1] ?? ''))) {
      leave(keyword, unset, line.line);
      return [];
    }
    if (!SERVERS.has(keyword)) return [line];
    const dropped = values.flatMap((name, at) => {
      const value = values[at + 1] ?? '';
      return PARAMETERS.has(name) && isUnset(value) ? [{ at, name, value }] : [];
    });
    for (const { name, value } of dropped) leave(name, value, line.line);
    const kept = values.filter((_, at) => !dropped.some((each) => at === each.at || at === each.at + 1));
    return [{ ...line, words: [keyword, ...kept] }];
  };
  return {
    sections: sections.map((section) => ({ ...section, lines: section.lines.flatMap(known) })),
    leftOut,
  };
}
