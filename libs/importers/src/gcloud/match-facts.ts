import { googlePath, samePath } from '../google/google-path.js';
import { textIn } from '../terraform/attribute.js';
import { textsOf } from '../terraform/json-value.js';
import type { MachinePorts, NatAddressInfo, NatFact, NatStatus } from './nat-facts.js';
import type { Told } from './told.js';

/** A gateway with what Google says of it. */
export interface KnownNat {
  readonly told: Told;
  readonly status: NatStatus | null;
  /** Addresses that Google allocated. */
  readonly automatic: readonly string[];
  /** Machines that have ports of it. */
  readonly machines: readonly MachinePorts[];
}

interface Matched {
  readonly nats: readonly KnownNat[];
  /** How many facts are of gateways that no answer has, or that cannot be told from others. */
  readonly unmatched: number;
}

/**
 * Which gateway each fact is of. A status has the addresses' regions; a list of ports has the addresses themselves; a list
 * of addresses has only the name of its gateway: routers of several regions often have gateways of one name.
 */
export function matchFacts(all: readonly Told[], facts: readonly NatFact[]): Matched {
  const nats = all.filter(({ type }) => type === 'google_compute_router_nat');
  const networks = new Map(
    all
      .filter(({ type }) => type === 'google_compute_router')
      .map(({ path, values }) => [path, values['network']]),
  );
  const statuses = new Map<Told, NatStatus>();
  const infos = new Map<Told, NatAddressInfo>();
  let unmatched = 0;
  const match = <Fact>(fact: Fact, found: readonly Told[], into: Map<Told, Fact>): void => {
    const [only] = found;
    if (found.length === 1 && only !== undefined) into.set(only, fact);
    else unmatched += 1;
  };
  for (const fact of facts)
    if (fact.kind === 'status')
      match(
        fact,
        nats.filter((nat) => isStatusOf(fact, nat, networks)),
        statuses,
      );
  for (const fact of facts)
    if (fact.kind === 'addresses') match(fact, natsOfInfo(fact, nats, statuses), infos);

  const own = (nat: Told): ReadonlySet<string> =>
    new Set([
      ...(statuses.get(nat)?.addresses ?? []),
      ...(infos.get(nat)?.addresses ?? []),
      ...addressesOf(nat, all),
    ]);
  const ports = new Map<Told, MachinePorts[]>(nats.map((nat) => [nat, []]));
  for (const fact of facts) {
    if (fact.kind !== 'ports') continue;
    const found =
      nats.length === 1
        ? nats
        : nats.filter((nat) => fact.addresses.some((address) => own(nat).has(address)));
    const [only] = found;
    if (found.length === 1 && only !== undefined) ports.get(only)?.push(fact);
    else unmatched += 1;
  }
  return {
    nats: nats.map((told) => ({
      told,
      status: statuses.get(told) ?? null,
      automatic: statuses.get(told)?.automatic ?? infos.get(told)?.automatic ?? [],
      machines: ports.get(told) ?? [],
    })),
    unmatched,
  };
}

function isStatusOf(status: NatStatus, nat: Told, networks: ReadonlyMap<string, unknown>): boolean {
  if (status.name !== nat.name) return false;
  const network = networks.get(textIn(nat.values, 'router') ?? '');
  if (typeof network === 'string' && status.network !== undefined && !samePath(network, status.network))
    return false;
  const given = textsOf(nat.values['nat_ips']).map(googlePath);
  if (status.resources.length === 0 || given.length === 0) return given.length === status.resources.length;
  return status.resources.map(googlePath).some((resource) => given.includes(resource));
}

function natsOfInfo(
  info: NatAddressInfo,
  nats: readonly Told[],
  statuses: ReadonlyMap<Told, NatStatus>,
): readonly Told[] {
  const named = nats.filter(({ name }) => name === info.name);
  if (named.length <= 1) return named;
  return named.filter((nat) =>
    statuses.get(nat)?.addresses.some((address) => info.addresses.includes(address)),
  );
}

/** Addresses of a gateway as the answer about addresses has them. */
function addressesOf(nat: Told, all: readonly Told[]): readonly string[] {
  const given = textsOf(nat.values['nat_ips']).map(googlePath);
  return all
    .filter(({ type, path }) => type === 'google_compute_address' && given.includes(path))
    .flatMap(({ values }) => textIn(values, 'ip') ?? []);
}
