// The engine's part of `npm run bench`: one core, medians, beside a plain loop and beside Erlang B at every step.
import { erlangB, plan } from '@portplan/engine';
import { median } from '../median.mjs';
import { STEPS, topologyOf, yearOf } from './topology.mjs';

const SIZES = [100, 1_000, 10_000];
const QUANTILES = 3;
const GOAL_MILLISECONDS = 100;
/** How calls connect, and how a row says so. */
const POOLS = {
  plain: '',
  alike: ' with pools of connections',
  own: ' with pools, settings and rates of their own',
};
const ALONE = { recommendations: false, uncertainty: false };

export function bench(report) {
  for (const [pools, text] of Object.entries(POOLS)) {
    const times = SIZES.map((legs) => timeOf(legs, pools));
    SIZES.forEach((legs, index) => {
      const time = times[index];
      const steps = legs * STEPS * QUANTILES;
      report({
        what: `${legs.toLocaleString('en')} legs${text}, a year of hours, three quantiles`,
        portplan: `${time.toFixed(0)} ms, ${(steps / time / 1e3).toFixed(0)} million leg-steps/s`,
        against:
          index === 0
            ? ''
            : `${SIZES[index - 1].toLocaleString('en')} legs ${times[index - 1].toFixed(0)} ms`,
        ratio: index === 0 ? undefined : time / times[index - 1],
        ...(legs === 1_000 && {
          goal: `at most ${GOAL_MILLISECONDS} ms`,
          met: time <= GOAL_MILLISECONDS,
        }),
      });
    });
  }
  besideOthers(report);
}

function besideOthers(report) {
  const legs = 1_000;
  const time = timeOf(legs, 'plain');
  const loop = medianOf(() => plainLoop(legs));
  report({
    what: `${legs.toLocaleString('en')} legs, beside a loop that only multiplies and adds`,
    portplan: `${time.toFixed(0)} ms`,
    against: `loop ${loop.toFixed(0)} ms`,
    ratio: time / loop,
  });
  // A hundredth of it, for it takes long.
  const naive = medianOf(() => naiveLoop(legs / 100), 1) * 100;
  report({
    what: `${legs.toLocaleString('en')} legs, beside Erlang B at every step`,
    portplan: `${time.toFixed(0)} ms`,
    against: `naive ${(naive / 1e3).toFixed(0)} s`,
    ratio: time / naive,
  });
}

function timeOf(legs, pools) {
  const [topology, forecast] = [topologyOf(legs, pools), yearOf(legs)];
  return medianOf(() => plan(topology, forecast, {}, ALONE), legs > 1_000 ? 1 : 5);
}

/** The load of every leg at every step and quantile, and nothing else. */
function plainLoop(legs) {
  const rates = Float64Array.from({ length: STEPS }, (_, step) => 100 + (step % 24));
  let largest = 0;
  for (let leg = 0; leg < legs; leg += 1)
    for (let quantile = 0; quantile < QUANTILES; quantile += 1)
      for (const rate of rates) largest = Math.max(largest, rate * (leg + 1) * (1 + quantile) + 60);
  return largest;
}

/** Blocking of every leg at every step and quantile, as a spreadsheet would ask for it. */
function naiveLoop(legs) {
  let worst = 0;
  for (let leg = 0; leg < legs; leg += 1)
    for (let quantile = 0; quantile < QUANTILES; quantile += 1)
      for (let step = 0; step < STEPS; step += 1)
        worst = Math.max(worst, erlangB(20_000 + leg + (step % 24) * 100 + quantile, 28_232));
  return worst;
}

function medianOf(work, rounds = 5) {
  work();
  const times = Array.from({ length: rounds }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return median(times);
}
