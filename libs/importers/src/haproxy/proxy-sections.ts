import type { HaproxySection } from './parse-haproxy.js';
import type { Settings } from './settings.js';

/** A section that takes or passes on connections, with the settings that hold there. */
export interface Proxy {
  readonly section: HaproxySection;
  readonly settings: Settings;
}

const PROXIES = new Set(['frontend', 'backend', 'listen']);

/**
 * Each proxy section with the defaults that hold for it: those that it names with `from`, or the last before it.
 *
 * @see https://docs.haproxy.org/3.2/configuration.html#4
 */
export function proxiesOf(sections: readonly HaproxySection[]): readonly Proxy[] {
  const named = new Map<string, Settings>();
  let last: Settings = [];
  return sections.flatMap((section): readonly Proxy[] => {
    const inherited = section.from === null ? null : (named.get(section.from) ?? []);
    if (section.kind === 'defaults') {
      last = [...(inherited ?? []), ...section.lines];
      named.set(section.name, last);
    }
    return PROXIES.has(section.kind)
      ? [{ section, settings: [...(inherited ?? last), ...section.lines] }]
      : [];
  });
}

/** Backends that a frontend may choose; one whose name is made at run time may be any. */
export function reachedNames(proxies: readonly Proxy[]): { readonly has: (name: string) => boolean } {
  const names = proxies
    .filter(({ section }) => section.kind !== 'backend')
    .flatMap(({ settings }) => settings)
    .flatMap(({ words: [keyword, name] }) =>
      keyword === 'default_backend' || keyword === 'use_backend' ? (name ?? []) : [],
    );
  return names.some((name) => /%\[|\$/.test(name)) ? { has: () => true } : new Set(names);
}
