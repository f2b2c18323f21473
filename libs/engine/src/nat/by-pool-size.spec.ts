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

  it('gives that much for each frontend address', () => {
    expect(byPoolSize.portsPerVm({ allocation, facts, publicIps: 3, instances: 60 })).toBe(3 * 512);
  });

  it('serves a pool of 1,000, and gives the 1,001st instance nothing', () => {
    const input = { allocation, facts, publicIps: 1, instances: 1001 };
    expect(byPoolSize.machinesServed(input)).toBe(1000);
    expect(byPoolSize.portsPerVm(input)).toBe(0);
    expect(byPoolSize.provide({ ...input, neededPortsPerVm: 1 }).publicIps).toBeNull();
  });

  it('asks for an address for each row’s worth of ports', () => {
    const input = { allocation, facts, publicIps: 1, instances: 60, neededPortsPerVm: 1025 };
    expect(byPoolSize.provide(input)).toEqual({ publicIps: 3, portsPerVm: 1536 });
  });

  it('is no rule of a provider without a table', () => {
    const input = { allocation, facts: {}, publicIps: 4, instances: 10 };
    expect(byPoolSize.portsPerVm(input)).toBe(0);
    expect(byPoolSize.machinesServed(input)).toBe(0);
  });
});
