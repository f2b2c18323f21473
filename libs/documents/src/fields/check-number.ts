import { expected, LARGEST_NUMBER } from './expected.js';
import type { NumberType } from './field-type.js';
import { classNamed, type Finding } from './registry.js';
import { valueText } from './value-text.js';

const CONFIDENCE: NumberType = {
  kind: 'number',
  unit: null,
  integer: false,
  interval: null,
  exclusiveMinimum: 0,
  exclusiveMaximum: 1,
};

/** What is wrong with a number, or with an interval where the type takes one. */
export function numberFindings(type: NumberType, value: unknown): readonly Finding[] {
  if (type.interval !== null && value instanceof classNamed(type.interval).definition) {
    return intervalFindings(type, { ...value });
  }
  const fault = numberFault(type, value);
  if (fault === null) return [];
  return [
    { path: [], code: fault, says: `is ${valueText(value)}; it must be ${wanted(type, value)}`, value },
  ];
}

function wanted(type: NumberType, value: unknown): string {
  const tooLarge = type.maximum === LARGEST_NUMBER && typeof value === 'number' && value > LARGEST_NUMBER;
  return `${expected(type)}${tooLarge ? ', and at most 1e15' : ''}`;
}

function numberFault(type: NumberType, value: unknown): 'wrong-type' | 'out-of-range' | null {
  if (typeof value !== 'number') return 'wrong-type';
  const inside =
    Number.isFinite(value) &&
    (!type.integer || Number.isInteger(value)) &&
    value >= (type.minimum ?? -Infinity) &&
    value > (type.exclusiveMinimum ?? -Infinity) &&
    value <= (type.maximum ?? Infinity) &&
    value < (type.exclusiveMaximum ?? Infinity);
  return inside ? null : 'out-of-range';
}

function intervalFindings(type: NumberType, interval: Readonly<Record<string, unknown>>): readonly Finding[] {
  const single: NumberType = { ...type, interval: null };
  const { low, mid, high, confidence } = interval;
  const findings = [
    ...boundFindings(single, 'low', low, true),
    ...boundFindings(single, 'mid', mid, false),
    ...boundFindings(single, 'high', high, true),
    ...boundFindings(CONFIDENCE, 'confidence', confidence, false),
  ];
  return findings.length > 0
    ? findings
    : orderFindings(Number(low), mid === undefined ? null : Number(mid), Number(high));
}

function boundFindings(
  type: NumberType,
  name: string,
  value: unknown,
  required: boolean,
): readonly Finding[] {
  if (value === undefined) {
    return required
      ? [{ path: [name], code: 'missing-field', says: `is missing; it must be ${expected(type)}` }]
      : [];
  }
  return numberFindings(type, value).map((finding) => ({ ...finding, path: [name] }));
}

function orderFindings(low: number, mid: number | null, high: number): readonly Finding[] {
  const at = (name: string, value: number, wanted: string): Finding => ({
    path: [name],
    code: 'inconsistent',
    says: `is ${String(value)}; it must be ${wanted}`,
    value,
  });
  if (high < low) return [at('high', high, `at least low, which is ${String(low)}`)];
  if (mid !== null && (mid < low || mid > high)) {
    return [at('mid', mid, `from low to high, which is ${String(low)} to ${String(high)}`)];
  }
  return [];
}
