import type { HeadroomPoint } from '@portplan/engine';
import { factorText, instantText, minuteText, percentText, wholeText } from '../figures.js';
import { markup, type Markup } from './markup.js';

export interface CurveMarks {
  /** Utilization that the policy aims at. */
  readonly target: number;
  /** ISO 8601; null when never. */
  readonly exhaustionAt: string | null;
}

const WIDTH = 720;
const HEIGHT = 170;
/** Room for the labels to the left: for `800.0 %`, and for each character that one is longer. */
const LEFT = 52;
const SHORT_LABEL = 7;
const CHARACTER = 7;
const RIGHT = 8;
const TOP = 14;
const BOTTOM = 22;

/** Utilization over time as a picture in the page: the curve, the target, all of the pool, and where it runs out. */
export function curve(label: string, points: readonly HeadroomPoint[], marks: CurveMarks): Markup {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return markup``;
  const peak = points.reduce((most, point) => (point.utilization > most.utilization ? point : most), first);
  const top = niceCeiling(Math.max(peak.utilization, marks.target) * 1.08);
  const [from, to] = [Date.parse(first.at), Math.max(Date.parse(last.at), Date.parse(first.at) + 1)];
  const left = leftOf(top);
  const x = (at: string): number => left + ((Date.parse(at) - from) / (to - from)) * (WIDTH - left - RIGHT);
  const y = (share: number): number => HEIGHT - BOTTOM - (share / top) * (HEIGHT - TOP - BOTTOM);
  const place = (at: string, share: number): string => `${digits(x(at))},${digits(y(share))}`;
  const line = points.map(({ at, utilization }) => place(at, utilization)).join(' ');
  const floor = digits(y(0));
  return markup`<figure class="curve"><svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${label}">
<title>${label}</title>
${gridLines(top, left, y)}
<polygon class="area" points="${digits(x(first.at))},${floor} ${line} ${digits(x(last.at))},${floor}"/>
<polyline class="line" points="${line}"/>
${level('target', marks.target, `target ${percentText(marks.target)}`, left, y)}
${top > 1 ? level('full', 1, 'full', left, y) : null}
${marks.exhaustionAt === null ? null : exhaustion(marks.exhaustionAt, first.at, last.at, x)}
<circle class="peak" cx="${digits(x(peak.at))}" cy="${digits(y(peak.utilization))}" r="3"><title>${peakText(peak)}</title></circle>
<text class="axis" x="${digits(left)}" y="${HEIGHT - 6}">${minuteText(first.at)}</text>
<text class="axis end" x="${WIDTH - RIGHT}" y="${HEIGHT - 6}">${minuteText(last.at)} UTC</text>
</svg><figcaption>${peakText(peak)}</figcaption></figure>`;
}

function peakText({ at, utilization, offeredLoad, headroomFactor }: HeadroomPoint): string {
  return `highest at ${instantText(at)}: ${percentText(utilization)}, ${wholeText(offeredLoad)} held, ${factorText(headroomFactor)} of that traffic fits`;
}

const GRID = [0, 0.25, 0.5, 0.75, 1];

/** Where the curve begins: pools that are far too small have thousands of percent. */
function leftOf(top: number): number {
  const longest = Math.max(SHORT_LABEL, ...GRID.map((part) => percentText(top * part).length));
  return LEFT + (longest - SHORT_LABEL) * CHARACTER;
}

function gridLines(top: number, left: number, y: (share: number) => number): readonly Markup[] {
  return GRID.map((part) => {
    const at = digits(y(top * part));
    return markup`<line class="grid" x1="${digits(left)}" x2="${WIDTH - RIGHT}" y1="${at}" y2="${at}"/><text class="axis end" x="${digits(left - 6)}" y="${at}" dy="0.32em">${percentText(top * part)}</text>`;
  });
}

function level(
  kind: 'target' | 'full',
  share: number,
  label: string,
  left: number,
  y: (share: number) => number,
): Markup {
  const at = digits(y(share));
  // At opposite ends: the two levels lie close together where a pool is far beyond both.
  const atEnd = kind === 'target';
  return markup`<line class="${kind}" x1="${digits(left)}" x2="${WIDTH - RIGHT}" y1="${at}" y2="${at}"/><text class="mark ${kind}${atEnd ? ' end' : ''}" x="${atEnd ? WIDTH - RIGHT - 4 : digits(left + 4)}" y="${digits(y(share) - 4)}">${label}</text>`;
}

/** Nothing where it lies outside of what is drawn. */
function exhaustion(at: string, first: string, last: string, x: (at: string) => number): Markup {
  if (Date.parse(at) < Date.parse(first) || Date.parse(at) > Date.parse(last)) return markup``;
  const place = x(at);
  const nearEnd = place > WIDTH * 0.7;
  return markup`<line class="runs-out" x1="${digits(place)}" x2="${digits(place)}" y1="${TOP}" y2="${HEIGHT - BOTTOM}"/><text class="mark runs-out${nearEnd ? ' end' : ''}" x="${digits(place + (nearEnd ? -4 : 4))}" y="${TOP}">runs out ${instantText(at)}</text>`;
}

/** The next of 1, 2, 2.5, 4, 5, 8, 10 times a power of ten. */
function niceCeiling(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return power * ([1, 2, 2.5, 4, 5, 8].find((step) => value <= step * power) ?? 10);
}

function digits(value: number): string {
  return value.toFixed(1);
}
