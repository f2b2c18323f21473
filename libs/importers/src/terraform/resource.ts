import type { JsonRecord } from './json-value.js';
import { baseAddress, type InstanceKey, type ModulePath } from './module-path.js';

/** What the configuration says about a resource: by which expressions, and what `count` or `for_each` refer to. */
export interface ResourceConfiguration {
  readonly expressions: JsonRecord;
  readonly repetition: readonly string[];
}

/** One resource instance of a plan or a state, with nothing but whitelisted attributes that are not sensitive. */
export interface Resource {
  readonly address: string;
  readonly module: ModulePath;
  readonly type: string;
  readonly name: string;
  readonly key: InstanceKey;
  readonly values: JsonRecord;
  /** True, or the same nested, where a value is known only after apply. */
  readonly unknown: JsonRecord;
  readonly configuration: ResourceConfiguration | null;
}

/** A resource of a type that nobody reads: no values are kept. */
export interface ForeignResource {
  readonly address: string;
  readonly type: string;
  readonly mode: 'managed' | 'data';
}

/** By address without key, then by key, numbers as numbers: the order of a document does not matter then. */
export function inAddressOrder(a: Resource, b: Resource): number {
  const [first, second] = [a, b].map(({ module, type, name }) => baseAddress(module, type, name));
  if (first !== second) return String(first) < String(second) ? -1 : 1;
  if (typeof a.key === 'number' && typeof b.key === 'number') return a.key - b.key;
  return String(a.key) < String(b.key) ? -1 : String(a.key) > String(b.key) ? 1 : 0;
}

/** What of a type is read. Anything else never leaves the document. */
interface ResourceType {
  readonly attributes: readonly string[];
  /** The type that this one is an alias of. */
  readonly sameAs?: string;
  /** Attributes by whose value other resources name it. */
  readonly identifiedBy?: readonly string[];
}

export type ResourceTypes = Readonly<Record<string, ResourceType>>;
