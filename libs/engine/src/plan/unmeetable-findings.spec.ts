import { egress, steady } from '../../fixtures/plans.js';
import type { NatGatewayNode } from '../topology/node.js';
import { plan } from './plan.js';
import type { Finding } from './result.js';

const unmeetable = (
  gateway: Partial<NatGatewayNode>,
  machines: number,
  requestsPerSecond: number,
): readonly Finding[] => {
  const result = plan(egress(gateway, machines), steady(requestsPerSecond), {}, { recommendations: false });
  const found = result.findings.filter(({ code }) => code === 'no-number-of-addresses');
  // The finding is there exactly where the gateway has no answer.
  expect(found.length > 0).toBe(result.natGateways[0]?.requiredIps === null);
  return found;
};

describe('a policy that no number of public addresses can meet', () => {
  it('netfilter pins a single machine to one address: more of them stand idle', () => {
    const [finding] = unmeetable({ profile: 'linux/iptables-masquerade' }, 1, 1000);
    expect(finding).toMatchObject({
      severity: 'critical',
      node: 'nat',
      constraint: 'ip-selection',
      unit: 'erlangs',
    });
    // 1,000/s held 1 s open and 120 s after, all on one address of 64,512 ports.
    expect(finding?.observed).toBe(121_000);
    expect(finding?.limit).toBeGreaterThan(45_000);
    expect(finding?.limit).toBeLessThan(64_512);
    expect(finding?.message).toMatch(
      /^no number of public addresses lets nat meet the policy toward api: a hash pins each machine to one address .* hold 121000 ports of it/,
    );
    expect(finding?.remedy).toMatch(
      /fewer connections.*at least 3 times as many machines or source addresses.*more endpoints of api/,
    );
  });

  it('and does not where forty machines share the load', () => {
    expect(unmeetable({ profile: 'linux/iptables-masquerade' }, 40, 1000)).toEqual([]);
  });

  it('Cloud NAT gives a machine 65,536 ports at most', () => {
    const allocation = { kind: 'static-per-vm', portsPerVm: 64 } as const;
    const [finding] = unmeetable({ profile: 'gcp/cloud-nat', allocation }, 1, 1000);
    expect(finding).toMatchObject({
      constraint: 'provider-limit:portsPerVm',
      limit: 65_536,
      unit: 'ports',
      message: expect.stringContaining(
        'Google Cloud NAT, public gives it 65536 at most, whatever the addresses',
      ),
    });
    expect(finding?.observed).toBeGreaterThan(121_000);
  });

  it('a largest block that the topology itself sets lower is said to be its own, with how far it can be raised', () => {
    const allocation = { kind: 'dynamic-per-vm', minPortsPerVm: 64, maxPortsPerVm: 1024 } as const;
    const [finding] = unmeetable({ profile: 'gcp/cloud-nat', allocation }, 10, 1000);
    expect(finding).toMatchObject({
      constraint: 'allocation:maxPortsPerVm',
      limit: 1024,
      remedy: expect.stringMatching(/^raise allocation\.maxPortsPerVm \(up to 65536\), or open fewer/),
    });
  });

  it('App Service has 128 ports an instance, however many addresses', () => {
    expect(unmeetable({ profile: 'azure/app-service' }, 2, 10)).toMatchObject([
      { constraint: 'provider-limit:portsPerVm', limit: 128, unit: 'ports' },
    ]);
  });

  it('Azure’s table of ports by pool size ends at 1,000 machines', () => {
    expect(unmeetable({ profile: 'azure/load-balancer-outbound' }, 1001, 10)).toMatchObject([
      { constraint: 'provider-limit:poolSize', observed: 1001, limit: 1000, unit: 'machines' },
    ]);
  });

  it('Azure’s table gives no machine more than 1,024 ports, however many addresses; by hand it can have more', () => {
    // 50/s of each machine, held 241 s.
    expect(unmeetable({ profile: 'azure/load-balancer-outbound' }, 2, 100)).toMatchObject([
      {
        constraint: 'provider-limit:portsPerVm',
        limit: 1024,
        unit: 'ports',
        remedy: expect.stringMatching(/^allot ports by hand/),
      },
    ]);
  });

  it('a carrier’s block lies on one address: 64,512 ports at most', () => {
    const allocation = { kind: 'manual' } as const;
    expect(unmeetable({ profile: 'cgnat', allocation }, 1, 1000)).toMatchObject([
      { constraint: 'provider-limit:portsPerVm', limit: 64_512, unit: 'ports' },
    ]);
  });

  it('AWS picks an address for each connection, so that a number of them always does', () => {
    expect(unmeetable({ profile: 'aws/nat-gateway' }, 1, 100_000)).toEqual([]);
  });
});
