import { LOSS_CASES, REUSE_CASES, SIZE_CASES } from './cases.js';
import { compareLoss, compareReuse, compareSize } from './compare.js';
import {
  describePool,
  describeReuse,
  relativeError,
  summaryOf,
  tableOf,
  withinInterval,
  withinOnePercent,
  type Row,
} from './table.js';

/** How long each case is played: enough for three digits, and for two or three minutes in all. */
const ARRIVALS = 4_000_000;
const ARRIVALS_FOR_SIZE = 5_000_000;
const REQUESTS = 2_000_000;
const FIRST_SEED = 1000;

/** What `npm run validate` measured: all cases, and the same as sections of a page. */
export interface Validation {
  readonly rows: readonly Row[];
  readonly page: string;
}

/** Plays every case and compares; tells `progress` of each. */
export function validate(progress: (line: string) => void): Validation {
  let seed = FIRST_SEED;
  const told = (row: Row): Row => {
    progress(
      `${row.met ? 'met   ' : 'MISSED'} ${(100 * relativeError(row)).toFixed(2).padStart(7)} %  ${row.group}: ${row.text}`,
    );
    seed += 100;
    return row;
  };
  const losses = LOSS_CASES.map((lossCase) => {
    const compared = compareLoss(lossCase, ARRIVALS, seed);
    return told({
      ...compared,
      group: `Loss: ${lossCase.group}`,
      text: describePool(lossCase),
      met: withinInterval(compared),
    });
  });
  const sizes = SIZE_CASES.map((sizeCase) => {
    const compared = compareSize(sizeCase, ARRIVALS_FOR_SIZE, seed);
    return told({
      ...compared,
      group: `Required ports: ${sizeCase.group}`,
      text: describePool(sizeCase),
      met: withinOnePercent(compared, sizeCase.addresses),
    });
  });
  const reuse = REUSE_CASES.map((reuseCase) => {
    const compared = compareReuse(reuseCase, REQUESTS, seed);
    return told({
      ...compared,
      group: 'Keep-alive: new connections a second',
      text: describeReuse(reuseCase),
      met: withinInterval(compared),
    });
  });
  const rows = [...losses, ...sizes, ...reuse];
  const page = [
    summaryOf(rows),
    '### Loss',
    tableOf(losses, (value) => `${(100 * value).toPrecision(3)} %`),
    '### Required ports',
    tableOf(sizes, (value) => value.toFixed(1)),
    '### New connections a second of a keep-alive pool',
    tableOf(reuse, (value) => value.toPrecision(4)),
  ].join('\n\n');
  return { rows, page };
}
