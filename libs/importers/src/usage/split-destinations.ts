import type { DestinationUsage } from '@portplan/documents';
import type { Leg, Quantity } from '@portplan/engine';
import { distinctId, shortId } from '../draft/node-id.js';
import type { Drafted } from '../draft/topology-draft.js';
import { legFields } from './usage-fields.js';
import { withFields } from './with-fields.js';

/** Shares are quotients of small numbers; more digits would only look exact. */
const SHARE_DIGITS = 6;

/**
 * The legs from one caller through one way out, as one leg for each destination. What a destination does not say is as on
 * the leg to it, or else on the first; its share is of the calls that go this way.
 */
export function splitDestinations(
  legs: readonly Drafted<Leg>[],
  destinations: readonly DestinationUsage[],
  from: string,
  isTaken: (id: string) => boolean,
): readonly Drafted<Leg>[] {
  return destinations.flatMap((destination) => {
    const there = legs.find(({ item }) => item.to === destination.name);
    const pattern = there ?? legs[0];
    if (pattern === undefined) return [];
    const { item } = pattern;
    const id = there === undefined ? freshId(item, destination.name, isTaken) : item.id;
    const { share, ...values } = legFields(destination);
    const placed = { item: { ...item, id, to: destination.name }, origins: pattern.origins };
    const ofWay = share === undefined ? {} : { share: partOf(item.share, share as Quantity) };
    return [withFields(placed, { ...values, ...ofWay }, from)];
  });
}

function freshId({ id, to }: Leg, name: string, isTaken: (id: string) => boolean): string {
  const plain = id.includes(`-to-${to}`) ? id.replace(`-to-${to}`, `-to-${name}`) : `${id}-${name}`;
  const short = shortId(plain);
  return isTaken(short) ? distinctId(short, `${id} ${name}`) : short;
}

function partOf(whole: Quantity | undefined, part: Quantity): Quantity {
  if (whole === undefined || whole === 1) return part;
  if (part === 1) return whole;
  if (typeof whole === 'number') return scaled(part, whole);
  return typeof part === 'number' ? scaled(whole, part) : { ...part, ...bounds(whole, part) };
}

function scaled(quantity: Quantity, factor: number): Quantity {
  const rounded = (value: number): number => Number((value * factor).toFixed(SHARE_DIGITS));
  if (typeof quantity === 'number') return rounded(quantity);
  const { low, mid, high } = quantity;
  return {
    ...quantity,
    low: rounded(low),
    ...(mid === undefined ? {} : { mid: rounded(mid) }),
    high: rounded(high),
  };
}

type Bounds = Exclude<Quantity, number>;

function bounds(one: Bounds, other: Bounds): Pick<Bounds, 'low' | 'mid' | 'high'> {
  const mid = (interval: Bounds): number => interval.mid ?? (interval.low + interval.high) / 2;
  return { low: one.low * other.low, mid: mid(one) * mid(other), high: one.high * other.high };
}
