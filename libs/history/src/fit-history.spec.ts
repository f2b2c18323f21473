import type { DemandHistory } from '@portplan/engine';
import { spawnSync } from 'node:child_process';
import { fitHistory, type HistoryFit, type Steps } from './fit-history.js';
import { HistoryError } from './history-error.js';

const START = Date.parse('2026-10-05T00:00:00Z') / 1000;
const HOUR = 3600;

/** A repeatable draw from the standard normal distribution (Box and Muller 1958). */
function noise(seed: number): () => number {
  let state = seed;
  const uniform = (): number => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}

/** Demand with a day, a week and growth of one percent a week. */
function truth(hour: number): number {
  const day = 1 + 0.5 * Math.sin((2 * Math.PI * (hour - 9)) / 24);
  const week = Math.floor(hour / 24) % 7 < 5 ? 1 : 0.7;
  return 500 * day * week * 1.01 ** (hour / 168);
}

function csv(hours: number, sigma = 0.05, skipped: (hour: number) => boolean = () => false): string {
  const draw = noise(11);
  return Array.from({ length: hours }, (_, hour) =>
    skipped(hour)
      ? []
      : [`${String(START + hour * HOUR)},${(truth(hour) * Math.exp(sigma * draw())).toFixed(3)}`],
  )
    .flat()
    .join('\n');
}

function after(hours: number, steps: number): Steps {
  return { startSeconds: START + hours * HOUR, stepSeconds: HOUR, steps };
}

