import { egress, resource, SALE, steady } from '../../fixtures/plans.js';
import { plan } from '../plan/plan.js';
import type { PlanResult } from '../plan/result.js';
import type { Alert } from './alert.js';

function alert(result: PlanResult, id: string): Alert {
  const found = result.alerts.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no ${id} among ${result.alerts.map((each) => each.id).join()}`);
  return found;
}

describe('the alerts of a NAT gateway on AWS', () => {
  // 500 connections a second, open 1 s and held another 60: 30,500 of 55,000 tuples.
  const result = plan(egress({}), steady(500));

  it('wake somebody for the first connection that finds no port', () => {
    // AWS: "a value greater than zero indicates that too many concurrent connections are open" (ErrorPortAllocation).
    expect(alert(result, 'nat:snat-ports:api:refused')).toMatchObject({
      severity: 'critical',
      system: 'cloudwatch',
      namespace: 'AWS/NATGateway',
      metric: 'ErrorPortAllocation',
      statistic: 'sum',
      dimension: 'NatGatewayId',
      threshold: 0,
    });
  });

  it('warn of the connection rate that fills the ports to the target', () => {
    // 55,000 × 0.8 / 61 s = 721.3 a second, 43,278 a minute.
    const warning = alert(result, 'nat:snat-ports:api:opened');
    expect(warning).toMatchObject({ metric: 'ConnectionAttemptCount', severity: 'warning' });
    expect(warning.threshold).toBeLessThanOrEqual((55_000 * 0.8 * 60) / 61);
    expect(warning.threshold).toBeGreaterThan(((55_000 * 0.8 * 60) / 61) * 0.999);
  });

  it('warn of the same rate where a surge is planned, after which more is held than is opened', () => {
    const surge = plan(egress({}), steady(50, { events: [SALE] }));
    expect(resource(surge, 'nat:snat-ports:api').peak.connectionsPerSecond).toBe(50);
    for (const id of ['nat:snat-ports:api:opened', 'app:ephemeral-ports:api:opened']) {
      expect(alert(surge, id).threshold).toBe(alert(result, id).threshold);
    }
  });

  it('count what goes to other destinations, which the metric cannot tell apart', () => {
    const base = egress({});
    const both = {
      ...base,
      nodes: [...base.nodes, { id: 'other', kind: 'external' as const }],
      legs: [
        ...base.legs,
        { id: 'more', from: 'app', to: 'other', via: ['nat'], callsPerRequest: 0.5, responseTimeSeconds: 1 },
      ],
    };
    const alone = alert(result, 'nat:snat-ports:api:opened').threshold;
    const together = alert(plan(both, steady(500)), 'nat:snat-ports:api:opened').threshold;
    expect(together / alone).toBeCloseTo(1.5, 3);
  });

  it('have no connection rate where connections do not follow the traffic in a straight line', () => {
    const pooled = egress({}, 10, { connections: { reuse: 'keep-alive', maxIdle: 5 } });
    const ids = plan(pooled, steady(500)).alerts.map(({ id }) => id);
    expect(ids).toContain('nat:snat-ports:api:refused');
    expect(ids).not.toContain('nat:snat-ports:api:opened');
  });
});

describe('the alerts of Google Cloud NAT', () => {
  it('warn of the ports that one machine holds toward one endpoint', () => {
    const allocation = { kind: 'static-per-vm', portsPerVm: 1024 } as const;
    const result = plan(egress({ profile: 'gcp/cloud-nat', allocation }), steady(10));
    const pool = resource(result, 'nat:snat-ports:api');
    expect(pool.capacity).toBe(1024);
    const { threshold, metric } = alert(result, 'nat:snat-ports:api:held');
    expect(metric).toBe('compute.googleapis.com/nat/port_usage');
    expect(threshold).toBe(Math.floor(1024 * 0.8));
  });
});

describe('the alerts of Azure', () => {
  it('are of failed connections by their state', () => {
    const refused = alert(
      plan(egress({ profile: 'azure/nat-gateway' }), steady(10)),
      'nat:snat-ports:api:refused',
    );
    expect(refused).toMatchObject({ metric: 'SNATConnectionCount', filter: { ConnectionState: 'Failed' } });
  });

  it('are a percentage where the firewall says one', () => {
    const result = plan(egress({ profile: 'azure/firewall' }), steady(10));
    const { metric, threshold } = alert(result, 'nat:snat-ports:api:held');
    expect(metric).toBe('SNATPortUtilization');
    expect(threshold).toBeGreaterThan(70);
    expect(threshold).toBeLessThanOrEqual(80);
  });
});

describe('the alerts of a Linux host', () => {
  it('are a PromQL rate, with the id of the node as the job', () => {
    const { expression, threshold } = alert(plan(egress({}), steady(500)), 'app:ephemeral-ports:api:opened');
    // 28,232 × 0.8 / 61 s on each of ten hosts.
    expect(threshold).toBeCloseTo((28_232 * 0.8) / 61, 0);
    expect(expression).toBe(`rate(node_netstat_Tcp_ActiveOpens{job="app"}[5m]) > ${String(threshold)}`);
  });

  it('cannot be set where the provider runs the hosts', () => {
    const base = egress({});
    const nodes = base.nodes.map((node) =>
      node.id === 'app' ? ({ id: 'app', kind: 'load-balancer', profile: 'aws/alb' } as const) : node,
    );
    const { alerts } = plan({ ...base, nodes }, steady(500));
    expect(alerts.filter(({ node }) => node === 'app')).toEqual([]);
  });
});
