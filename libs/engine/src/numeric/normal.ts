import { requireProbability } from '../errors.js';
import { erfc, scaledErfc } from './error-function.js';
import { horner } from './polynomial.js';

const ROOT_HALF_PI = Math.sqrt(Math.PI / 2);

const CENTRAL_NUMERATOR = [
  2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987, 13731.69376550946,
  1971.5909503065513, 133.14166789178438, 3.3871328727963665,
];
const CENTRAL_DENOMINATOR = [
  5226.495278852546, 28729.085735721943, 39307.89580009271, 21213.794301586597, 5394.196021424751,
  687.1870074920579, 42.31333070160091, 1,
];
const MIDDLE_NUMERATOR = [
  0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684, 3.6478483247632045,
  5.769497221460691, 4.630337846156546, 1.4234371107496835,
];
const MIDDLE_DENOMINATOR = [
  1.0507500716444169e-9, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008, 0.6897673349851,
  1.6763848301838038, 2.053191626637759, 1,
];
const TAIL_NUMERATOR = [
  2.0103343992922881e-7, 2.7115555687434876e-5, 0.0012426609473880784, 0.026532189526576124,
  0.29656057182850487, 1.7848265399172913, 5.463784911164114, 6.657904643501103,
];
const TAIL_DENOMINATOR = [
  2.0442631033899397e-15, 1.421511758316446e-7, 1.8463183175100548e-5, 0.0007868691311456133,
  0.014875361290850615, 0.1369298809227358, 0.599832206555888, 1,
];

/**
 * The deviate below which a standard normal variable falls with the given probability. Relative error about 1e-16.
 *
 * @param probability strictly between 0 and 1
 * @throws DomainError outside that
 * @see Wichura, Algorithm AS 241: The Percentage Points of the Normal Distribution, Applied Statistics 37(3), 1988
 */
export function normalQuantile(probability: number): number {
  requireProbability('probability', probability);
  const offset = probability - 0.5;
  if (Math.abs(offset) <= 0.425) {
    const r = 0.180625 - offset * offset;
    return (offset * horner(CENTRAL_NUMERATOR, r)) / horner(CENTRAL_DENOMINATOR, r);
  }
  const r = Math.sqrt(-Math.log(offset < 0 ? probability : 1 - probability));
  const deviate =
    r <= 5
      ? horner(MIDDLE_NUMERATOR, r - 1.6) / horner(MIDDLE_DENOMINATOR, r - 1.6)
      : horner(TAIL_NUMERATOR, r - 5) / horner(TAIL_DENOMINATOR, r - 5);
  return offset < 0 ? -deviate : deviate;
}

/**
 * The probability that a standard normal variable does not exceed a deviate; exact in the lower tail to about 1e-15
 * relative.
 */
export function normalCumulative(deviate: number): number {
  return 0.5 * erfc(-deviate * Math.SQRT1_2);
}

/** `Φ(x) / φ(x)`, the cumulative probability of a standard normal variable over its density: Mills' ratio of −x. */
export function normalCumulativeOverDensity(deviate: number): number {
  return ROOT_HALF_PI * scaledErfc(-deviate * Math.SQRT1_2);
}
