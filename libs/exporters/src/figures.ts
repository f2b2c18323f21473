/** Whole numbers with thousands separated: 207,229. */
export function wholeText(value: number): string {
  // Intl would do the same, and take longer to load than all else here.
  return String(Math.round(value)).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** A share in percent: 61.2 %, < 0.1 %, 1,320 %. */
export function percentText(share: number): string {
  const percent = share * 100;
  if (percent >= 1000) return `${wholeText(percent)} %`;
  return percent > 0 && percent < 0.05 ? '< 0.1 %' : `${percent.toFixed(1)} %`;
}

/** A factor of traffic: 0.21×, 1.31×, 262×; a dash where there is none. */
export function factorText(factor: number | null): string {
  if (factor === null) return '–';
  if (factor > 0 && factor < 0.005) return '< 0.01×';
  return `${factor >= 100 ? wholeText(factor) : factor.toFixed(2)}×`;
}

/** A probability: 0, 0.73, 1.2e-7, and below what matters as < 1e-12. */
export function probabilityText(probability: number): string {
  if (probability === 0) return '0';
  if (probability < 1e-12) return '< 1e-12';
  return probability >= 0.001 ? probability.toPrecision(2) : probability.toExponential(1);
}

/** An instant as people write it: 2026-12-12 09:00:30 UTC, with seconds where it has any. */
export function instantText(instant: string): string {
  const seconds = instant.slice(17, 19);
  return `${minuteText(instant)}${seconds === '00' ? '' : `:${seconds}`} UTC`;
}

/** The minute of an instant, for a column that is headed UTC: 2026-12-12 09:00. */
export function minuteText(instant: string): string {
  return `${instant.slice(0, 10)} ${instant.slice(11, 16)}`;
}

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;

/** How long after another instant: in 25 s, in 3 h, in 11 days. */
export function distanceText(from: string, to: string): string {
  const seconds = (Date.parse(to) - Date.parse(from)) / 1000;
  if (seconds <= 0) return 'from the start';
  if (seconds < 2 * MINUTE) return `in ${wholeText(seconds)} s`;
  if (seconds < 2 * HOUR) return `in ${wholeText(seconds / MINUTE)} min`;
  if (seconds < 2 * DAY) return `in ${wholeText(seconds / HOUR)} h`;
  return `in ${wholeText(seconds / DAY)} days`;
}

/** One thing or several: 1 address, 5 addresses. */
export function countText(count: number, one: string, many = `${one}s`): string {
  return `${wholeText(count)} ${count === 1 ? one : many}`;
}

const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** A share as a bar of so many characters: ███▌; an arrow at its end where it is more than all. */
export function barText(share: number, characters: number): string {
  if (share > 1) return `${'█'.repeat(characters - 1)}▶`;
  const eighths = Math.round(share * characters * 8);
  return '█'.repeat(Math.floor(eighths / 8)) + (EIGHTHS[eighths % 8] ?? '');
}
