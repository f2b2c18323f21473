import type { ConnectionRate, LegConnections } from './contribution.js';

/** What is known of the law of one process, by its request rate. */
type RatesOfLaw = Map<number, ConnectionRate>;

/**
 * What is known of the laws of one process by the rates that were asked for: the pools that a leg draws on, legs whose
 * pools are alike, and topologies that differ elsewhere ask for the same.
 */
export type KnownRates = Map<string, RatesOfLaw>;

/** What is known of a law with such settings. */
export function knownRatesOf(
  law: string,
  settings: Readonly<Record<string, number | boolean>>,
  known: KnownRates,
): RatesOfLaw {
  const key = JSON.stringify([law, settings]);
  const rates: RatesOfLaw = known.get(key) ?? new Map<number, ConnectionRate>();
  known.set(key, rates);
  return rates;
}

/** Requests per second below which doubles lose their digits: one in more years than there are. */
const LEAST_RATE = 1e-300;

/** A law of one process, for several: at rates of twelve digits, so that what it says is not a matter of who asked first. */
export function perProcess(
  law: (requestsPerSecond: number) => ConnectionRate,
  known: RatesOfLaw,
): LegConnections['at'] {
  return (requestsPerSecond, processes) => {
    const share = requestsPerSecond / processes;
    const rate = share < LEAST_RATE ? 0 : share;
    const key = twelveDigits(rate);
    let one = known.get(key);
    if (one === undefined) {
      const { connectionsPerSecond, openConnections } = law(key);
      one = { connectionsPerSecond, openConnections };
      known.set(key, one);
    }
    return {
      connectionsPerSecond: one.connectionsPerSecond * processes,
      openConnections: one.openConnections * processes,
    };
  };
}

/** Cuts the last twelve of the 53 bits of a double: what is left is twelve digits. */
const CUT = 2 ** 12 + 1;

/**
 * A rate without its last bits, in which the same one reached along two paths may differ.
 *
 * @see Dekker, A Floating-Point Technique for Extending the Available Precision, Numer. Math. 18, 1971 (the larger part
 *   of a number in two)
 */
function twelveDigits(rate: number): number {
  const larger = rate * CUT;
  return larger < Infinity ? larger - (larger - rate) : rate;
}
