import type { Demand, Leg, TopologyNode } from '@portplan/engine';
import type { ImportWarning, NotUnderstood, Understood } from '../import-result.js';
import { distinctId, nodeIdOf } from './node-id.js';

/** Where one value of the draft comes from. */
export type Origin =
  | { readonly kind: 'imported'; readonly address: string; readonly inferred?: string }
  | { readonly kind: 'assumed'; readonly reason: string }
  | { readonly kind: 'given'; readonly from: string };

/** Origins by field, in dots: `publicIps`, `instances.requestsPerSecondPerInstance`. */
export type Origins = Readonly<Record<string, Origin>>;

export interface Drafted<T> {
  readonly item: T;
  readonly origins: Origins;
}

/** A resource as the account of the import names it. */
export interface Named {
  readonly address: string;
  readonly type: string;
}

/** Read from the source. `inferred` says how, where more than reading was needed. */
export function imported(address: string, inferred?: string): Origin {
  return inferred === undefined ? { kind: 'imported', address } : { kind: 'imported', address, inferred };
}

/** Not in the source. */
export function assumed(reason: string): Origin {
  return { kind: 'assumed', reason };
}

/** Said by a person, in a usage file. */
export function given(from: string): Origin {
  return { kind: 'given', from };
}

/** What a finished draft consists of. */
export interface DraftParts {
  readonly nodes: readonly Drafted<TopologyNode>[];
  readonly legs: readonly Drafted<Leg>[];
  readonly demand: readonly Drafted<Demand>[];
  readonly understood: readonly Understood[];
  readonly notUnderstood: readonly NotUnderstood[];
  readonly warnings: readonly ImportWarning[];
  /** Addresses in the source by the ids that were made of them. */
  readonly addresses: ReadonlyMap<string, string>;
  /** Former addresses by present ones. */
  readonly moved: ReadonlyMap<string, string>;
}

/** A topology that is being put together, with the origin of every value. */
export class TopologyDraft implements DraftParts {
  readonly nodes: Drafted<TopologyNode>[] = [];
  readonly legs: Drafted<Leg>[] = [];
  readonly demand: Drafted<Demand>[] = [];
  readonly warnings: ImportWarning[] = [];
  readonly notUnderstood: NotUnderstood[] = [];
  readonly addresses = new Map<string, string>();
  readonly moved = new Map<string, string>();
  readonly #understood = new Map<string, Understood>();
  readonly #ids = new Map<string, string>();

  /** The id for an address; the same on every call, and never that of another address. */
  idOf(address: string): string {
    const plain = nodeIdOf(address);
    const owner = this.#ids.get(plain);
    if (owner === undefined) this.#ids.set(plain, address);
    const id = owner === undefined || owner === address ? plain : distinctId(plain, address);
    this.addresses.set(id, address);
    return id;
  }

  addNode(node: TopologyNode, origins: Origins, from: readonly Named[] = []): void {
    this.nodes.push({ item: node, origins });
    for (const resource of from) this.understand(resource, node.id);
  }

  addLeg(leg: Leg, origins: Origins): void {
    this.legs.push({ item: leg, origins });
  }

  addDemand(demand: Demand, origins: Origins): void {
    this.demand.push({ item: demand, origins });
  }

  /** Notes that a resource told something about a node; the first node that it told about stands. */
  understand({ address, type }: Named, as: string): void {
    if (!this.#understood.has(address)) this.#understood.set(address, { address, type, as });
  }

  warn(warning: ImportWarning): void {
    this.warnings.push(warning);
  }

  leaveOut({ address, type }: Named, reason: string): void {
    this.notUnderstood.push({ address, type, reason });
  }

  hasUnderstood(address: string): boolean {
    return this.#understood.has(address);
  }

  hasNode(id: string): boolean {
    return this.nodes.some(({ item }) => item.id === id);
  }

  get understood(): readonly Understood[] {
    return [...this.#understood.values()];
  }
}
