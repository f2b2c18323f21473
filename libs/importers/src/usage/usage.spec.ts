import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseDocumentText, readUsage, type Usage } from '@portplan/documents';
import { plan, type Leg, type Topology } from '@portplan/engine';
import { importHaproxy } from '../haproxy/import-haproxy.js';
import type { ImportResult } from '../import-result.js';
import { importLinux } from '../linux/import-linux.js';
import { importTerraform } from '../terraform/import-terraform.js';
import { withUsage } from './apply-usage.js';
import { usageSkeleton } from './usage-skeleton.js';

const PLAN = readFileSync(
  fileURLToPath(new URL('../../../../examples/terraform-aws-shop/plan.json', import.meta.url)),
  'utf8',
);
const SHOP = importTerraform(PLAN);
const HAPROXY = importHaproxy(`
frontend web
  bind :80
  default_backend app
backend app
  server a 10.0.0.1:80
`);
const LINUX = importLinux(['net.ipv4.ip_local_port_range = 32768 60999\n']);

const GATEWAYS = 'module.network.aws_nat_gateway.this';
const WEB = 'module.service["web"].aws_autoscaling_group.this';

function usage(resources: object, more: object = {}): Usage {
  return readUsage({ apiVersion: 'portplan/v1', kind: 'Usage', resources, ...more });
}

function withoutProvenance(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, each: unknown) => (key === 'provenance' ? undefined : each)));
}

function legTo({ legs }: Topology, from: string, to: string): readonly Leg[] {
  return legs.filter((leg) => leg.from === from && leg.to === to);
}

describe('the skeleton of a usage file', () => {
  it.each<readonly [string, ImportResult]>([
    ['a Terraform plan', SHOP],
    ['a HAProxy configuration', HAPROXY],
    ['a Linux host', LINUX],
  ])('of %s is read back to the same documents, with every value given', (_, result) => {
    const skeleton = usageSkeleton(result);
    const read = withUsage(result, readUsage(parseDocumentText(skeleton)));
    expect(withoutProvenance(read.topology)).toEqual(withoutProvenance(result.topology));
    expect(read.forecast).toEqual(result.forecast);
    // Shares follow the plan, and ids are no values.
    expect(read.assumptions.filter(({ pointer }) => !/\/(share|id)$/.test(pointer))).toEqual([]);
    expect(JSON.stringify(read.topology)).toContain('"kind":"given","from":"usage file, ');
  });

  it('has every assumed value with its reason', () => {
    const skeleton = usageSkeleton(SHOP);
    expect(skeleton).toContain(
      'requestsPerSecond: 100 # assumed: the source does not say how many requests arrive',
    );
    expect(skeleton).toContain('requestsPerSecondPerInstance: 50 # assumed: ');
    for (const { pointer, reason } of SHOP.assumptions)
      if (!/\/(share|id)$/.test(pointer)) expect(skeleton).toContain(`# assumed: ${reason}`);
  });

  it('says once what is the same for all instances of a resource', () => {
    expect(usageSkeleton(SHOP)).toContain('module.network.aws_nat_gateway.this[*]:\n    destinations:\n');
  });
});

