import { syntaxError } from '../syntax-error.js';
import type { HaproxyLine } from './parse-haproxy.js';

const UNITS: Readonly<Record<string, number>> = { us: 1e-6, ms: 1e-3, s: 1, m: 60, h: 3600, d: 86_400 };

/** A time of HAProxy: milliseconds where it has no unit. */
export function secondsOf(text: string, line: number): number {
  const [, number, unit = 'ms'] = /^(\d+)(us|ms|s|m|h|d)?$/.exec(text) ?? [];
  if (number !== undefined) return Number(number) * (UNITS[unit] ?? 1);
  throw syntaxError(
    line,
    `${JSON.stringify(text.slice(0, 40))} is no time; it must be a number with us, ms, s, m, h or d`,
  );
}

export function countOf({ words: [keyword, value], line }: HaproxyLine, least: number): number {
  const count = wholeOf(value ?? '', keyword, line);
  if (count >= least) return count;
  throw syntaxError(line, `${keyword} is ${String(count)}; it must be at least ${String(least)}`);
}

export function wholeOf(text: string, name: string, line: number): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw syntaxError(line, `${name} is ${JSON.stringify(text.slice(0, 40))}; it must be a whole number`);
}
