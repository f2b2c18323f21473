import { expressionsAt, moduleAt, moduleCall, referencesIn } from './configuration.js';
import { followReferences, type Reached } from './follow-references.js';
import type { Inventory } from './inventory.js';
import { isRecord } from './json-value.js';
import type { Resource } from './resource.js';

/**
 * How a link was found: by a known id, by references before ids are known, by what the module is called with, or only by
 * standing in the same module.
 */
export type LinkBasis = 'id' | 'references' | 'call' | 'neighbours' | 'nothing';

/** Which resources an attribute of a resource names. */
export interface Link {
  readonly targets: readonly Resource[];
  readonly basis: LinkBasis;
  /** Known ids that belong to no resource of the document. */
  readonly outside: number;
  /** Resources of which it could be one, where the references do not say which. */
  readonly candidates: readonly Resource[];
}

/** Which attribute is followed, and to what. */
export interface LinkQuery {
  /** Attribute names, through blocks: `['default_action', 'target_group_arn']`. */
  readonly path: readonly string[];
  readonly types: readonly string[];
  /** Whether resources of the same module may stand in where the references lead nowhere. */
  readonly neighbours?: boolean;
  /** Whether what its module is called with may stand in where a dynamic block hides the references. */
  readonly call?: boolean;
}

const NOTHING: Link = { targets: [], basis: 'nothing', outside: 0, candidates: [] };

/** The one resource that an attribute names; no target where there is none or where it cannot be told which. */
export function linkOne(inventory: Inventory, resource: Resource, query: LinkQuery): Link {
  return link(inventory, resource, query, oneOf);
}

/** All resources that an attribute with a list names. */
export function linkMany(inventory: Inventory, resource: Resource, query: LinkQuery): Link {
  return link(inventory, resource, query, allOf);
}

/** Like {@link linkMany}, but with all instances where one is indexed by a key: keys may be computed from it. */
export function linkPool(inventory: Inventory, resource: Resource, query: LinkQuery): Link {
  return link(inventory, resource, query, everyOne);
}

type Choice = (reached: readonly Reached[], inventory: Inventory) => readonly Resource[];

function link(inventory: Inventory, resource: Resource, query: LinkQuery, choose: Choice): Link {
  const { path, types } = query;
  const texts = textsAt(resource.values, path);
  const known = texts.flatMap((text) => inventory.byIdentity(types, text) ?? []);
  const outside = texts.length - known.length;
  if (!isUnknownAt(resource.unknown, path)) {
    return texts.length === 0 ? NOTHING : { targets: distinct(known), basis: 'id', outside, candidates: [] };
  }
  const wanted = (type: string): boolean => types.includes(inventory.canonicalType(type));
  const references = expressionsAt(resource.configuration?.expressions, path).flatMap(referencesIn);
  const frame = {
    module: resource.module,
    key: resource.key,
    repetition: resource.configuration?.repetition ?? [],
  };
  const reached = followReferences(references, frame, wanted, inventory);
  const targets = distinct([...known, ...choose(reached, inventory)]);
  if (targets.length > 0) return { targets, basis: 'references', outside, candidates: [] };
  if (query.call === true && isHidden(resource, path)) {
    const called = distinct(throughCall(inventory, resource, wanted, choose));
    if (called.length > 0) return { targets: called, basis: 'call', outside, candidates: [] };
  }
  const candidates = distinct(reached.flatMap((item) => everyInstance(item, inventory)));
  return query.neighbours === true && candidates.length === 0
    ? amongNeighbours(inventory, resource, types, outside, choose === allOf)
    : { ...NOTHING, outside, candidates };
}

/** Blocks that a `dynamic` block makes are in no configuration that Terraform shows, nor are their expressions. */
function isHidden({ configuration }: Resource, path: readonly string[]): boolean {
  return configuration !== null && expressionsAt(configuration.expressions, path.slice(0, 1)).length === 0;
}

/** What the one argument of the module's call leads to that leads to any of the wanted types; nothing where several do. */
function throughCall(
  inventory: Inventory,
  { module }: Resource,
  wanted: (type: string) => boolean,
  choose: Choice,
): readonly Resource[] {
  const step = module.at(-1);
  if (step === undefined) return [];
  const caller = module.slice(0, -1);
  const { expressions, repetition } = moduleCall(moduleAt(inventory.configuration, caller), step.name);
  const frame = { module: caller, key: step.key, repetition };
  const leading = Object.values(expressions)
    .map((expression) =>
      choose(followReferences(referencesIn(expression), frame, wanted, inventory), inventory),
    )
    .filter((targets) => targets.length > 0);
  return leading.length === 1 ? (leading[0] ?? []) : [];
}

