import type { LossCase, ProbesCase, ReuseCase, SizeCase, StepCase } from './cases.js';
import type { SurgeCase } from './later-cases.js';
import type { RiseCase, RiseSizeCase } from './last-cases.js';
import type { Comparison } from './compare.js';
import { contains } from './simulator/interval.js';

/** One compared case, as the page shows it. */
export interface Row extends Comparison {
  readonly group: string;
  readonly text: string;
  readonly met: boolean;
}

/** The goal of losses and of rates: within the simulation's 99 % interval. */
export function withinInterval({ engine, simulated }: Comparison): boolean {
  return contains(simulated, engine);
}

/** The goal where the engine answers for the worst case and another is played: no less than the simulation. */
export function onSafeSide({ engine, simulated }: Comparison): boolean {
  return engine >= simulated.mean - simulated.halfWidth;
}

/** The goal of sizes: within 1 %, and a port at each address more or less where 1 % is less, as ports are whole. */
export function withinOnePercent({ engine, simulated }: Comparison, addresses: number): boolean {
  const whole = Math.ceil(simulated.mean / addresses) * addresses;
  return Math.abs(engine - whole) <= Math.max(addresses, 0.01 * whole);
}

/** The goal of an instant that the engine tells to the second. */
export function withinOneSecond({ engine, simulated: { mean, halfWidth } }: Comparison): boolean {
  return Math.abs(engine - mean) <= 1 + halfWidth;
}

export function relativeError({ engine, simulated }: Comparison): number {
  return Math.abs(engine - simulated.mean) / simulated.mean;
}

export function describePool(pool: LossCase | SizeCase): string {
  const size = 'ports' in pool ? `${String(pool.ports)} ports` : `loss ≤ ${String(pool.targetLoss * 100)} %`;
  return [
    ...(pool.addresses > 1 ? [`${String(pool.addresses)} addresses`] : []),
    pool.addresses > 1 && 'ports' in pool ? `${size} each` : size,
    `${String(pool.offeredLoad)} erlangs`,
    `${pool.hold} ${String(pool.openSeconds)} s + ${String(pool.quarantineSeconds)} s`,
    ...(pool.meanBurst > 1
      ? [`${pool.equalBursts === true ? 'equal ' : ''}bursts of ${String(pool.meanBurst)}`]
      : []),
    pool.search,
  ].join(', ');
}

export function describeReuse(pool: ReuseCase): string {
  const limit = pool.maxRequests < 1_000_000 ? `, ${String(pool.maxRequests)} requests at most` : '';
  return `${String(pool.requestsPerSecond)} requests/s of ${String(pool.responseSeconds)} s, ${String(pool.maxIdle)} idle for ${String(pool.idleTimeoutSeconds)} s at most${limit}`;
}

export function describeProbes({ ports, portsInUse, heldSeconds }: ProbesCase): string {
  const turnover = heldSeconds === null ? 'just filled' : `on average, held for ${String(heldSeconds)} s`;
  return `${String(portsInUse)} of ${String(ports)} ports in use, ${turnover}`;
}

export function describeStep({ ports, openSeconds, timeWaitSeconds, times }: StepCase): string {
  return `${String(ports)} ports, exponential ${String(openSeconds)} s + ${String(timeWaitSeconds)} s, ${String(times)} times what lasts`;
}

export function describeSurge(surge: SurgeCase): string {
  const rise = surge.rampSeconds === 0 ? 'at once' : `within ${String(surge.rampSeconds)} s`;
  return `${String(surge.usualPerSecond)}/s × ${String(surge.multiplier)} ${rise} for ${String(surge.durationSeconds)} s, exponential ${String(surge.openSeconds)} s + ${String(surge.timeWaitSeconds)} s`;
}

export function describeRise(rise: RiseCase | RiseSizeCase): string {
  const size = 'ports' in rise ? `${String(rise.ports)} ports` : `loss ≤ ${String(rise.targetLoss * 100)} %`;
  return `${size}, ${describeSurge(rise)}`;
}

/** A table of cases in Markdown. */
export function tableOf(rows: readonly Row[], figure: (value: number) => string): string {
  return [
    '| Case | Engine | Simulated, 99 % | Error | Goal |',
    '| --- | ---: | ---: | ---: | --- |',
    ...rows.map(
      (row) =>
        `| ${row.text} | ${figure(row.engine)} | ${figure(row.simulated.mean)} ± ${figure(row.simulated.halfWidth)} | ${percent(relativeError(row))} | ${row.met ? 'met' : '**missed**'} |`,
    ),
  ].join('\n');
}

/** Goals met, and mean and worst error, of each group of cases. */
export function summaryOf(rows: readonly Row[]): string {
  const groups = [...new Set(rows.map(({ group }) => group))];
  return [
    '| What | Cases | Goal met | Mean error | Worst error |',
    '| --- | ---: | ---: | ---: | ---: |',
    ...groups.map((group) => {
      const own = rows.filter((row) => row.group === group);
      const errors = own.map(relativeError);
      const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length;
      const met = own.filter((row) => row.met).length;
      return `| ${group} | ${String(own.length)} | ${String(met)} | ${percent(mean)} | ${percent(Math.max(...errors))} |`;
    }),
  ].join('\n');
}

function percent(share: number): string {
  return `${(100 * share).toFixed(share < 0.1 ? 2 : 1)} %`;
}
