/** Whole numbers with thousands separated: 207,229. */
export function wholeText(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

/** A share in percent: 61.2 %, and how much more than all where it is. */
export function percentText(share: number): string {
  const percent = share * 100;
  if (percent >= 1000) return `${wholeText(percent)} %`;
  return `${percent.toFixed(1)} %`;
}

/** A factor of traffic: 0.21×, 1.31×, 262×; a dash where there is none. */
export function factorText(factor: number | null): string {
  if (factor === null) return '–';
  return `${factor >= 100 ? wholeText(factor) : factor.toFixed(2)}×`;
}

/** A probability: 0, 0.73, 1.2e-7, and below what matters as < 1e-12. */
export function probabilityText(probability: number): string {
  if (probability === 0) return '0';
  if (probability < 1e-12) return '< 1e-12';
  return probability >= 0.001 ? probability.toPrecision(2) : probability.toExponential(1);
}

/** An instant without seconds' fractions, as people write it: 2026-12-12 09:00:30 UTC. */
export function instantText(instant: string): string {
  return `${instant.slice(0, 10)} ${instant.slice(11, 19)} UTC`;
}

/** How long after another instant: in 11 days, in 3 h. */
export function distanceText(from: string, to: string): string {
  const seconds = (Date.parse(to) - Date.parse(from)) / 1000;
  if (seconds <= 0) return 'from the start';
  if (seconds < 7200) return `in ${wholeText(seconds / 60)} min`;
  if (seconds < 2 * 86_400) return `in ${wholeText(seconds / 3600)} h`;
  return `in ${wholeText(seconds / 86_400)} days`;
}

/** One thing or several: 1 address, 5 addresses. */
export function countText(count: number, one: string, many: string): string {
  return `${wholeText(count)} ${count === 1 ? one : many}`;
}
