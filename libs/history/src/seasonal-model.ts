import { initSync, MSTL } from '@bsull/augurs/mstl';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** What comes next, in logarithms: the middle, and half of the width of its interval at one standard deviation. */
export interface Prediction {
  readonly middle: Float64Array;
  readonly deviation: Float64Array;
}

/** Share of cases within the interval that the deviation is taken from. */
const LEVEL = 0.9;
/** Quantile of the standard normal distribution at 95 %. */
const DEVIATES = 1.6448536269514722;

let started = false;

/**
 * Seasons taken out by MSTL, what remains continued by exponential smoothing (AutoETS, chosen by AICc).
 *
 * @param values at least two of the longest season
 * @param seasons their lengths in steps, ascending; none for smoothing alone
 * @see Bandara, Hyndman, Bergmeir: MSTL, https://arxiv.org/abs/2107.13462; Hyndman, Koehler, Ord, Snyder: Forecasting with
 *   Exponential Smoothing, Springer 2008; the library is https://github.com/grafana/augurs
 */
export function predictSeasonal(
  values: Float64Array,
  seasons: readonly number[],
  horizon: number,
): Prediction {
  start();
  const model = MSTL.ets([...seasons]);
  try {
    model.fit(values);
    const { point, intervals } = model.predict(horizon, LEVEL);
    const middle = Float64Array.from(point);
    const upper = intervals?.upper ?? [];
    return {
      middle,
      deviation: middle.map((value, step) => Math.max(0, ((upper[step] ?? value) - value) / DEVIATES)),
    };
  } finally {
    model.free();
  }
}

/** The model is WebAssembly beside its module; it is compiled when it is first asked. */
function start(): void {
  if (started) return;
  const module = createRequire(import.meta.url).resolve('@bsull/augurs/mstl');
  initSync({ module: readFileSync(join(dirname(module), 'mstl_bg.wasm')) });
  started = true;
}
