import { requireAtLeast, requireWhole } from '../errors.js';

/** Connections that each take a number of servers at once: a block of ports, or one for each destination. */
export interface TrafficClass {
  /** Erlangs: rate × mean hold, at least 0. */
  readonly offeredLoad: number;
  /** Servers that one connection takes, whole and at least 1. */
  readonly serversEach: number;
}

/** A probability beyond which all are scaled down, so that their sum stays within a double. */
const RESCALE_AT = 1e200;

/**
 * How many servers are in use when several classes share them and each takes a different number at once: the probability
 * of 0, 1, … servers, by `j q(j) = Σ a b q(j − b)`. Independent of the distributions of the holds. O(servers × classes).
 *
 * @param servers whole, at least 0
 * @throws DomainError where an argument is negative or not whole
 * @see Kaufman, Blocking in a Shared Resource Environment, IEEE Trans. Comm. 29(10), 1981; Roberts 1981
 */
export function kaufmanRobertsDistribution(
  classes: readonly TrafficClass[],
  servers: number,
): Float64Array<ArrayBuffer> {
  requireWhole('servers', servers, 0);
  for (const { offeredLoad, serversEach } of classes) {
    requireAtLeast('offeredLoad', offeredLoad, 0);
    requireWhole('serversEach', serversEach, 1);
  }
  const relative = new Float64Array(servers + 1);
  relative[0] = 1;
  for (let inUse = 1; inUse <= servers; inUse += 1) {
    let sum = 0;
    for (const { offeredLoad, serversEach } of classes)
      if (serversEach <= inUse) sum += offeredLoad * serversEach * (relative[inUse - serversEach] ?? 0);
    relative[inUse] = sum / inUse;
    if (sum / inUse > RESCALE_AT) scale(relative, 1 / RESCALE_AT);
  }
  scale(relative, 1 / relative.reduce((sum, probability) => sum + probability, 0));
  return relative;
}

function scale(values: Float64Array, factor: number): void {
  for (let index = 0; index < values.length; index += 1) values[index] = (values[index] ?? 0) * factor;
}

/**
 * The share of each class's connections that find too few servers free, in the order of the classes.
 *
 * @throws DomainError as {@link kaufmanRobertsDistribution}
 * @example kaufmanRobertsBlocking([{ offeredLoad: 1, serversEach: 1 }], 10) // [1.0138e-7], Erlang B
 */
export function kaufmanRobertsBlocking(classes: readonly TrafficClass[], servers: number): readonly number[] {
  const distribution = kaufmanRobertsDistribution(classes, servers);
  return classes.map(({ serversEach }) => {
    let blocked = 0;
    for (let inUse = Math.max(0, servers - serversEach + 1); inUse <= servers; inUse += 1)
      blocked += distribution[inUse] ?? 0;
    return Math.min(1, blocked);
  });
}

/**
 * Servers in use on average.
 *
 * @throws DomainError as {@link kaufmanRobertsDistribution}
 */
export function kaufmanRobertsMeanInUse(classes: readonly TrafficClass[], servers: number): number {
  return kaufmanRobertsDistribution(classes, servers).reduce(
    (sum, probability, inUse) => sum + probability * inUse,
    0,
  );
}