/** What stands in the same module: the one with the same key, or the only one. */
function amongNeighbours(
  inventory: Inventory,
  resource: Resource,
  types: readonly string[],
  outside: number,
  many: boolean,
): Link {
  const near = types.flatMap((type) => inventory.inModule(resource.module, type));
  const sameKey = near.filter(({ key }) => key === resource.key);
  const only = near.length === 1 ? near : sameKey.length === 1 ? sameKey : many ? near : [];
  return only.length === 0
    ? { ...NOTHING, outside, candidates: near }
    : { targets: only, basis: 'neighbours', outside, candidates: [] };
}

function everyInstance({ module, type, name }: Reached, inventory: Inventory): readonly Resource[] {
  return inventory.instancesOf(module, type, name);
}

/**
 * One instance out of what a conditional expression may mean: first what is indexed by the frame's own key, then what
 * has a literal key, then what has one instance only, then the key counted around (`element(…, count.index)`).
 */
function oneOf(reached: readonly Reached[], inventory: Inventory): readonly Resource[] {
  for (const pass of [byOwnKey, byLiteralKey, byBeingOnly, byCountingAround]) {
    for (const item of reached) {
      const found = pass(item, everyInstance(item, inventory));
      if (found !== undefined) return [found];
    }
  }
  return [];
}

function allOf(reached: readonly Reached[], inventory: Inventory): readonly Resource[] {
  return reached.flatMap((item) => {
    const instances = everyInstance(item, inventory);
    const one = byLiteralKey(item, instances) ?? byOwnKey(item, instances);
    return one !== undefined ? [one] : item.selector.kind === 'exact' ? [] : instances;
  });
}

function everyOne(reached: readonly Reached[], inventory: Inventory): readonly Resource[] {
  return reached.flatMap((item) => {
    const instances = everyInstance(item, inventory);
    if (item.selector.kind !== 'exact') return instances;
    const literal = byLiteralKey(item, instances);
    return literal === undefined ? [] : [literal];
  });
}

function byOwnKey({ selector }: Reached, instances: readonly Resource[]): Resource | undefined {
  if (selector.kind !== 'own') return undefined;
  const key = selector.keys.find((candidate) => instances.some((instance) => instance.key === candidate));
  return key === undefined ? undefined : instances.find((instance) => instance.key === key);
}

function byLiteralKey({ selector }: Reached, instances: readonly Resource[]): Resource | undefined {
  return selector.kind === 'exact' ? instances.find(({ key }) => key === selector.key) : undefined;
}

function byBeingOnly({ selector }: Reached, instances: readonly Resource[]): Resource | undefined {
  return selector.kind !== 'exact' && instances.length === 1 ? instances[0] : undefined;
}

function byCountingAround({ selector }: Reached, instances: readonly Resource[]): Resource | undefined {
  const position = selector.kind === 'own' ? selector.keys.find((key) => typeof key === 'number') : undefined;
  return typeof position === 'number' ? instances[position % instances.length] : undefined;
}

function distinct(resources: readonly Resource[]): readonly Resource[] {
  return [...new Map(resources.map((resource) => [resource.address, resource])).values()];
}

/** Texts at a path of attribute names, through lists of blocks; empty texts are absent ones. */
export function textsAt(values: unknown, path: readonly string[]): readonly string[] {
  if (Array.isArray(values)) return values.flatMap((item: unknown) => textsAt(item, path));
  const [name, ...rest] = path;
  if (name === undefined) return typeof values === 'string' && values !== '' ? [values] : [];
  return isRecord(values) ? textsAt(values[name], rest) : [];
}

/** Whether anything at, above or below a path is known only after apply. */
export function isUnknownAt(unknown: unknown, path: readonly string[]): boolean {
  if (unknown === true) return true;
  if (Array.isArray(unknown)) return unknown.some((item: unknown) => isUnknownAt(item, path));
  if (!isRecord(unknown)) return false;
  const [name, ...rest] = path;
  return name === undefined
    ? Object.values(unknown).some((item) => isUnknownAt(item, []))
    : isUnknownAt(unknown[name], rest);
}
