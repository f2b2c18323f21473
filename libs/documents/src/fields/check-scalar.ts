import type { RangeType, TextType } from './field-type.js';
import { textIsStorable } from './json-value.js';

export type ScalarFault = 'wrong-type' | 'wrong-length' | 'malformed' | 'out-of-range';

export function textFault(type: TextType, value: unknown): ScalarFault | null {
  if (typeof value !== 'string') return 'wrong-type';
  const length = value.length > type.maxLength ? Array.from(value).length : value.length;
  if (length < type.minLength || length > type.maxLength) return 'wrong-length';
  if (type.pattern !== undefined && !new RegExp(type.pattern, 'u').test(value)) return 'malformed';
  return textIsStorable(value) ? null : 'malformed';
}

const INSTANT =
  /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(?:Z|[+-](\d{2}):(\d{2}))$/;

/** No calendar that databases know has a year 0. */
const FIRST_MILLISECONDS = Date.parse('0001-01-01T00:00:00Z');

/** Date.parse alone would take 30 February for 2 March. */
export function instantFault(value: unknown): ScalarFault | null {
  if (typeof value !== 'string') return 'wrong-type';
  const parts = INSTANT.exec(value);
  if (parts === null) return 'malformed';
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, zoneHour = 0, zoneMinute = 0] = parts
    .slice(1)
    .map((part: string | undefined) => Number(part ?? 0));
  const calendar = month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
  const clock = hour <= 23 && minute <= 59 && second <= 59 && zoneHour <= 23 && zoneMinute <= 59;
  return calendar && clock && Date.parse(value) >= FIRST_MILLISECONDS ? null : 'malformed';
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
}

export function rangeFault(type: RangeType, value: unknown): ScalarFault | null {
  if (type.orOne && typeof value === 'number') return isWithin(type, value) ? null : 'out-of-range';
  if (!Array.isArray(value) || value.length !== 2) return 'wrong-type';
  const [first, last] = value as readonly unknown[];
  if (typeof first !== 'number' || typeof last !== 'number') return 'wrong-type';
  return isWithin(type, first) && isWithin(type, last) && first <= last ? null : 'out-of-range';
}

function isWithin({ minimum, maximum }: RangeType, value: number): boolean {
  return Number.isInteger(value) && value >= minimum && value <= maximum;
}
