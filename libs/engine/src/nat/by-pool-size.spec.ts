import { readWorkedExamples } from '../../fixtures/read-worked-examples.js';
import { findProfile } from '../catalog/catalog.js';
import type { TranslatorFacts } from '../catalog/profile.js';
import { byPoolSize } from './by-pool-size.js';

const facts: TranslatorFacts = findProfile('azure/load-balancer-outbound')?.translator ?? {};
const allocation = { kind: 'by-pool-size' } as const;

describe('Azure Load Balancer, default allocation', () => {
  const rows = [...readWorkedExamples('azlb'), ...readWorkedExamples('aks')].filter(
    ({ inputs }) => inputs['allocation'] === 'default',
  );
  it.each(rows.map((row) => [row.id, row.inputs['pool_size'], row] as const))(
    '%s: a pool of %d',
    (_id, _size, { inputs, expected }) => {
      const ports = byPoolSize.portsPerVm({
        allocation,
        facts,
        publicIps: Number(inputs['frontend_ips'] ?? 1),
        instances: Number(inputs['pool_size']),
      });
      expect(ports).toBe(expected['ports_per_instance']);
    },
  );

  // learn.microsoft.com/azure/load-balancer/load-balancer-outbound-connections, 2026-07-07: MIN(default × addresses, 1024).
  it.each([
    [100, 1, 512],
    [100, 2, 1024],
    [100, 3, 1024],
    [50, 2, 1024],
    [1000, 16, 512],
  ])('gives each of %d machines with %d frontend addresses %d ports', (instances, publicIps, ports) => {
    expect(byPoolSize.portsPerVm({ allocation, facts, publicIps, instances })).toBe(ports);
  });

  it('serves a pool of 1,000, and gives the 1,001st instance nothing', () => {
    const input = { allocation, facts, publicIps: 1, instances: 1001 };
    expect(byPoolSize.machinesServed(input)).toBe(1000);
    expect(byPoolSize.portsPerVm(input)).toBe(0);
    expect(byPoolSize.provide({ ...input, neededPortsPerVm: 1 }).publicIps).toBeNull();
  });

  it('asks for an address for each row’s worth of ports', () => {
    const input = { allocation, facts, publicIps: 1, instances: 60, neededPortsPerVm: 513 };
    expect(byPoolSize.provide(input)).toEqual({ publicIps: 2, portsPerVm: 1024 });
  });

  it('has no number of addresses for more ports than 1,024', () => {
    const input = { allocation, facts, publicIps: 1, instances: 60, neededPortsPerVm: 1025 };
    expect(byPoolSize.provide(input).publicIps).toBeNull();
  });

  it('is no rule of a provider without a table', () => {
    const input = { allocation, facts: {}, publicIps: 4, instances: 10 };
    expect(byPoolSize.portsPerVm(input)).toBe(0);
    expect(byPoolSize.machinesServed(input)).toBe(0);
  });
});
