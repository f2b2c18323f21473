import type { ResourceUsage, Usage } from '@portplan/documents';
import { closeness, typeIn } from './address-pattern.js';
import { mergeFields } from './merge-fields.js';

/** What the usage file says of one resource. */
export interface ResolvedUsage {
  readonly usage: ResourceUsage;
  /** Keys that said it, the most specific last: for each field, who had the last word. */
  readonly saidBy: ReadonlyMap<string, string>;
}

/** Joins what is said of a resource, least specific first: its kind, its type, patterns, its own address. */
export function resolveUsage(
  { defaults = {}, resources = {} }: Usage,
  address: string,
  kinds: readonly string[],
): ResolvedUsage {
  const byAddress = Object.entries(resources).flatMap(([key, usage]) => {
    const rank = closeness(key, address);
    return rank === null ? [] : [{ key, usage, rank }];
  });
  const type = typeIn(address);
  const said = [
    ...[...kinds, type].flatMap((key) => {
      const usage = key === null || !Object.hasOwn(defaults, key) ? undefined : defaults[key];
      return usage === undefined ? [] : [{ key: `defaults.${String(key)}`, usage }];
    }),
    ...byAddress.sort((one, other) => one.rank - other.rank),
  ];
  const saidBy = new Map<string, string>();
  let joined: Readonly<Record<string, unknown>> = {};
  for (const { key, usage } of said) {
    joined = mergeFields(joined, { ...usage }).fields;
    for (const field of Object.keys(usage)) saidBy.set(field, key);
  }
  return { usage: joined, saidBy };
}

/** What is said of one caller, by the addresses under `from`. */
export function resolveCaller(
  from: ResourceUsage['from'],
  address: string,
): { readonly usage: Readonly<Record<string, unknown>> } {
  const ranked = Object.entries(from ?? {})
    .flatMap(([key, usage]) => {
      const rank = closeness(key, address);
      return rank === null ? [] : [{ usage, rank }];
    })
    .sort((one, other) => one.rank - other.rank);
  return { usage: ranked.reduce((joined, { usage }) => mergeFields(joined, { ...usage }).fields, {}) };
}
