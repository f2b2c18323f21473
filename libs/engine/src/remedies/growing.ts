import type { Candidate, Proposal } from './remedy.js';

/** A count of addresses, gateways or machines beyond which nobody would go, whatever the pool asks for. */
const MOST_THINGS = 4096;

/**
 * A change whose size is a count: as large as the shortfall asks, larger where planning shows that this is not enough.
 *
 * @param from the count as it is
 * @param by how many times as much is needed
 * @param at the change at a count, or why that count cannot be
 * @param most the largest count that is tried
 */
export function growing(
  from: number,
  by: number,
  at: (count: number) => Proposal | Omit<Candidate, 'size' | 'larger'>,
  most = MOST_THINGS,
): Proposal {
  const count = Math.max(from + 1, Math.ceil(from * by - 1e-9));
  const proposal = at(Math.min(count, most));
  if ('candidate' in proposal || 'rejection' in proposal) return proposal;
  return {
    candidate: {
      ...proposal,
      size: count,
      larger: (again) => (count >= most ? null : growing(count, again, at, most)),
    },
  };
}
