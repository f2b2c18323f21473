/** A number for a derivation: six significant digits, plain where that reads well. */
export function figure(value: number): string {
  if (Number.isInteger(value)) return String(value);
  const magnitude = Math.abs(value);
  if (!(magnitude >= 1e-4 && magnitude < 1e15)) return value.toExponential(3);
  return String(sixDigits(value, magnitude));
}

/** As `toPrecision(6)` has it, without making a text of it first: a plan says thousands of numbers. */
function sixDigits(value: number, magnitude: number): number {
  const power = 10 ** (5 - Math.floor(Math.log10(magnitude)));
  const digits = magnitude * power;
  const half = digits - Math.floor(digits) - 0.5;
  // What may be a tie, or lie on a power of ten, is left to the exact decimal digits.
  if (power < 1 || digits < 100_001 || digits > 999_998 || Math.abs(half) < 1e-6)
    return Number(value.toPrecision(6));
  return (Math.sign(value) * Math.round(digits)) / power;
}
