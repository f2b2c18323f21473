import type { Contribution, LegConnections } from './contribution.js';
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
      : [...(law.steps?.(requestsPerSecond) ?? []), ...straight(contribution.linear, requestsPerSecond)]),
  ];
  return steps.map((step) => `leg ${contribution.leg}: ${step}`);
}

function straight(
  { openSeconds, quarantineSeconds, connectionsPerRequest }: NonNullable<Contribution['linear']>,
  requestsPerSecond: number,
): readonly string[] {
  const opened = requestsPerSecond * connectionsPerRequest;
  return [
    `each connection holds its tuple ${figure(openSeconds)} s open + ${figure(quarantineSeconds)} s after close; ${figure(connectionsPerRequest)} connections per request in this scope`,
    `${figure(requestsPerSecond)} requests/s × ${figure(connectionsPerRequest)} = ${figure(opened)} connections/s; × (${figure(openSeconds)} + ${figure(quarantineSeconds)}) s = ${figure(opened * (openSeconds + quarantineSeconds))} held, where the rate is steady`,
  ];
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
  const { seenAt, quarantineSeconds } = holds;
  const seen = seenAt(requestsPerSecond);
  const each = seen.requestsPerSecond / seen.processes;
  const { connectionsPerSecond, openConnections } = law.at(seen.requestsPerSecond, seen.processes);
  const divided = seen.gateways === 1 ? '' : ` / ${figure(seen.gateways)} gateways`;
  const held = (openConnections + connectionsPerSecond * quarantineSeconds) / seen.gateways;
  return [
    `${figure(requestsPerSecond)} requests/s at the peak, ${seen.of === 'hottest' ? `${figure(seen.requestsPerSecond)} of them on the hottest instance with` : 'on'} ${figure(seen.processes)} ${seen.processes === 1 ? 'process' : 'processes'}: ${figure(each)}/s each`,
    ...(law.steps?.(each) ?? []),
    `all processes: ${figure(connectionsPerSecond)} connections/s, ${figure(openConnections)} open`,
    `held = (${figure(openConnections)} + ${figure(connectionsPerSecond)}/s × ${figure(quarantineSeconds)} s after close)${divided} = ${figure(held)}`,
  ];
}
