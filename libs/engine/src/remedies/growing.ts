import type { Candidate, Proposal } from './remedy.js';

/** A count beyond which nobody would go, whatever the pool asks for. */
const MOST = 4096;

/**
 * A change whose size is a count: as large as the shortfall asks, larger where planning shows that this is not enough.
 *
 * @param from the count as it is
 * @param by how many times as much is needed
 * @param at the change at a count, or why that count cannot be
 */
export function growing(
  from: number,
  by: number,
  at: (count: number) => Proposal | Omit<Candidate, 'size' | 'larger'>,
): Proposal {
  const count = Math.max(from + 1, Math.ceil(from * by - 1e-9));
  const proposal = at(Math.min(count, MOST));
  if ('candidate' in proposal || 'rejection' in proposal) return proposal;
  return {
    candidate: {
      ...proposal,
      size: count,
      larger: (again) => (count >= MOST ? null : growing(count, again, at)),
    },
  };
}
