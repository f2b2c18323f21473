import { egress, gateway, resource, steady } from '../../fixtures/plans.js';
import type { Allocation } from '../topology/translator.js';
import { plan } from './plan.js';
import type { PlanResult } from './result.js';

// Worked sizings of providers and products, read in November 2026, as documents.
const AZURE_DEFAULT =
  'learn.microsoft.com/azure/load-balancer/load-balancer-outbound-connections, 2026-07-07';
const AZURE_TROUBLE = 'learn.microsoft.com/azure/load-balancer/troubleshoot-outbound-connection, 2022-04-05';
const AZURE_RULES = 'learn.microsoft.com/azure/load-balancer/outbound-rules, 2024-04-11';
const DET44 = 's3-docs.fd.io/vpp, DET44 plugin';
const TNSR = 'docs.netgate.com/tnsr, Deterministic NAT';

function planned(profile: string, machines: number, publicIps: number, allocation?: Allocation): PlanResult {
  const nat = { profile, publicIps, ...(allocation === undefined ? {} : { allocation }) };
  return plan(egress(nat, machines), steady(0.001), {}, { recommendations: false });
}

function portsOfMachine(result: PlanResult): number | null {
  const [pool] = result.resources.filter(({ kind }) => kind === 'snat-ports');
  return pool?.capacity ?? null;
}

describe('ports of a machine', () => {
  it.each([
    [100, 1, 512],
    [100, 2, 1024],
    [100, 3, 1024],
  ])(`by default on Azure: of %d with %d addresses %d (${AZURE_DEFAULT})`, (machines, publicIps, ports) => {
    expect(portsOfMachine(planned('azure/load-balancer-outbound', machines, publicIps))).toBe(ports);
  });

  it.each([
    [10, 6400, AZURE_TROUBLE],
    [2, 32_000, AZURE_RULES],
    [1, 64_000, AZURE_RULES],
  ])('by hand on Azure: each of %d may have %d of one address (%s)', (machines, ports) => {
    expect(portsOfMachine(planned('azure/load-balancer-outbound', machines, 1, { kind: 'manual' }))).toBe(
      ports,
    );
    const given = { kind: 'manual', portsPerVm: ports } as const;
    expect(gateway(planned('azure/load-balancer-outbound', machines, 1, given)).requiredIps).toBe(1);
  });

  it(`seven machines of 10,000 on Azure are refused with one address, and have room on two (${AZURE_RULES})`, () => {
    const given = { kind: 'manual', portsPerVm: 10_000 } as const;
    const one = planned('azure/load-balancer-outbound', 7, 1, given);
    expect(resource(one, 'nat:snat-ports:api').status).toBe('exhausted');
    expect(gateway(one).requiredIps).toBe(2);
    const two = planned('azure/load-balancer-outbound', 7, 2, given);
    expect(resource(two, 'nat:snat-ports:api').status).toBe('ok');
  });

  it.each([
    [256, 4, 1008, DET44],
    [256, 1, 252, DET44],
    [131_072, 128, 63, TNSR],
  ])(
    'deterministic NAT: each of %d subscribers behind %d addresses has %d (%s)',
    (subscribers, publicIps, ports) => {
      const result = planned('cgnat', subscribers, publicIps, { kind: 'manual' });
      expect(portsOfMachine(result)).toBe(ports);
      expect(gateway(result).requiredIps).toBeLessThanOrEqual(publicIps);
    },
  );
});
