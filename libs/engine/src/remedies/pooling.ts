import { settingField } from './document-patch.js';
import { kept } from './leg-connections.js';
import { nodesOn, pathsOf, type Remedy } from './remedy.js';

/** Keep-alive with the smallest pool that serves the leg, as the plan's pooling advice computes it. */
export const pooling: Remedy = {
  kind: 'pooling',
  effort: 'redeploy',
  leadTimeDays: 5,
  sources: [
    'https://www.rfc-editor.org/rfc/rfc9112#section-9.3 (persistent connections)',
    'https://blog.cloudflare.com/how-to-stop-running-out-of-ephemeral-ports-and-start-to-love-long-lived-connections/',
  ],
  forPool: (assessment, situation) =>
    pathsOf(assessment, situation).flatMap((path) => {
      const { leg } = path;
      const advice = situation.pooling.find((each) => each.leg === leg.id);
      if (advice === undefined) return [];
      const { maxIdle, maxConnections, idleTimeoutSeconds, maxAgeSeconds } = advice.perProcess;
      return [
        {
          candidate: {
            id: `pooling:${leg.id}`,
            title: `Keep the connections of ${leg.id} alive`,
            because: `a pool of ${String(maxConnections)} connections a process, ${String(maxIdle)} of them kept when idle, for ${String(idleTimeoutSeconds)} s at most, serves ${count(advice.requestsPerConnection)} requests a connection`,
            patch: settingField(situation.topology, 'legs', leg.id, ['connections'], {
              reuse: 'keep-alive',
              maxIdle,
              maxConnections,
              idleTimeoutSeconds,
              ...(maxAgeSeconds === null ? {} : { maxAgeSeconds }),
              ...kept(path),
            }),
            touches: nodesOn(path),
            whyNot: 'the leg already opens hardly any connection',
          },
        },
      ];
    }),
};

function count(value: number): string {
  return value >= 10 ? String(Math.round(value)) : value.toFixed(1);
}