describe('demand that continues its recording', () => {
  const hours = 5 * 168;
  const fit = fitHistory({ csv: csv(hours) }, after(hours, 168));

  it('keeps the day, the week and the growth: a few percent off over the week to come', () => {
    const errors = fit.series.map((rate, step) => Math.abs(rate / truth(hours + step) - 1));
    expect(errors.reduce((sum, error) => sum + error, 0) / errors.length).toBeLessThan(0.04);
    expect(Math.max(...errors)).toBeLessThan(0.12);
    expect(fit.seasonsSeconds).toEqual([86_400, 7 * 86_400]);
  });

  it('says how good it was on the fifth that it was not shown', () => {
    expect(fit.heldBack.steps).toBe(168);
    expect(fit.heldBack.meanError).toBeGreaterThan(0.02);
    expect(fit.heldBack.meanError).toBeLessThan(0.07);
    expect(fit.heldBack.widening).toBeGreaterThanOrEqual(1);
  });

  it('has the spread of the noise, and a larger one where there is more', () => {
    expect(fit.sigma).toBeGreaterThan(0.04);
    expect(fit.sigma).toBeLessThan(0.12);
    expect(fitHistory({ csv: csv(hours, 0.2) }, after(hours, 168)).sigma).toBeGreaterThan(2 * fit.sigma);
  });

  it('is the same for the same recording', () => {
    expect(fitHistory({ csv: csv(hours) }, after(hours, 168))).toEqual(fit);
  });

  it('takes what was recorded where the forecast begins within the recording', () => {
    const { series } = fitHistory({ csv: csv(hours, 0) }, after(hours - 10, 20));
    expect(series[0]).toBeCloseTo(truth(hours - 10), 2);
    expect(series[9]).toBeCloseTo(truth(hours - 1), 2);
    expect(Math.abs((series[10] ?? 0) / truth(hours) - 1)).toBeLessThan(0.05);
  });

  it('is the mean of each step where more was recorded', () => {
    const minutes = Array.from({ length: 5 * 24 * 60 }, (_, minute) => {
      const rate = truth(Math.floor(minute / 60)) + (minute % 2 === 0 ? 10 : -10);
      return `${new Date((START + minute * 60) * 1000).toISOString()},${String(rate)}`;
    });
    const { series, recordedSteps } = fitHistory({ csv: minutes.join('\n') }, after(110, 20));
    expect(recordedSteps).toBe(120);
    expect(series[0]).toBeCloseTo(truth(110), 6);
  });

  it('bridges a few missing steps', () => {
    const { series } = fitHistory({ csv: csv(hours, 0, (hour) => hour % 50 === 7) }, after(hours, 24));
    for (const [step, rate] of series.entries())
      expect(Math.abs(rate / truth(hours + step) - 1)).toBeLessThan(0.1);
  });

  it('reads the answer of a Prometheus range query as it reads CSV with a header and a comment', () => {
    const lines = csv(200, 0).split('\n');
    const values = lines.map((line) => line.split(',')).map(([time, value]) => [Number(time), value]);
    const prometheus = {
      status: 'success',
      data: { resultType: 'matrix', result: [{ metric: {}, values }] },
    };
    const text = `time,requests per second\n# measured\n${lines.join('\n')}\n`;
    expect(fitHistory({ prometheus }, after(200, 24))).toEqual(fitHistory({ csv: text }, after(200, 24)));
  });

  const offIn = ({ series }: HistoryFit): number =>
    series.reduce((sum, rate, step) => sum + Math.abs(rate / truth(hours + step) - 1), 0) / series.length;

  it('has the spread of what is to come where the forecast begins within the recording', () => {
    const within = fitHistory({ csv: csv(hours) }, after(hours - 168, 336));
    expect(within.sigma).toBeCloseTo(fit.sigma, 3);
  });

  it('holds as many of the steps to come below its 95 % quantile as it says', () => {
    const draw = noise(97);
    const below = fitHistory({ csv: csv(hours) }, after(hours, 672)).series.filter(
      (rate, step) => truth(hours + step) * Math.exp(0.05 * draw()) <= rate * Math.exp(1.645 * fit.sigma),
    );
    expect(below.length / 672).toBeGreaterThan(0.92);
    expect(below.length / 672).toBeLessThan(0.99);
  });

  it('bridges a weekend without records as weekends are', () => {
    const gap = fitHistory({ csv: csv(hours, 0.05, (hour) => hour >= 300 && hour < 360) }, after(hours, 168));
    expect(gap.sigma).toBeLessThan(1.3 * fit.sigma);
    expect(offIn(gap)).toBeLessThan(1.3 * offIn(fit) + 0.01);
  });

  const changed = (hoursOf: (hour: number) => number): HistoryFit =>
    fitHistory(
      {
        csv: csv(hours)
          .split('\n')
          .map(
            (line, hour) =>
              `${line.split(',')[0] ?? ''},${String(hoursOf(hour) * Number(line.split(',')[1]))}`,
          )
          .join('\n'),
      },
      after(hours, 168),
    );
  const STANDING_OUT: [string, (hour: number) => number, number][] = [
    ['a spike', (hour) => (hour === 400 ? 30 : 1), 1],
    ['a spike shortly before the end', (hour) => (hour === hours - 2 ? 10 : 1), 1],
    ['an outage', (hour) => (hour >= 500 && hour < 503 ? 0 : 1), 3],
    ['a day of five times the traffic', (hour) => (hour >= 500 && hour < 524 ? 5 : 1), 24],
  ];
  it.each(STANDING_OUT)('continues %s as if it had not been, and says so', (_name, factor, steps) => {
    const fitted = changed(factor);
    expect(fitted.standingOutSeconds).toHaveLength(steps);
    expect(offIn(fitted)).toBeLessThan(0.06);
    expect(fitted.sigma).toBeLessThan(3 * fit.sigma);
  });

  it('continues what still stands out at the end, and what did for days', () => {
    expect(changed((hour) => (hour >= hours - 6 ? 3 : 1)).standingOutSeconds).toEqual([]);
    const doubled = changed((hour) => (hour >= 500 ? 2 : 1));
    expect(doubled.standingOutSeconds.length).toBeLessThan(5);
    const last = doubled.series.reduce((sum, rate, step) => sum + rate / truth(hours + step), 0) / 168;
    expect(last).toBeGreaterThan(1.8);
  });

  it('has a wider spread where a season was seen twice only', () => {
    const twice = fitHistory({ csv: csv(336) }, after(336, 168));
    expect(twice.sigma).toBeGreaterThan(0.05);
    expect(twice.seasonsSeconds).toEqual([86_400, 7 * 86_400]);
    expect(twice.heldBack.seasonsSeconds).toEqual([86_400]);
  });

  it('takes a time without a zone for UTC, on a machine in New York too', () => {
    const local = csv(hours).replaceAll(/^\d+/gm, (seconds) =>
      new Date(Number(seconds) * 1000).toISOString().slice(0, 16).replace('T', ' '),
    );
    const program = `import { fitHistory } from ${JSON.stringify(new URL('../dist/fit-history.js', import.meta.url))};
      import { readFileSync } from 'node:fs';
      const [csv, steps] = JSON.parse(readFileSync(0, 'utf8'));
      process.stdout.write(JSON.stringify(fitHistory({ csv }, steps).series));`;
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
      input: JSON.stringify([local, after(hours, 168)]),
      env: { ...process.env, TZ: 'America/New_York' },
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual(fit.series);
  });

  it('takes steps no shorter than what was recorded', () => {
    const short = { startSeconds: START + 336 * HOUR, stepSeconds: 300, steps: 24 };
    const { series, recordedSteps } = fitHistory({ csv: csv(336) }, short);
    expect(recordedSteps).toBe(336);
    expect(series[11]).toBe(series[0]);
  });

  it('takes what Prometheus has no number for as a gap', () => {
    const values = csv(hours)
      .split('\n')
      .map((line, hour) => [Number(line.split(',')[0]), hour % 50 === 7 ? 'NaN' : line.split(',')[1]]);
    const prometheus = { data: { resultType: 'matrix', result: [{ metric: {}, values }] } };
    expect(fitHistory({ prometheus }, after(hours, 168))).toEqual(
      fitHistory(
        {
          csv: csv(hours, 0.05)
            .split('\n')
            .filter((_, hour) => hour % 50 !== 7)
            .join('\n'),
        },
        after(hours, 168),
      ),
    );
  });

  const WRONG: readonly (readonly [message: string, history: DemandHistory, steps?: Steps])[] = [
    ['line 2 has the time "soon"; it must be an ISO 8601 instant', { csv: '0,1\nsoon,1' }],
    ['line 1 has the time "1759622400000"; it must be an ISO 8601', { csv: '1759622400000,1' }],
    ['seconds (not milliseconds) since 1970', { csv: '1759622400000000,1' }],
    ['line 1 has the value "-1"; it must be a number of requests per second', { csv: '0,-1' }],
    ['line 3 has the value "NaN"', { csv: 'time,value\n0,1\n3600,NaN' }],
    ['line 1 has more than a time and a value', { csv: '0,1,2' }],
    ['it is no CSV: ', { csv: '0,"1' }],
    ['it has no records', { csv: 'time,value\n' }],
    ['it has 3 steps of 3600 s; at least 10 are needed', { csv: csv(3) }, after(3, 4)],
    [
      'steps of 3600 s, from 2026-10-06T00:00:00.000Z on; at most a tenth may be missing',
      { csv: csv(100, 0, (hour) => hour >= 24 && hour < 50) },
      after(100, 5),
    ],
    ['it covers 2.0 days, and the forecast reaches 30.0 days beyond it', { csv: csv(48) }, after(48, 720)],
    ['it begins at 2026-10-05T00:00:00.000Z, after the forecast does', { csv: csv(48) }, after(-5, 10)],
    ['it has no traffic at all', { csv: csv(48).replaceAll(/,.*/g, ',0') }, after(48, 5)],
    ['it is no answer of a Prometheus range query', { prometheus: { data: { resultType: 'vector' } } }],
    [
      'it has 2 series; it must have one',
      { prometheus: { data: { resultType: 'matrix', result: [{}, {}] } } },
    ],
    [
      'values[0] has the value "+Inf"',
      { prometheus: { data: { resultType: 'matrix', result: [{ values: [[0, '+Inf']] }] } } },
    ],
  ];
  it.each(WRONG.map(([message, history, steps = after(48, 5)]) => ({ message, history, steps })))(
    'is refused: $message',
    ({ message, history, steps }) => {
      expect(() => fitHistory(history, steps)).toThrow(HistoryError);
      expect(() => fitHistory(history, steps)).toThrow(message);
    },
  );
});