describe('a usage file', () => {
  it('divides what leaves through a gateway among destinations', () => {
    const read = withUsage(
      SHOP,
      usage({
        [GATEWAYS]: {
          destinations: [
            {
              name: 'payments',
              share: 0.4,
              responseTimeSeconds: 0.8,
              connections: { reuse: 'keep-alive', requestsPerConnection: 10 },
            },
            { name: 'objects', endpoints: 64, share: 0.6, responseTimeSeconds: 0.05 },
          ],
        },
      }),
    );
    const { nodes } = read.topology;
    expect(nodes.some(({ id }) => id === 'internet')).toBe(false);
    expect(nodes.find(({ id }) => id === 'objects')).toMatchObject({
      kind: 'external',
      endpoints: 64,
      provenance: { endpoints: { kind: 'given' } },
    });
    expect(nodes.find(({ id }) => id === 'payments')).toMatchObject({
      endpoints: 1,
      provenance: { endpoints: { kind: 'assumed' } },
    });
    const legs = legTo(read.topology, 'service-web-autoscaling-group-this', 'payments');
    // Two thirds of its subnets leave through one gateway, one third through the other.
    expect(legs.map(({ share }) => share)).toEqual([0.266667, 0.133333]);
    expect(legs[0]).toMatchObject({
      id: 'service-web-autoscaling-group-this-to-payments-via-network-nat-gateway-this-eu-west-1a',
      responseTimeSeconds: 0.8,
      callsPerRequest: 1,
      connections: { reuse: 'keep-alive', requestsPerConnection: 10 },
      provenance: {
        responseTimeSeconds: { kind: 'given', from: `usage file, ${GATEWAYS}` },
        callsPerRequest: { kind: 'assumed' },
      },
    });
    const pools = plan(read.topology, read.forecast).resources.map(({ id }) => id);
    expect(pools).toContain('network-nat-gateway-this-eu-west-1a:snat-ports:objects');
  });

  it('gives rates, holding times, growth of instances and the time of the forecast', () => {
    const read = withUsage(
      SHOP,
      usage(
        {
          'aws_lb.edge': { requestsPerSecond: 1200, responseTimeSeconds: { low: 0.1, high: 0.3 } },
          [WEB]: { instances: { requestsPerSecondPerInstance: 80 }, host: { sourceIps: 2 } },
        },
        { forecast: { start: '2027-01-01T00:00:00Z', steps: 24 } },
      ),
    );
    expect(read.forecast).toMatchObject({ start: '2027-01-01T00:00:00Z', steps: 24, stepSeconds: 3600 });
    expect(read.forecast.demand[0]).toEqual({ source: 'lb-edge-clients', requestsPerSecond: 1200 });
    expect(read.topology.nodes.find(({ id }) => id.includes('web'))).toMatchObject({
      instances: { min: 4, max: 24, requestsPerSecondPerInstance: 80 },
      host: { profile: 'linux', sourceIps: 2 },
      provenance: {
        'instances.max': { kind: 'imported' },
        'instances.requestsPerSecondPerInstance': { kind: 'given' },
        'host.profile': { kind: 'assumed' },
        'host.sourceIps': { kind: 'given' },
      },
    });
    expect(read.topology.legs.find(({ to }) => to === 'lb-edge')?.responseTimeSeconds).toEqual({
      low: 0.1,
      high: 0.3,
    });
  });

  it('lets what is more specific win: kind, type, address without key, with a key, caller', () => {
    const read = withUsage(
      SHOP,
      usage(
        {
          [`${GATEWAYS}[*]`]: { responseTimeSeconds: 3 },
          [`${GATEWAYS}["eu-west-1a"]`]: {
            responseTimeSeconds: 4,
            from: { [WEB]: { responseTimeSeconds: 5 } },
          },
        },
        {
          defaults: {
            'nat-gateway': { responseTimeSeconds: 1, callsPerRequest: 7 },
            aws_nat_gateway: { responseTimeSeconds: 2 },
            aws_of_another_plan: { endpoints: 2 },
          },
        },
      ),
    );
    const seconds = (name: string): unknown =>
      legTo(read.topology, `service-${name}-autoscaling-group-this`, 'internet').map(
        ({ responseTimeSeconds, callsPerRequest }) => [responseTimeSeconds, callsPerRequest],
      );
    expect(seconds('web')).toEqual([
      [5, 7],
      [3, 7],
    ]);
    expect(seconds('stock')).toEqual([
      [4, 7],
      [3, 7],
    ]);
  });

  it('lets a workload say its own destinations, through whichever gateway', () => {
    const read = withUsage(
      SHOP,
      usage({
        [WEB]: { destinations: [{ name: 'bank', callsPerRequest: 0.2 }, { name: 'internet' }] },
      }),
    );
    expect(legTo(read.topology, 'service-web-autoscaling-group-this', 'bank')).toHaveLength(2);
    expect(legTo(read.topology, 'service-web-autoscaling-group-this', 'internet')).toHaveLength(2);
    expect(legTo(read.topology, 'service-stock-autoscaling-group-this', 'bank')).toEqual([]);
  });

  it('replaces connections whole where they are reused in another way, and field by field where not', () => {
    const connections = (given: object): unknown =>
      withUsage(SHOP, usage({ 'aws_lb.edge': { connections: given } })).topology.legs.find(
        ({ to }) => to === 'lb-edge',
      )?.connections;
    expect(connections({ reuse: 'none' })).toEqual({ reuse: 'none' });
    expect(connections({ reuse: 'keep-alive', requestsPerConnection: 9 })).toEqual({
      reuse: 'keep-alive',
      idleTimeoutSeconds: 75,
      maxAgeSeconds: 3600,
      requestsPerConnection: 9,
    });
  });

  it('outlives a plan in which count came to a resource', () => {
    const counted = importTerraform(PLAN.replaceAll('"aws_lb.edge"', '"aws_lb.edge[0]"'));
    const read = withUsage(counted, usage({ 'aws_lb.edge': { requestsPerSecond: 7 } }));
    expect(read.forecast.demand).toContainEqual({ source: 'lb-edge-0-clients', requestsPerSecond: 7 });
  });

  it('holds for other sources by the names that they have', () => {
    const proxied = withUsage(
      HAPROXY,
      usage({ haproxy: { requestsPerSecond: 5, instances: 3 }, app: { responseTimeSeconds: 0.02 } }),
    );
    expect(proxied.forecast.demand[0]?.requestsPerSecond).toBe(5);
    expect(proxied.topology.nodes.find(({ id }) => id === 'haproxy')).toMatchObject({ instances: 3 });
    const host = withUsage(
      LINUX,
      usage({ host: { destinations: [{ name: 'cache', endpoints: 3 }, { name: 'bank' }] } }),
    );
    expect(host.topology.legs.map(({ id }) => id)).toEqual([
      'host-destination-bank',
      'host-destination-cache',
      'load-host',
    ]);
  });
});
