import { DomainError, requireWhole } from '../errors.js';

/**
 * Ports that a new connection looks at on average, when it starts at a random one and goes on to the next until one is
 * free: algorithm 1 of RFC 6056, and Linux' `connect()` within one parity. Exact for a pool that was filled like this,
 * `½ (1 + Q₁)` with `Q₁ = Σ (k + 1) n (n − 1) … (n − k + 1) / N^k`; about `½ (1 + 1 / (1 − fill)²)`, so that near full each
 * further connection costs the processor more and more. A full pool is looked at whole.
 *
 * In a pool whose ports come back this is an upper bound: they come back anywhere, not from the ends of the runs that they
 * made. Simulated at a fill of 90 %, four fifths of it with one fixed hold such as TIME_WAIT, less than half with
 * exponential ones.
 *
 * @param portsInUse n, whole, 0 to ports
 * @param ports N, whole, at least 1
 * @throws DomainError outside those ranges
 * @see RFC 6056, section 3.3.1; Knuth, The Art of Computer Programming 3, 6.4, theorem K
 * @example sequentialProbes(90, 100) // 19.7; a random order would look at 10
 */
export function sequentialProbes(portsInUse: number, ports: number): number {
  requirePool(portsInUse, ports);
  if (portsInUse === ports) return ports;
  let sum = 0;
  let product = 1;
  for (let k = 0; product * (k + 1) > sum * 1e-17; k += 1) {
    sum += (k + 1) * product;
    product *= (portsInUse - k) / ports;
  }
  return (1 + sum) / 2;
}

/**
 * Ports that a new connection looks at on average when each attempt is a new random port, up to a number of attempts:
 * algorithm 2 of RFC 6056.
 *
 * @param attempts whole, at least 1
 * @throws DomainError as {@link sequentialProbes}, and outside that range
 * @see RFC 6056, section 3.3.2
 */
export function randomProbes(portsInUse: number, ports: number, attempts: number): number {
  requirePool(portsInUse, ports);
  requireWhole('attempts', attempts, 1);
  const free = 1 - portsInUse / ports;
  return free === 0 ? attempts : (1 - randomProbeLoss(portsInUse, ports, attempts)) / free;
}

/**
 * Share of new connections that find no free port among a number of random ones: `fill^attempts`. What a search of
 * consecutive ports is often taken for, and never is.
 *
 * @throws DomainError as {@link randomProbes}
 */
export function randomProbeLoss(portsInUse: number, ports: number, attempts: number): number {
  requirePool(portsInUse, ports);
  requireWhole('attempts', attempts, 1);
  return (portsInUse / ports) ** attempts;
}

function requirePool(portsInUse: number, ports: number): void {
  requireWhole('ports', ports, 1);
  requireWhole('portsInUse', portsInUse, 0);
  if (portsInUse > ports)
    throw new DomainError('out-of-range', 'portsInUse', portsInUse, `at most the ${String(ports)} ports`);
}
