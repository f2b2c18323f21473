import * as fc from 'fast-check';
import { egress, resource, steady } from '../../fixtures/plans.js';
import { headroomSeries, type HeadroomPoint } from './headroom-series.js';
import { plan } from './plan.js';

const SALE = {
  name: 'sale',
  start: '2026-12-01T09:00:00Z',
  durationSeconds: 900,
  multiplier: 20,
  rampSeconds: 30,
};
const POOL = 'nat:snat-ports:api';

function pointsOf(...question: Parameters<typeof headroomSeries>): readonly HeadroomPoint[] {
  const series = headroomSeries(...question).find(({ id }) => id === POOL);
  if (series === undefined) throw new Error('no series');
  return series.points;
}

const largest = (points: readonly HeadroomPoint[]): number =>
  points.reduce((most, { offeredLoad }) => Math.max(most, offeredLoad), 0);

describe('headroom over time', () => {
  it('has every pool of the plan, and at its highest point the peak of the plan', () => {
    const forecast = steady(200, { events: [SALE] });
    const { resources } = plan(egress({}), forecast);
    const series = headroomSeries(egress({}), forecast, {}, { points: 100_000 });
    expect(series.map(({ id }) => id)).toEqual(resources.map(({ id }) => id));
    for (const { id, capacity, points } of series) {
      const planned = resource({ resources } as ReturnType<typeof plan>, id);
      expect(capacity).toBe(planned.capacity);
      const peak = points.find(({ at }) => at === planned.peak.at);
      expect(peak).toMatchObject({
        offeredLoad: planned.peak.offeredLoad,
        utilization: planned.peak.utilization,
        required: planned.peak.required,
        headroomFactor: planned.headroom.factor,
      });
    }
  });

  it('keeps the highest and the lowest point however few there are, in the order of time', () => {
    const forecast = steady(200, {
      events: [SALE],
      dailyProfile: Array.from({ length: 24 }, (_, h) => 1 + h),
    });
    const all = pointsOf(egress({}), forecast, {}, { points: 100_000 });
    const lowest = (points: readonly HeadroomPoint[]): number =>
      points.reduce((least, { offeredLoad }) => Math.min(least, offeredLoad), Infinity);
    fc.assert(
      fc.property(fc.integer({ min: 4, max: 300 }), (points) => {
        const few = pointsOf(egress({}), forecast, {}, { points });
        expect(few.length).toBeLessThanOrEqual(points);
        expect([largest(few), lowest(few)]).toEqual([largest(all), lowest(all)]);
        expect(few.map(({ at }) => at)).toEqual(few.map(({ at }) => at).toSorted());
        expect(few[0]?.at).toBe(all[0]?.at);
        expect(few.at(-1)?.at).toBe(all.at(-1)?.at);
      }),
      { numRuns: 50 },
    );
  });

  it.each([
    ['without reuse', { connections: { reuse: 'none' } }],
    ['with pools of two idle connections', { connections: { reuse: 'keep-alive', maxIdle: 2 } }],
  ] as const)('%s says the factor that the plan of an instant alone has', (_, call) => {
    const dailyProfile = Array.from({ length: 24 }, (__, hour) => 1 + hour / 24);
    const points = pointsOf(egress({}, 10, call), steady(300, { dailyProfile }));
    const noon = points.find(({ at }) => at === '2026-12-01T12:00:00Z');
    const alone = resource(plan(egress({}, 10, call), steady(300 * 1.5)), POOL);
    expect(noon?.offeredLoad).toBeCloseTo(alone.peak.offeredLoad, 6);
    expect((noon?.headroomFactor ?? 0) / (alone.headroom.factor ?? 1)).toBeCloseTo(1, 6);
  });

  it('is higher at a higher quantile of an uncertain demand', () => {
    const forecast = steady(200, { sigma: 0.3 });
    const at = (quantile: number): number => largest(pointsOf(egress({}), forecast, {}, { quantile }));
    expect(at(0.5)).toBeLessThan(at(0.95));
    expect(at(0.95)).toBeLessThan(at(0.99));
    expect(at(0.95)).toBe(largest(pointsOf(egress({}), forecast)));
  });

  it('can be asked for some pools only', () => {
    const asked = headroomSeries(egress({}), steady(1), {}, { resources: [POOL, 'nowhere'] });
    expect(asked.map(({ id }) => id)).toEqual([POOL]);
  });

  it('can be looked at through a stretch of time, second by second', () => {
    const forecast = steady(200, { events: [SALE] });
    const stretch = { from: '2026-12-01T08:59:59Z', to: '2026-12-01T09:00:29Z' };
    const points = pointsOf(egress({}), forecast, {}, stretch);
    expect(points.map(({ at }) => at).slice(0, 2)).toEqual(['2026-12-01T08:59:59Z', '2026-12-01T09:00:00Z']);
    expect(points).toHaveLength(31);
  });

  it.each([
    [{ from: 'now' }, 'from is now; it must be an ISO 8601 instant such as 2026-12-01T00:00:00Z'],
    [
      { from: '2026-12-02T00:00:00Z', to: '2026-12-01T00:00:00Z' },
      'to is 2026-12-01T00:00:00Z; it must be no earlier than from, which is 2026-12-02T00:00:00Z',
    ],
    [{ quantile: 1 }, 'quantile is 1; it must be a number between 0 and 1, both excluded'],
    [{ points: 3 }, 'points is 3; it must be a whole number from 4 to 100000'],
  ])('refuses %j', (question, message) => {
    expect(() => headroomSeries(egress({}), steady(1), {}, question)).toThrow(message);
  });
});
