/**
 * A number as text with a fixed count of digits behind the point, at most 20: never an exponent, never minus zero, so
 * that Terraform reads it with `tonumber` and the same figure is the same text.
 */
export function fixedDigits(value: number, digits: number): string {
  // Beyond 1e21 toFixed falls back to an exponent; such numbers are whole.
  const whole = BigInt(Math.abs(value) >= 1e21 ? value : 0);
  const text = whole === 0n ? value.toFixed(digits) : `${String(whole)}${fraction(digits)}`;
  return /[1-9]/.test(text) ? text : text.replace('-', '');
}

function fraction(digits: number): string {
  return digits === 0 ? '' : `.${'0'.repeat(digits)}`;
}
