import { ALLOCATION_RULES, type MachineGroup } from '../nat/index.js';
import { smallestInteger } from '../numeric/index.js';
import type { ResolvedTranslator } from '../topology/resolved.js';
import { nextAbove, wholeAbove, type AdmissionTarget, type KnownLimits } from './admission.js';
import { admissibleFactor, limitsOf, requiredOverTime, type Offered } from './admission-over-time.js';
import type { Pool } from './pool.js';

/** Addresses beyond which we say that no number of them helps. */
export const MOST_ADDRESSES = 1024;

/**
 * The smallest number of public addresses of one gateway that admits a load on its pool: by inverting the very function
 * that judges the pool as it is. Null where no number does, as with one machine behind a hash of its address.
 *
 * @param offered to the whole pool
 * @param withIps the pool as it would be with that many addresses
 */
export function requiredIpsOnDemand(
  translator: ResolvedTranslator,
  offered: Offered,
  target: AdmissionTarget,
  withIps: (publicIps: number) => Pool,
  known: KnownLimits,
): number | null {
  if (offered.peak.value <= 0) return 1;
  const factorOf = (pool: Pool): number => admissibleFactor(offered, limitsOf(pool, target, known));
  const most = withIps(MOST_ADDRESSES);
  const factorWithMost = factorOf(most);
  if (factorWithMost <= 0) return null;
  const enough = (publicIps: number): boolean => nextAbove(factorOf(withIps(publicIps))) > 1;
  if (translator.ipSelection === 'random') {
    // Each address has a pool of its own and gets an even share, so the admissible load is proportional to them.
    const inProportion = Math.max(1, wholeAbove(MOST_ADDRESSES / factorWithMost));
    if (most.peakedness === 1) return inProportion;
    // The fewer they are, the more of a burst falls on each.
    return smallestInteger(enough, 1, inProportion);
  }
  for (let publicIps = 1; publicIps <= MOST_ADDRESSES; publicIps += 1)
    if (enough(publicIps)) return publicIps;
  return null;
}

/** Ports that one machine needs toward the destination of a pool, before its allocation rule rounds them. */
export function requiredPortsPerVm(pool: Pool, offered: Offered, target: AdmissionTarget): number {
  return Math.ceil(requiredOverTime(pool, offered, target) / pool.subpools);
}

/** Who shares a translator that hands its ports out per machine. */
export interface MachinesBehind {
  readonly machines: number;
  /** Whether any of them runs containers with addresses of their own. */
  readonly containerHosts: boolean;
  /** Those machines by what they need, where that is known. */
  readonly groups?: readonly MachineGroup[];
}

/**
 * Addresses of a gateway that hands its ports out per machine: they follow the machines and the ports of each, not the
 * traffic. A machine keeps what is configured where that is more than it needs.
 */
export function requiredIpsPerVm(
  translator: ResolvedTranslator,
  { machines, containerHosts, groups = [] }: MachinesBehind,
  portsPerVm: number,
): { readonly publicIps: number | null; readonly portsPerVm: number } {
  const { allocation, facts } = translator;
  if (allocation.kind === 'on-demand') return { publicIps: null, portsPerVm };
  return ALLOCATION_RULES[allocation.kind].provide({
    allocation,
    facts,
    instances: machines,
    containerHosts,
    groups,
    publicIps: translator.publicIps,
    neededPortsPerVm: portsPerVm,
  });
}
