/** One period in which both were measured. */
export interface Sample {
  readonly atSeconds: number;
  readonly connectionsPerSecond: number;
  readonly openConnections: number;
}

export interface HoldingTimeFit {
  /** How long a connection is open, with what it may be at 90 % confidence. */
  readonly seconds: { readonly low: number; readonly mid: number; readonly high: number };
  /** Of open connections on the end of the series, which the fit has not seen. */
  readonly heldBack: {
    readonly samples: number;
    readonly observedMean: number;
    readonly predictedMean: number;
    /** Mean of |predicted − observed| over the mean observed. */
    readonly meanError: number;
  };
}

/** Share of the series, from its beginning, that is fitted to. */
const FITTED_SHARE = 0.75;
export const LEAST_SAMPLES = 8;
const MOST_BATCHES = 20;
/** Quantiles of 95 % of Student's t by degrees of freedom, for two-sided 90 %: Abramowitz and Stegun, table 26.10. */
const STUDENT: readonly number[] = [
  6.314, 2.92, 2.353, 2.132, 2.015, 1.943, 1.895, 1.86, 1.833, 1.812, 1.796, 1.782, 1.771, 1.761, 1.753,
  1.746, 1.74, 1.734, 1.729,
];

/**
 * The mean time that a connection is open, by Little's law: open connections over new ones a second, summed over time. Its
 * interval is that of the ratio over batches of consecutive samples, which need not be independent within a batch.
 *
 * @param samples ascending in time, at least 8
 * @returns null where no connection was opened
 * @see Little (1961), https://doi.org/10.1287/opre.9.3.383; batch means: Law, Simulation Modeling and Analysis, 9.5.3
 */
export function fitHoldingTime(samples: readonly Sample[]): HoldingTimeFit | null {
  const fitted = Math.max(2, Math.floor(samples.length * FITTED_SHARE));
  const [seen, unseen] = [samples.slice(0, fitted), samples.slice(fitted)];
  const mid = ratioOf(seen);
  if (mid === null) return null;
  const margin = marginOf(seen, mid);
  const predicted = unseen.map(({ connectionsPerSecond }) => connectionsPerSecond * mid);
  const observed = unseen.map(({ openConnections }) => openConnections);
  const observedMean = meanOf(observed);
  return {
    seconds: { low: Math.max(0, mid - margin), mid, high: mid + margin },
    heldBack: {
      samples: unseen.length,
      observedMean,
      predictedMean: meanOf(predicted),
      meanError:
        observedMean === 0
          ? 0
          : meanOf(predicted.map((value, index) => Math.abs(value - (observed[index] ?? 0)))) / observedMean,
    },
  };
}

function ratioOf(samples: readonly Sample[]): number | null {
  const open = samples.reduce((sum, { openConnections }) => sum + openConnections, 0);
  const rate = samples.reduce((sum, { connectionsPerSecond }) => sum + connectionsPerSecond, 0);
  return rate > 0 ? open / rate : null;
}

/** Half the width of the interval. */
function marginOf(samples: readonly Sample[], mid: number): number {
  const batches = Math.min(MOST_BATCHES, Math.floor(samples.length / 2));
  const ratios = Array.from({ length: batches }, (_, batch) =>
    ratioOf(
      samples.slice(
        Math.floor((batch * samples.length) / batches),
        Math.floor(((batch + 1) * samples.length) / batches),
      ),
    ),
  ).filter((ratio) => ratio !== null);
  const freedom = ratios.length - 1;
  if (freedom < 1) return 0;
  const variance = ratios.reduce((sum, ratio) => sum + (ratio - mid) ** 2, 0) / freedom;
  return (STUDENT[Math.min(freedom, STUDENT.length) - 1] ?? 0) * Math.sqrt(variance / ratios.length);
}

function meanOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
