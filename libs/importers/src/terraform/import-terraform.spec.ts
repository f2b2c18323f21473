import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as fc from 'fast-check';
import { readForecast, readTopology } from '@portplan/documents';
import { plan, type Leg, type TopologyNode } from '@portplan/engine';
import { ImportError } from '../import-error.js';
import type { ImportResult } from '../import-result.js';
import { importTerraform } from './import-terraform.js';

/** Our own configuration, and the plan that Terraform 1.11.4 made of it with the AWS provider 5.100.0. */
const SHOP = readFileSync(
  fileURLToPath(new URL('../../../../examples/terraform-aws-shop/plan.json', import.meta.url)),
  'utf8',
);
const shop = importTerraform(SHOP, { name: 'shop' });

function node(result: ImportResult, id: string): TopologyNode {
  const found = result.topology.nodes.find((item) => item.id === id);
  if (found === undefined)
    throw new Error(`no node ${id}; there are ${result.topology.nodes.map((item) => item.id).join(', ')}`);
  return found;
}

function legsFrom(result: ImportResult, from: string): readonly Leg[] {
  return result.topology.legs.filter((leg) => leg.from === from);
}

function at(document: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], document);
}

const WEB = 'service-web-autoscaling-group-this';
const STOCK = 'service-stock-autoscaling-group-this';
const ACL = 'network-network-acl-public';

describe('the plan of the shop', () => {
  it('has two NAT gateways that are not alike: zone a has a second address, and the machines of zone c', () => {
    expect(node(shop, 'network-nat-gateway-this-eu-west-1a')).toMatchObject({
      kind: 'nat-gateway',
      profile: 'aws/nat-gateway',
      publicIps: 2,
      zones: 1,
    });
    expect(node(shop, 'network-nat-gateway-this-eu-west-1b')).toMatchObject({ publicIps: 1, zones: 1 });
  });

  it('warns that zone c leaves through zone a, which an expression over a variable tells', () => {
    const warning = shop.warnings.find(({ code }) => code === 'cross-zone-egress');
    expect(warning?.addresses).toEqual([
      'module.network.aws_nat_gateway.this["eu-west-1a"]',
      'module.network.aws_subnet.private["eu-west-1c"]',
    ]);
  });

  it('has groups with their bounds: 4 to 24 behind the application load balancer, 3 behind the network one', () => {
    expect(node(shop, WEB)).toMatchObject({ kind: 'backend', instances: { min: 4, max: 24 }, zones: 3 });
    expect(node(shop, STOCK)).toMatchObject({ kind: 'backend', instances: 3, zones: 3 });
  });

  it('has an application load balancer that ends connections, with its idle timeout', () => {
    expect(node(shop, 'lb-edge')).toMatchObject({ profile: 'aws/alb', idleTimeoutSeconds: 75 });
    expect(legsFrom(shop, 'lb-edge')).toMatchObject([
      { to: WEB, connections: { reuse: 'keep-alive', idleTimeoutSeconds: 75 } },
    ]);
    expect(legsFrom(shop, 'lb-edge-clients')).toMatchObject([
      {
        to: 'lb-edge',
        via: [ACL],
        connections: { reuse: 'keep-alive', idleTimeoutSeconds: 75, maxAgeSeconds: 3600 },
      },
    ]);
  });

  it('has a network load balancer that passes connections through, with the addresses of its clients', () => {
    expect(node(shop, 'lb-stock')).toMatchObject({ profile: 'aws/nlb', snat: false, zones: 3 });
    expect(legsFrom(shop, 'lb-stock-clients')).toMatchObject([{ to: STOCK, via: ['lb-stock'] }]);
  });

  it('sends two thirds of the calls through zone a: out of private subnets, through the gateway, then the public ACL', () => {
    const calls = legsFrom(shop, WEB).filter(({ to }) => to === 'internet');
    expect(calls.map(({ via, share }) => [via, share])).toEqual([
      [['network-nat-gateway-this-eu-west-1a', ACL], 0.666667],
      [['network-nat-gateway-this-eu-west-1b', ACL], 0.333333],
    ]);
  });

  it('sends calls to S3 past the NAT gateways, because the route tables have a gateway endpoint', () => {
    expect(node(shop, 'network-vpc-endpoint-s3')).toMatchObject({ kind: 'external' });
    const calls = legsFrom(shop, WEB).filter(({ to }) => to === 'network-vpc-endpoint-s3');
    expect(calls).toHaveLength(1);
    expect(calls[0]?.via).toBeUndefined();
  });

  it('has a stateless firewall with inline and separate rules, and warns of its narrow return range', () => {
    const acl = node(shop, ACL);
    expect(acl).toMatchObject({ kind: 'firewall', profile: 'aws/network-acl', stateful: false });
    expect(
      acl.kind === 'firewall'
        ? acl.rules?.map(({ direction, priority, ports }) => [direction, priority, ports])
        : [],
    ).toEqual([
      ['inbound', 100, [80, 80]],
      ['inbound', 110, [32768, 60999]],
      ['inbound', 120, [1, 65535]],
      ['outbound', 100, [1, 65535]],
    ]);
    const warning = shop.warnings.find(({ code }) => code === 'narrow-return-range');
    // 1 - 28,232 / 64,512: a NAT gateway uses ports 1024 to 65535.
    expect(warning?.message).toContain("56.2 % of the NAT gateway's ports get no reply");
  });

  it('has a demand for every clients node, to be edited', () => {
    const sources = shop.topology.nodes.filter(({ kind }) => kind === 'clients').map(({ id }) => id);
    expect(shop.forecast.demand.map(({ source }) => source)).toEqual(sources);
    expect(shop.forecast).toMatchObject({
      kind: 'Forecast',
      name: 'shop',
      start: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/) as string,
    });
  });

  it('is valid and can be planned as it is', () => {
    expect(readTopology(shop.topology)).toEqual(shop.topology);
    expect(readForecast(shop.forecast)).toEqual(shop.forecast);
    const result = plan(shop.topology, shop.forecast);
    expect(result.natGateways.map(({ node: id, currentIps }) => [id, currentIps])).toEqual([
      ['network-nat-gateway-this-eu-west-1a', 2],
      ['network-nat-gateway-this-eu-west-1b', 1],
    ]);
  });
});

