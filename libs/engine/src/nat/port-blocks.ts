import { boundsOf } from '../catalog/bounds.js';
import type { TranslatorFacts } from '../catalog/profile.js';
import { requireAtLeast } from '../errors.js';
import type { AllocationInput } from './allocation-rule.js';

/** Ports of one address that can be handed out in blocks, or undefined where machines do not share a pool of addresses. */
export function allocatablePortsPerIp(facts: TranslatorFacts): number | undefined {
  return facts.allocatablePortsPerIp?.value;
}

/**
 * A block as large as the provider makes it when asked for that many ports: the next power of two, the next multiple of
 * eight, or just that.
 *
 * @throws DomainError where `ports` is negative or not finite
 */
export function roundBlockUp(ports: number, facts: TranslatorFacts): number {
  requireAtLeast('ports', ports, 0);
  switch (facts.blockRounding?.value ?? 'none') {
    case 'power-of-two':
      return powerOfTwoFrom(ports);
    case 'multiple-of-8':
      return Math.ceil(ports / 8) * 8;
    case 'none':
      return Math.ceil(ports);
  }
}

/** The largest block that the provider can make of at most that many ports. */
export function roundBlockDown(ports: number, facts: TranslatorFacts): number {
  requireAtLeast('ports', ports, 0);
  switch (facts.blockRounding?.value ?? 'none') {
    case 'power-of-two':
      return powerOfTwoWithin(ports);
    case 'multiple-of-8':
      return Math.floor(ports / 8) * 8;
    case 'none':
      return Math.floor(ports);
  }
}

/**
 * Machines that a number of addresses has blocks for. Where blocks may span addresses all ports are one pool; where not,
 * each address holds `floor(ports / block)` of them. A fraction of a machine gets none: rounding up would promise ports
 * twice.
 *
 * @returns Infinity where machines do not share a pool of addresses
 * @throws DomainError where an argument is negative or not finite
 * @see https://cloud.google.com/nat/docs/ports-and-addresses#port-reservation-examples
 * @see RFC 6888, REQ-2 (paired pooling)
 */
export function machinesServedBy(publicIps: number, portsPerMachine: number, facts: TranslatorFacts): number {
  requireAtLeast('publicIps', publicIps, 0);
  requireAtLeast('portsPerMachine', portsPerMachine, 0);
  const perIp = allocatablePortsPerIp(facts);
  if (portsPerMachine === 0) return 0;
  if (perIp === undefined) return Infinity;
  return spans(facts)
    ? Math.floor((publicIps * perIp) / portsPerMachine)
    : publicIps * Math.floor(perIp / portsPerMachine);
}

/**
 * Addresses that hold a block for each of a number of machines: the inverse of {@link machinesServedBy}, at least one.
 *
 * @returns null where no number of addresses does, or where machines do not share a pool of addresses
 * @throws DomainError where an argument is negative or not finite
 */
export function publicIpsFor(
  machines: number,
  portsPerMachine: number,
  facts: TranslatorFacts,
): number | null {
  requireAtLeast('machines', machines, 0);
  requireAtLeast('portsPerMachine', portsPerMachine, 0);
  const perIp = allocatablePortsPerIp(facts);
  if (perIp === undefined) return null;
  if (spans(facts)) return Math.max(1, Math.ceil((machines * portsPerMachine) / perIp));
  const machinesPerIp = portsPerMachine === 0 ? Infinity : Math.floor(perIp / portsPerMachine);
  return machinesPerIp === 0 ? null : Math.max(1, Math.ceil(machines / machinesPerIp));
}

/**
 * The most ports that each of a number of machines can have: an even part of the pool where blocks may span addresses,
 * else `floor(ports / ceil(machines / addresses))`, which is how deterministic NAT sizes its blocks. As large as the
 * provider makes it.
 *
 * @returns 0 where machines do not share a pool of addresses
 * @throws DomainError where an argument is negative or not finite
 * @see https://learn.microsoft.com/azure/load-balancer/load-balancer-outbound-connections
 * @see RFC 7422; Juniper, deterministic NAPT: block = floor(64,512 / ceil(inside / outside))
 * @example largestBlock(4, 256, facts of a carrier) // 1008
 */
export function largestBlock(publicIps: number, machines: number, facts: TranslatorFacts): number {
  requireAtLeast('publicIps', publicIps, 0);
  requireAtLeast('machines', machines, 0);
  const perIp = allocatablePortsPerIp(facts);
  if (perIp === undefined || publicIps === 0) return 0;
  const sharing = Math.max(1, machines);
  const part = spans(facts) ? (publicIps * perIp) / sharing : perIp / Math.ceil(sharing / publicIps);
  const { max: most = part } = boundsOf(facts.limits, 'allocation.portsPerVm');
  return roundBlockDown(Math.min(part, most), facts);
}

const ROUNDED_DOWN = {
  'power-of-two': 'the largest power of two within',
  'multiple-of-8': 'the largest multiple of eight within',
  none: 'the whole ports of',
} as const;

/** {@link largestBlock} in words. */
export function largestBlockDerivation({ facts, publicIps, instances }: AllocationInput): string {
  const perIp = String(allocatablePortsPerIp(facts) ?? 0);
  const sharing = String(Math.max(1, instances));
  const { max: most } = boundsOf(facts.limits, 'allocation.portsPerVm');
  return [
    `${ROUNDED_DOWN[facts.blockRounding?.value ?? 'none']} `,
    spans(facts)
      ? `${String(publicIps)} × ${perIp} / ${sharing} machines`
      : `${perIp} / (${sharing} machines / ${String(publicIps)} addresses, rounded up)`,
    most === undefined ? '' : `, at most ${String(most)}`,
  ].join('');
}

function spans(facts: TranslatorFacts): boolean {
  return facts.blocksSpanAddresses?.value ?? true;
}

function powerOfTwoFrom(ports: number): number {
  let power = 1;
  while (power < ports) power *= 2;
  return power;
}

function powerOfTwoWithin(ports: number): number {
  if (ports < 1) return 0;
  let power = 1;
  while (power * 2 <= ports) power *= 2;
  return power;
}
