import { egress, gateway, resource, steady } from '../../fixtures/plans.js';
import { portCount, portsHeld, sustainableConnectionRate } from '../ports/index.js';
import type { Allocation } from '../topology/translator.js';
import { plan } from './plan.js';
import type { PlanResult } from './result.js';

// Read in November 2026. What the folder of worked examples holds is tested elsewhere.
const AZURE_LB = 'learn.microsoft.com/azure/load-balancer/load-balancer-outbound-connections, 2024-04-11';
const AZURE_FIREWALL = 'learn.microsoft.com/azure/firewall/integrate-with-nat-gateway, 2026';
const AZURE_NAT = 'learn.microsoft.com/azure/nat-gateway/nat-gateway-resource, 2025-11-04';
const AWS_IPS = 'AWS blog, Attach multiple IPs to a NAT gateway, 2023';
const GOOGLE = 'cloud.google.com/nat/docs/ports-and-addresses, 2026';

function planned(profile: string, machines: number, publicIps: number, allocation?: Allocation): PlanResult {
  const nat = { profile, publicIps, ...(allocation === undefined ? {} : { allocation }) };
  return plan(egress(nat, machines), steady(0.001), {}, { recommendations: false });
}

function capacity(result: PlanResult): number {
  return resource(result, 'nat:snat-ports:api').capacity;
}

describe('ports toward one destination', () => {
  it.each([
    ['aws/nat-gateway', 8, 440_000, AWS_IPS],
    ['azure/nat-gateway', 1, 50_000, AZURE_NAT],
    ['azure/nat-gateway', 16, 800_000, AZURE_NAT],
    ['azure/firewall', 1, 4992, AZURE_FIREWALL],
    ['azure/firewall', 5, 24_960, AZURE_FIREWALL],
  ])('%s with %d addresses has %d (%s)', (profile, publicIps, ports) => {
    expect(capacity(planned(profile, 10, publicIps))).toBe(ports);
  });
});

describe(`the ports that Azure gives each machine of a pool by its size (${AZURE_LB})`, () => {
  it.each([
    [50, 1024],
    [51, 512],
    [100, 512],
    [101, 256],
    [200, 256],
    [201, 128],
    [400, 128],
    [401, 64],
    [800, 64],
    [801, 32],
    [1000, 32],
  ])('of %d machines: %d', (machines, ports) => {
    expect(capacity(planned('azure/load-balancer-outbound', machines, 1))).toBe(ports);
  });

  it('are set by hand to 1,280 of 64,000 for each of 50 machines, and not to the next multiple of eight', () => {
    const byHand = (portsPerVm: number): PlanResult =>
      planned('azure/load-balancer-outbound', 50, 1, { kind: 'manual', portsPerVm });
    expect(gateway(byHand(1280)).requiredIps).toBe(1);
    expect(gateway(byHand(1288)).requiredIps).toBe(2);
    expect(resource(byHand(1288), 'nat:snat-ports:api').status).toBe('exhausted');
  });
});

describe(`addresses that Google Cloud needs for static ports of machines (${GOOGLE})`, () => {
  it.each([
    [1008, 64, 1],
    [1009, 64, 2],
    [15, 4096, 1],
    [16, 4096, 2],
    [63, 1024, 1],
    [64, 1024, 2],
    [1000, 4096, 64],
  ])('%d machines of %d ports: %d', (machines, portsPerVm, publicIps) => {
    const result = planned('gcp/cloud-nat', machines, publicIps, { kind: 'static-per-vm', portsPerVm });
    expect(gateway(result).requiredIps).toBe(publicIps);
    expect(resource(result, 'nat:snat-ports:api').status).toBe('ok');
    expect(capacity(result)).toBe(portsPerVm);
  });
});

describe('connections a second that a host may open to one server', () => {
  it.each([
    [
      'Peterson, Davie, Computer Networks, ch. 5: ports 1024 to 5119, a minute of TIME_WAIT',
      [1024, 5119],
      60,
      68,
    ],
    ['serverdevworker.com/15449596ed: Windows before Vista', [1025, 5000], 240, 16.5],
    ['serverdevworker.com/15449596ed: Linux', [32_768, 60_999], 60, 470],
  ] as const)('%s', (_source, range, timeWaitSeconds, published) => {
    const rate = sustainableConnectionRate(portCount(range, []), timeWaitSeconds);
    expect(Math.abs(rate / published - 1)).toBeLessThan(0.005);
  });
});

describe('requests in flight, by Little’s law', () => {
  it.each([
    ['visheshrawal.in, Queueing theory: a database', 200, 0.015, 3],
    ['systemoverflow.com, Latency-concurrency-throughput: an API', 10_000, 0.05, 500],
    ['systemoverflow.com: the same, planned', 20_000, 0.1, 2000],
    ['cruxible.dev, Little’s law', 1000, 0.05, 50],
    ['davidasync.medium.com, Tuning the thread pool size', 10, 2, 20],
  ])('%s: %d a second of %d s are %d', (_source, requestsPerSecond, responseTimeSeconds, inFlight) => {
    expect(portsHeld(requestsPerSecond, responseTimeSeconds)).toBeCloseTo(inFlight, 9);
    const call = { responseTimeSeconds, connections: { reuse: 'none', closedBy: 'responder' } } as const;
    const result = plan(egress({ quarantineSeconds: 0 }, 1, call), steady(requestsPerSecond));
    expect(resource(result, 'nat:snat-ports:api').peak.offeredLoad).toBeCloseTo(inFlight, 6);
  });
});

describe('Azure Firewall (learn.microsoft.com/azure/firewall/deploy-multi-public-ip-powershell, 2026-03-28)', () => {
  it('takes another address once the ports of one are exhausted: its addresses are one pool', () => {
    const policy = { targetUtilization: 0.99, softUtilization: 0.99, blockingProbability: 1e-3 };
    const result = plan(egress({ profile: 'azure/firewall', publicIps: 4 }), steady(80), policy);
    // 80 a second of 241 s are 19,280 erlangs: four pools of 4,992 would each lose 0.03 %, one of 19,968 loses next to nothing.
    const { peak, status } = resource(result, 'nat:snat-ports:api');
    expect(peak.offeredLoad).toBeCloseTo(19_280, 6);
    expect(peak.blockingProbability).toBeLessThan(1e-6);
    expect(status).toBe('ok');
  });
});