describe('the account of an import', () => {
  it('lists every resource of the document exactly once, as understood or left out', () => {
    const document = JSON.parse(SHOP) as { resource_changes: readonly { address: string }[] };
    const listed = [...shop.understood, ...shop.notUnderstood].map(({ address }) => address).sort();
    expect(listed).toEqual(document.resource_changes.map(({ address }) => address).sort());
  });

  it('names a node of the topology for every resource that is understood', () => {
    const ids = new Set(shop.topology.nodes.map(({ id }) => id));
    expect(shop.understood.filter(({ as }) => !ids.has(as))).toEqual([]);
    expect(shop.understood).toContainEqual({
      address: 'module.network.aws_eip.nat_secondary["eu-west-1a-0"]',
      type: 'aws_eip',
      as: 'network-nat-gateway-this-eu-west-1a',
    });
  });

  it('gives each assumption with the value that stands at its pointer', () => {
    expect(shop.assumptions.length).toBeGreaterThan(0);
    for (const { document, pointer, value, reason } of shop.assumptions) {
      expect([pointer, at(shop[document], pointer)]).toEqual([pointer, value]);
      expect(value).toBeDefined();
      expect(reason).not.toBe('');
    }
  });

  it('leaves no number of a leg or a demand without an origin', () => {
    const marked = new Set([
      ...shop.assumptions.map(({ pointer }) => pointer),
      ...Object.keys(shop.provenance),
    ]);
    shop.topology.legs.forEach((leg, index) => {
      for (const field of ['callsPerRequest', 'share', 'responseTimeSeconds'] as const) {
        if (leg[field] !== undefined) expect(marked).toContain(`/legs/${String(index)}/${field}`);
      }
    });
  });

  it('gives the address of the resource for every value that was read', () => {
    const index = shop.topology.nodes.findIndex(({ id }) => id === WEB);
    expect(shop.provenance[`/nodes/${String(index)}/instances/max`]).toBe(
      'module.service["web"].aws_autoscaling_group.this',
    );
    for (const pointer of Object.keys(shop.provenance)) expect(at(shop.topology, pointer)).toBeDefined();
  });

  it('marks the same on the nodes and legs themselves', () => {
    expect(node(shop, WEB).provenance).toMatchObject({
      'instances.max': { kind: 'imported', from: 'module.service["web"].aws_autoscaling_group.this' },
      'instances.requestsPerSecondPerInstance': { kind: 'assumed' },
    });
  });

  it('is the same for the same document, parsed or not, in whatever order its resources stand', () => {
    const document = JSON.parse(SHOP) as Record<string, unknown>;
    expect(importTerraform(document, { name: 'shop' })).toEqual(shop);
    const reversed = JSON.parse(SHOP, (key, value: unknown) =>
      key === 'resources' || key === 'child_modules' || key === 'resource_changes'
        ? (value as unknown[]).toReversed()
        : value,
    ) as unknown;
    expect(JSON.stringify(importTerraform(reversed, { name: 'shop' }))).toBe(JSON.stringify(shop));
  });
});

describe('a plan of which parts are missing or malformed', () => {
  const JUNK: readonly unknown[] = [null, '', 7, [], {}, true, 'x'];

  /** The shop with some of its resources dropped, and some of its values replaced. */
  function damaged(draws: readonly number[], drop: boolean): unknown {
    let position = 0;
    const draw = (): number => draws[position++ % draws.length] ?? 1;
    return JSON.parse(SHOP, (key, value: unknown) => {
      if (drop && key === 'resources') return (value as unknown[]).filter(() => draw() > 0.4);
      return !drop && draw() < 0.02 ? JUNK[Math.floor(draw() * JUNK.length)] : value;
    });
  }

  it('is refused with an ImportError, or gives documents that are valid', () => {
    const draws = fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 50, maxLength: 200 });
    fc.assert(
      fc.property(draws, fc.boolean(), (list, drop) => {
        try {
          const result = importTerraform(damaged(list, drop));
          readTopology(result.topology);
          readForecast(result.forecast);
        } catch (error) {
          expect(error).toBeInstanceOf(ImportError);
        }
      }),
      { numRuns: 60 },
    );
  });
});
