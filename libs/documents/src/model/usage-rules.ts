import type { Rule } from '../fields/registry.js';
import { fieldOf } from '../fields/rules.js';

/** Keys of maps in modules in modules have no bound of their own. */
export const LONGEST_ADDRESS = 500;

/** Shares are written with few digits: three times 0.333 is one. */
const TOLERANCE = 0.01;

/** Destinations that have a share divide the calls among themselves. */
export const sharesOfOne: Rule = ({ destinations }) => {
  if (!Array.isArray(destinations)) return [];
  const shares = destinations
    .map((destination: unknown) => fieldOf(destination, 'share'))
    .filter((share) => typeof share === 'number');
  const sum = shares.reduce((total, share) => total + share, 0);
  const given = destinations.filter((destination) => fieldOf(destination, 'share') !== undefined).length;
  // Intervals of shares need not fit in every draw.
  if (shares.length === 0 || shares.length < given || Math.abs(sum - 1) <= TOLERANCE) return [];
  const says = `have shares of ${String(Number(sum.toFixed(6)))} in all; those that have a share must make up 1 (leave it out where a destination is called beside the others, and say callsPerRequest)`;
  return [{ path: ['destinations'], code: 'inconsistent', says, value: destinations }];
};
