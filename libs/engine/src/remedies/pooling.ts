import { endpointPools } from '../plan/endpoint-pools.js';
import type { LegPath } from '../plan/leg-path.js';
import type { PoolingAdvice } from '../plan/result.js';
import { settingField } from './document-patch.js';
import { kept } from './leg-connections.js';
import { initiatorsOf, nodesOn, type Candidate, type Remedy, type Situation } from './remedy.js';

/**
 * Keep-alive with the smallest pools that serve, as the plan's pooling advice computes them: for all legs of a program at
 * once, since it is one change of that program.
 */
export const pooling: Remedy = {
  kind: 'pooling',
  effort: 'redeploy',
  leadTimeDays: 5,
  sources: [
    'https://www.rfc-editor.org/rfc/rfc9112#section-9.3 (persistent connections)',
    'https://blog.cloudflare.com/how-to-stop-running-out-of-ephemeral-ports-and-start-to-love-long-lived-connections/',
  ],
  forPool: (assessment, situation) =>
    initiatorsOf(assessment, situation).flatMap(({ node }) => {
      const legs = advisedLegs(node.id, situation);
      return legs.length === 0 ? [] : [{ candidate: keeping(node.id, legs, situation) }];
    }),
};

interface AdvisedLeg {
  readonly path: LegPath;
  readonly advice: PoolingAdvice;
}

function advisedLegs(initiator: string, { paths, pooling: advised }: Situation): readonly AdvisedLeg[] {
  return paths.flatMap((path) => {
    if (path.leg.from !== initiator) return [];
    const advice = advised.find(({ leg }) => leg === path.leg.id);
    return advice === undefined ? [] : [{ path, advice }];
  });
}

function keeping(initiator: string, legs: readonly AdvisedLeg[], { topology }: Situation): Candidate {
  const [only] = legs.length === 1 ? legs : [];
  return {
    id: `pooling:${only?.path.leg.id ?? initiator}`,
    title: `Keep the connections of ${only?.path.leg.id ?? `${initiator} alive on ${String(legs.length)} legs`}${only === undefined ? '' : ' alive'}`,
    because: only === undefined ? poolsText(legs) : poolText(only),
    patch: legs.flatMap(({ path, advice: { perProcess } }) => {
      const { maxIdle, maxConnections, idleTimeoutSeconds, maxAgeSeconds } = perProcess;
      return settingField(topology, 'legs', path.leg.id, ['connections'], {
        reuse: 'keep-alive',
        maxIdle,
        maxConnections,
        idleTimeoutSeconds,
        ...(maxAgeSeconds === null ? {} : { maxAgeSeconds }),
        ...kept(path),
      });
    }),
    touches: [...new Set(legs.flatMap(({ path }) => nodesOn(path)))],
    whyNot: 'it already opens hardly any connection',
  };
}

function poolsText(legs: readonly AdvisedLeg[]): string {
  const largest = Math.max(...legs.map(({ advice }) => advice.perProcess.maxConnections));
  const least = Math.min(...legs.map(({ advice }) => advice.requestsPerConnection));
  return `with pools of up to ${String(largest)} connections a process, each connection serves ${count(least)} requests or more; the settings of each leg stand under pooling`;
}

function poolText({ path, advice }: AdvisedLeg): string {
  const { maxConnections, maxIdle, idleTimeoutSeconds } = advice.perProcess;
  const { count: pools, maxIdleOfAll, maxConnectionsOfAll } = endpointPools(path);
  if (pools > 1) {
    const counted = (ofAll: boolean): string => (ofAll ? 'in all' : 'to each');
    return `a pool for each of ${String(pools)} endpoints a process, of ${String(maxConnections)} connections ${counted(maxConnectionsOfAll)}, ${String(maxIdle)} ${counted(maxIdleOfAll)} kept when idle, for ${String(idleTimeoutSeconds)} s at most, serves ${count(advice.requestsPerConnection)} requests a connection`;
  }
  return `a pool of ${String(maxConnections)} connections a process, ${String(maxIdle)} of them kept when idle, for ${String(idleTimeoutSeconds)} s at most, serves ${count(advice.requestsPerConnection)} requests a connection`;
}

function count(value: number): string {
  return value >= 10 ? String(Math.round(value)) : value.toFixed(1);
}
