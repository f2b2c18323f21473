import { interpolateCubic, type Interpolated } from '../numeric/index.js';
import { FILLS, HALVING_WORTH, SINGLE_WORTH } from './search-table.js';

/** The chance that a run of consecutive ports, from a random one on, is all in use. */
export interface RunChance {
  readonly length: number;
  readonly chance: number;
  /** By how much its logarithm rises with the fill. */
  readonly slope: number;
}

/**
 * What looking at runs of consecutive ports is worth at a fill, in an endless range whose connections each hold a port for
 * the same time. A run of n ports is all in use with the chance `fill^ν`: it is worth ν independent tries, far fewer than n,
 * because ports in use stand in runs. At a fill of 90 %, 128 consecutive ports are worth 32 tries.
 *
 * No closed form is known: a port is freed where its connection happened to find it, and with one fixed hold ports of an age
 * come to stand together, for a hundred turnovers and more. So ν was played out once, port by port
 * (`npm run tabulate:port-search`), and is read from that table. It is n in an empty range and in a full one.
 *
 * @param runs lengths that one search looks at: netfilter's, or a single one of at least 1; beyond the longest tabulated a
 *   run counts as that one
 * @param fill above 0, below 1
 */
export function runChances(runs: readonly number[], fill: number): readonly RunChance[] {
  const logFill = Math.log(fill);
  return runs.map((length) => {
    const { value: worth, slope } = runs.length > 1 ? halvingWorth(length, fill) : singleWorth(length, fill);
    return { length, chance: Math.exp(worth * logFill), slope: slope * logFill + worth / fill };
  });
}

function halvingWorth(length: number, fill: number): Interpolated {
  const column = HALVING_WORTH.get(length);
  return column === undefined ? singleWorth(length, fill) : interpolateCubic(FILLS, column, fill);
}

/** Between two tabulated lengths the worth goes as a power of the length; one port is one try. */
function singleWorth(length: number, fill: number): Interpolated {
  let [shorter, longer] = [1, 1];
  let [below, above] = [ONE_TRY, ONE_TRY];
  for (const [tabulated, column] of SINGLE_WORTH) {
    [shorter, longer] = [longer, tabulated];
    [below, above] = [above, column];
    if (tabulated >= length) break;
  }
  const upper = interpolateCubic(FILLS, above, fill);
  if (length >= longer) return upper;
  const lower = interpolateCubic(FILLS, below, fill);
  const part = Math.log(length / shorter) / Math.log(longer / shorter);
  const value = lower.value ** (1 - part) * upper.value ** part;
  const growth = (1 - part) * (lower.slope / lower.value) + part * (upper.slope / upper.value);
  return { value, slope: value * growth };
}

const ONE_TRY: readonly number[] = FILLS.map(() => 1);
