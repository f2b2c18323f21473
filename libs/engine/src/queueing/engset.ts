import { requireAtLeast, requireWhole } from '../errors.js';
import { binomialHeadOverMass, binomialTailOverMass, logBinomialProbability } from '../numeric/index.js';

/**
 * Engset's loss formula: the share of new connections that find all servers busy, when they come from few sources, each
 * holding at most one. A new connection sees the other sources only, so that with no more sources than servers none is
 * lost. For many sources it tends to Erlang B.
 *
 * @param idleSourceLoad erlangs that a source offers while it is idle: its rate of connections when idle × their mean
 *   hold; at least 0
 * @param sources whole, at least 1
 * @param servers whole, at least 0
 * @throws DomainError outside those ranges
 * @see Engset 1918; Kleinrock, Queueing Systems vol. 1, 1975, section 3.10
 */
export function engsetBlocking(idleSourceLoad: number, sources: number, servers: number): number {
  requireAtLeast('idleSourceLoad', idleSourceLoad, 0);
  requireWhole('sources', sources, 1);
  requireWhole('servers', servers, 0);
  const others = sources - 1;
  if (servers > others) return 0;
  if (servers === 0) return 1;
  if (idleSourceLoad === 0) return 0;
  // Busy sources without a limit are binomial; the limit cuts that distribution off at the servers.
  const busy = idleSourceLoad / (1 + idleSourceLoad);
  if (servers < others * busy) return 1 / binomialHeadOverMass(servers, others, idleSourceLoad);
  const mass = Math.exp(logBinomialProbability(servers, others, busy));
  return mass / (1 - mass * binomialTailOverMass(servers, others, idleSourceLoad));
}

/**
 * Engset's formula where what is known is the load that all sources offer together. What each offers while idle then
 * depends on the blocking, `M = α / (1 − α (1 − B))` with α the load per source: a fixed point, found by halving, which
 * always converges since the right side falls as B rises.
 *
 * @param offeredLoad erlangs of all sources together, at least 0
 * @throws DomainError as {@link engsetBlocking}
 * @see Azimzadeh, Carpenter: Fast Engset Computation, Operations Research Letters 44(3), 2016, arXiv:1511.00291
 * @example engsetBlockingOfOfferedLoad(2, 10, 5) // 0.01634996
 */
export function engsetBlockingOfOfferedLoad(offeredLoad: number, sources: number, servers: number): number {
  requireAtLeast('offeredLoad', offeredLoad, 0);
  requireWhole('sources', sources, 1);
  requireWhole('servers', servers, 0);
  if (servers >= sources || offeredLoad === 0) return engsetBlocking(0, sources, servers);
  if (servers === 0) return 1;
  const perSource = offeredLoad / sources;
  const nextBlocking = (blocking: number): number =>
    engsetBlocking(perSource / (1 - perSource * (1 - blocking)), sources, servers);
  // What the right side makes of no blocking is too much, and what it makes of that is too little. A source that offers
  // more than one erlang must be blocked for at least the rest.
  let high = perSource < 1 ? nextBlocking(0) : 1;
  let low = perSource < 1 ? nextBlocking(high) : 1 - 1 / perSource;
  for (let round = 0; round < 100; round += 1) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) break;
    if (nextBlocking(middle) > middle) low = middle;
    else high = middle;
  }
  return high;
}
