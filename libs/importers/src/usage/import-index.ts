import type { Leg, NodeKind, TopologyNode } from '@portplan/engine';
import type { DraftParts } from '../draft/topology-draft.js';

/** Boxes that put their own addresses in the place of those behind them: what leaves through them is said of them. */
const WAYS_OUT: ReadonlySet<NodeKind> = new Set(['nat-gateway', 'load-balancer', 'cluster']);

/** Nodes and legs of an import by the addresses that a usage file goes by. */
export class ImportIndex {
  readonly legs: readonly Leg[];
  readonly nodes: readonly TopologyNode[];
  readonly #byId: ReadonlyMap<string, TopologyNode>;

  constructor(
    parts: DraftParts,
    private readonly addresses: Readonly<Record<string, string>>,
  ) {
    this.nodes = parts.nodes.map(({ item }) => item);
    this.legs = parts.legs.map(({ item }) => item);
    this.#byId = new Map(this.nodes.map((node) => [node.id, node]));
  }

  addressOf(nodeId: string): string {
    return this.addresses[nodeId] ?? nodeId;
  }

  node(nodeId: string): TopologyNode | undefined {
    return this.#byId.get(nodeId);
  }

  /** The node that fields of an address go to: what is called, not who calls it from outside. */
  nodesAt(address: string): readonly TopologyNode[] {
    const all = this.nodes.filter(({ id }) => this.addressOf(id) === address);
    const called = all.filter(({ kind }) => kind !== 'clients');
    return called.length > 0 ? called : all;
  }

  /** Whoever calls an address from outside: the source of its demand. */
  clientsAt(address: string): readonly string[] {
    return this.nodes.flatMap(({ id, kind }) =>
      kind === 'clients' && this.addressOf(id) === address ? [id] : [],
    );
  }

  /** Every address that usage can be said of, once, in the order of the nodes. */
  get all(): readonly string[] {
    return [...new Set(this.nodes.map(({ id }) => this.addressOf(id)))];
  }

  /** Whether a node stands for something that the source does not have. */
  isOutside(nodeId: string): boolean {
    return this.node(nodeId)?.kind === 'external' && this.addressOf(nodeId) === nodeId;
  }

  /** The gateway that a leg to the outside passes; null where it passes none. */
  gatewayOf({ via = [] }: Leg): TopologyNode | null {
    const passed = via.find((id) => WAYS_OUT.has(this.node(id)?.kind ?? 'firewall'));
    return passed === undefined ? null : (this.node(passed) ?? null);
  }

  /** The address that a leg to the outside is said at: its gateway's, or its caller's where it passes none. */
  ownerOf(leg: Leg): string {
    return this.addressOf(this.gatewayOf(leg)?.id ?? leg.from);
  }

  /** Legs to the outside that are said at an address, as the gateway they pass or as their caller. */
  leaving(address: string): readonly Leg[] {
    return this.legs.filter(
      (leg) =>
        this.isOutside(leg.to) &&
        (this.ownerOf(leg) === address ||
          (this.addressOf(leg.from) === address && this.node(leg.from)?.kind !== 'clients')),
    );
  }

  /** Legs that end at an address. */
  arriving(address: string): readonly Leg[] {
    return this.legs.filter(({ to }) => this.addressOf(to) === address);
  }

  /** Legs that leg values of an address hold for: those that end there, and, of a NAT gateway, those that leave by it. */
  said(address: string): readonly Leg[] {
    const gateway = this.nodesAt(address).some(({ kind }) => kind === 'nat-gateway');
    return gateway
      ? this.leaving(address).filter((leg) => this.ownerOf(leg) === address)
      : this.arriving(address);
  }
}
