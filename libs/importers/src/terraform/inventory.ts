import type { ModuleConfiguration } from './configuration.js';
import type { Flattened } from './flattened.js';
import type { JsonRecord } from './json-value.js';
import { baseAddress, modulePathText, type ModulePath } from './module-path.js';
import { inAddressOrder, type Resource, type ResourceTypes } from './resource.js';

/** The resources of a document, findable by type, by address without key, by id, and by module. */
export class Inventory {
  readonly configuration: ModuleConfiguration;
  readonly variables: JsonRecord;
  readonly #byType = new Map<string, Resource[]>();
  readonly #byBase = new Map<string, Resource[]>();
  readonly #byIdentity = new Map<string, Map<string, Resource>>();
  readonly #modules = new Map<string, ModulePath>();

  constructor(
    flattened: Flattened,
    private readonly types: ResourceTypes,
  ) {
    this.configuration = flattened.configuration;
    this.variables = flattened.variables;
    for (const resource of flattened.resources.toSorted(inAddressOrder)) this.#add(resource);
  }

  /** The type that a type is an alias of, or itself. */
  canonicalType(type: string): string {
    return this.types[type]?.sameAs ?? type;
  }

  /** All resources of a type and of its aliases, in the order of their addresses. */
  ofType(type: string): readonly Resource[] {
    return this.#byType.get(type) ?? [];
  }

  /** All resources, in the order of their addresses within a type. */
  all(): readonly Resource[] {
    return [...this.#byType.values()].flat();
  }

  /** All instances of one resource of one module instance. */
  instancesOf(module: ModulePath, type: string, name: string): readonly Resource[] {
    return this.#byBase.get(baseAddress(module, type, name)) ?? [];
  }

  /** The resource of one of the types that has this id, ARN or name. */
  byIdentity(types: readonly string[], identity: string): Resource | null {
    for (const type of types) {
      const found = this.#byIdentity.get(type)?.get(identityKey(identity));
      if (found !== undefined) return found;
    }
    return null;
  }

  /** The instances of a module that a module calls, as far as they hold resources. */
  childModules(caller: ModulePath, name: string): readonly ModulePath[] {
    const prefix = modulePathText(caller);
    return [...this.#modules.values()].filter(
      (path) =>
        path.length === caller.length + 1 &&
        path.at(-1)?.name === name &&
        modulePathText(path.slice(0, -1)) === prefix,
    );
  }

  /** The resources of a type in one module instance. */
  inModule(module: ModulePath, type: string): readonly Resource[] {
    const text = modulePathText(module);
    return this.ofType(type).filter((resource) => modulePathText(resource.module) === text);
  }

  #add(resource: Resource): void {
    const type = this.canonicalType(resource.type);
    append(this.#byType, type, resource);
    append(this.#byBase, baseAddress(resource.module, resource.type, resource.name), resource);
    for (let depth = 1; depth <= resource.module.length; depth += 1) {
      const path = resource.module.slice(0, depth);
      this.#modules.set(modulePathText(path), path);
    }
    const identities = this.#byIdentity.get(type) ?? new Map<string, Resource>();
    this.#byIdentity.set(type, identities);
    for (const attribute of this.types[type]?.identifiedBy ?? []) {
      const identity = resource.values[attribute];
      if (typeof identity !== 'string' || identity === '') continue;
      const key = identityKey(identity);
      if (!identities.has(key)) identities.set(key, resource);
    }
  }
}

/** Ids of Azure are the same in capitals and in small letters, and come in both. */
function identityKey(identity: string): string {
  return /^\/subscriptions\//i.test(identity) ? identity.toLowerCase() : identity;
}

function append<Key>(map: Map<Key, Resource[]>, key: Key, resource: Resource): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [resource]);
  else list.push(resource);
}
