import type { Contribution, LegConnections, Portion } from './contribution.js';
import { figure } from './figure.js';

/**
 * What one leg brings to a pool at its peak, a line each: requests, how they fall on processes, the law's own steps, and
 * the tuples that follow.
 *
 * @param requestsPerSecond of the whole leg at the pool's peak
 */
export function legSteps(
  contribution: Contribution,
  law: LegConnections | undefined,
  requestsPerSecond: number,
): readonly string[] {
  if (law === undefined) return [];
  const inputs = Object.entries(law.inputs)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name} ${typeof value === 'number' ? figure(value) : String(value)}`)
    .join(', ');
  const steps = [
    `${law.law} (${inputs})`,
    ...(contribution.linear === null
      ? bySteps(contribution, law, requestsPerSecond)
      : [
          ...(law.steps?.(requestsPerSecond) ?? []),
          ...straight(contribution, contribution.linear, law, requestsPerSecond),
        ]),
  ];
  return steps.map((step) => `leg ${contribution.leg}: ${step}`);
}

function straight(
  { holds }: Contribution,
  { openSeconds, quarantineSeconds, connectionsPerRequest }: NonNullable<Contribution['linear']>,
  law: LegConnections,
  requestsPerSecond: number,
): readonly string[] {
  const opened = requestsPerSecond * connectionsPerRequest;
  const divided = holds === undefined ? '' : dividedAmong(holds.portion);
  const perRequest = figure(law.linear?.connectionsPerRequest ?? connectionsPerRequest);
  return [
    `each connection holds its tuple ${figure(openSeconds)} s open + ${figure(quarantineSeconds)} s after close; connections per request in this scope: ${perRequest}${divided === '' ? '' : `${divided} = ${figure(connectionsPerRequest)}`}`,
    `${figure(requestsPerSecond)} requests/s × ${figure(connectionsPerRequest)} = ${figure(opened)} connections/s; × (${figure(openSeconds)} + ${figure(quarantineSeconds)}) s = ${figure(opened * (openSeconds + quarantineSeconds))} held, where the rate is steady`,
  ];
}

/** Which part of a leg's connections the pool sees. */
function dividedAmong({ of, hotFactor, instances, gateways, machines }: Portion): string {
  const shared = of === 'hottest' ? instances : machines;
  if (shared === undefined) return gateways === 1 ? '' : ` / ${figure(gateways)} gateways`;
  const hot = hotFactor === 1 ? '' : ` × ${figure(hotFactor)} on the hottest`;
  return shared.max === 1
    ? hot
    : ` / ${figure(shared.max)} ${of === 'hottest' ? 'instances' : 'machines'}${hot}`;
}

/** How the busiest instance comes to its part of the requests. */
function hottestOf({
  hotFactor,
  instances: { min, max, requestsPerSecondPerInstance: each },
}: Portion): string {
  const hot = hotFactor === 1 ? '' : `${figure(hotFactor)} times an even share, `;
  return each === null || each <= 0
    ? `${hot}${figure(max)} ${max === 1 ? 'instance' : 'instances'}`
    : `${hot}another is added at ${figure(each)}/s each, from ${figure(min)} to ${figure(max)}`;
}

function bySteps(
  { at, holds }: Contribution,
  law: LegConnections,
  requestsPerSecond: number,
): readonly string[] {
  if (holds === undefined) {
    return [
      `${figure(requestsPerSecond)} requests/s at the peak carry ${figure(at(requestsPerSecond).offeredLoad)}`,
    ];
  }
  const { seenAt, quarantineSeconds, portion } = holds;
  const seen = seenAt(requestsPerSecond);
  const each = seen.requestsPerSecond / seen.processes;
  const { connectionsPerSecond, openConnections } = law.at(seen.requestsPerSecond, seen.processes);
  const divided =
    seen.gateways === 1
      ? ''
      : ` / ${figure(seen.gateways)} ${portion.machines === undefined ? 'gateways' : 'machines'}`;
  const held = (openConnections + connectionsPerSecond * quarantineSeconds) / seen.gateways;
  return [
    `${figure(requestsPerSecond)} requests/s at the peak, ${seen.of === 'hottest' ? `${figure(seen.requestsPerSecond)} of them on the hottest instance (${hottestOf(portion)}) with` : 'on'} ${figure(seen.processes)} ${seen.processes === 1 ? 'process' : 'processes'}: ${figure(each)}/s each`,
    ...(law.steps?.(each) ?? []),
    `all processes: ${figure(connectionsPerSecond)} connections/s, ${figure(openConnections)} open`,
    `held = (${figure(openConnections)} + ${figure(connectionsPerSecond)}/s × ${figure(quarantineSeconds)} s after close)${divided} = ${figure(held)}`,
  ];
}
