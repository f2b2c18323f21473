import { syntaxError } from '../syntax-error.js';
import type { Directive } from './parse-nginx.js';

const UNITS: Readonly<Record<string, number>> = { ms: 1e-3, s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };

/** A time of nginx: seconds where it has no unit; several may stand together, as 1h30m. */
export function secondsOf({ name, parameters: [text = ''], line }: Directive): number {
  if (!/^(?:\d+(?:ms|[smhdw])?)+$/.test(text))
    throw syntaxError(
      line,
      `${name} is ${JSON.stringify(text.slice(0, 40))}; it must be a time such as 60s or 1h30m`,
    );
  return [...text.matchAll(/(\d+)(ms|[smhdw])?/g)].reduce(
    (sum, [, number, unit = 's']) => sum + Number(number) * (UNITS[unit] ?? 1),
    0,
  );
}

export function wholeOf(text: string, name: string, line: number): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw syntaxError(line, `${name} is ${JSON.stringify(text.slice(0, 40))}; it must be a whole number`);
}
