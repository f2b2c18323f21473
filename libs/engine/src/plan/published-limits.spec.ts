import { egress, resource, steady } from '../../fixtures/plans.js';
import { readWorkedExamples, type WorkedExample } from '../../fixtures/read-worked-examples.js';
import { findProfile } from '../catalog/catalog.js';
import type { TopologyNode } from '../topology/node.js';
import { plan } from './plan.js';

function example(category: string, id: string): WorkedExample {
  const found = readWorkedExamples(category).find((each) => each.id === id);
  if (found === undefined) throw new Error(`no example ${id}`);
  return found;
}

function capacity(profile: string, publicIps: number): number {
  return resource(plan(egress({ profile, publicIps }), steady(1)), 'nat:snat-ports:api').capacity;
}

describe('limits that were published as totals', () => {
  it('aws-03: 32 addresses of a regional NAT gateway hold 1,760,000 connections to one destination', () => {
    const { inputs, expected } = example('aws', 'aws-03');
    expect(capacity('aws/nat-gateway-regional', Number(inputs['ips_per_az']))).toBe(
      expected['max_concurrent_to_one_destination_per_az'],
    );
  });

  it('azfw-01: 250 addresses of an Azure Firewall with two instances have 1,248,000 ports', () => {
    const { inputs, expected } = example('azfw', 'azfw-01');
    expect(capacity('azure/firewall', Number(inputs['public_ips']))).toBe(expected['total_ports']);
  });

  it.each(['aznat-02', 'aznat-03'])(
    '%s: 64,512 ports an address on Azure, of which 50,000 serve one destination',
    (id) => {
      const { inputs, expected } = example('aznat', id);
      const ports = findProfile('azure/nat-gateway')?.translator?.portsPerIp;
      expect(Number(ports?.disagreements?.[0]?.value) * Number(inputs['public_ips'])).toBe(
        expected['total_ports'],
      );
      expect(capacity('azure/nat-gateway', Number(inputs['public_ips']))).toBe(
        50_000 * Number(inputs['public_ips']),
      );
    },
  );

  it('rate-02: four source addresses on Linux have 112,928 connections to one destination', () => {
    const { inputs, expected } = example('rate', 'rate-02');
    const base = egress({});
    const host = { sourceIps: Number(inputs['source_or_dest_ips']) };
    const nodes = base.nodes.map((node): TopologyNode =>
      node.kind === 'backend' ? { ...node, host } : node,
    );
    expect(resource(plan({ ...base, nodes }, steady(1)), 'app:ephemeral-ports:api').capacity).toBe(
      expected['max_connections'],
    );
  });
});

describe('prices', () => {
  const prices = findProfile('aws/nat-gateway')?.prices;

  it.each([
    ['aws-04', 'gatewayHour', 'hours', 'usd_per_month'],
    ['aws-06', 'gigabyte', 'gb', 'usd'],
    ['aws-07', 'addressHour', 'hours', 'usd_per_month'],
    ['aws-08', 'addressHour', 'hours', 'usd_per_month'],
  ] as const)('%s: %s × %s', (id, price, quantity, result) => {
    const { inputs, expected } = example('aws', id);
    expect((prices?.[price]?.value ?? 0) * Number(inputs[quantity])).toBeCloseTo(Number(expected[result]), 9);
  });
});
