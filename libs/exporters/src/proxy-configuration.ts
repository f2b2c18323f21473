import type { PlanResult } from '@portplan/engine';

/**
 * The configuration lines of every pool that a plan advises, by leg and product, as a file with comments. Empty but for
 * the first line where no pool is advised.
 */
export function proxyConfiguration({ pooling, engineVersion }: PlanResult): string {
  const sections = pooling.flatMap(({ leg, perProcess, poolsPerProcess, before, after, config }) => [
    `# ${'='.repeat(70)}`,
    `# ${leg}: at most ${String(perProcess.maxConnections)} connections a process, ${String(perProcess.maxIdle)} kept idle for ${String(perProcess.idleTimeoutSeconds)} s`,
    ...(poolsPerProcess > 1
      ? [`# a pool for each of ${String(poolsPerProcess)} endpoints; limits are as the product counts them`]
      : []),
    `# ${String(Math.ceil(before.ports))} ports become ${String(Math.ceil(after.ports))}`,
    ...Object.entries(config).flatMap(([product, lines]) => [`# --- ${product}`, lines.trimEnd(), '']),
  ]);
  return (
    [`# Connection pools computed by Portplan ${engineVersion}`, ...sections].join('\n').trimEnd() + '\n'
  );
}
