import * as fc from 'fast-check';
import { readWorkedExamples, type WorkedExample } from '../../fixtures/read-worked-examples.js';
import { findProfile } from '../catalog/catalog.js';
import type { TranslatorFacts } from '../catalog/profile.js';
import { ALLOCATION_RULES } from './index.js';

function factsOf(id: string): TranslatorFacts {
  return findProfile(id)?.translator ?? {};
}

const gcp = factsOf('gcp/cloud-nat');
const azure = factsOf('azure/load-balancer-outbound');
const cgn = factsOf('cgnat');

function example(category: string, id: string): WorkedExample {
  const found = readWorkedExamples(category).find((each) => each.id === id);
  if (found === undefined) throw new Error(`no example ${id}`);
  return found;
}

function gcpMachines(portsPerVm: number, publicIps: number): number {
  return ALLOCATION_RULES['static-per-vm'].machinesServed({
    allocation: { kind: 'static-per-vm', portsPerVm },
    facts: gcp,
    publicIps,
    instances: 1,
  });
}

describe('Cloud NAT, static allocation', () => {
  it.each([
    ['gcp-02', 64, 2, 2016],
    ['gcp-04', 1024, 1, 63],
  ])('%s: %d ports a VM and %d addresses serve %d VMs', (id, portsPerVm, publicIps, machines) => {
    expect(example('gcp', id).expected['max_vms']).toBe(machines);
    expect(gcpMachines(portsPerVm, publicIps)).toBe(machines);
  });

  it('gcp-08: 2,048 ports a VM serve about 30 VMs with one address: 31', () => {
    expect(gcpMachines(2048, 1)).toBe(example('gcp', 'gcp-08').recomputed['max_nodes_approx']);
  });

  it('gcp-05: 256 GKE nodes of 1,024 ports need 5 addresses', () => {
    const provision = ALLOCATION_RULES['static-per-vm'].provide({
      allocation: { kind: 'static-per-vm', portsPerVm: 1024 },
      facts: gcp,
      publicIps: 1,
      instances: 256,
      neededPortsPerVm: 1,
    });
    expect(provision.publicIps).toBe(example('gcp', 'gcp-05').expected['nat_ips']);
  });

  it('gcp-09: counts 50 ports as 64, as the API says', () => {
    const provision = ALLOCATION_RULES['static-per-vm'].provide({
      allocation: { kind: 'static-per-vm', portsPerVm: 50 },
      facts: gcp,
      publicIps: 1,
      instances: 1008,
      neededPortsPerVm: 1,
    });
    expect(provision).toEqual({ publicIps: 1, portsPerVm: 64 });
  });

  it('gcp-06 and gcp-12: where users count blocks unrounded, the rounded count is the safe side of them', () => {
    expect(gcpMachines(10_000, 1)).toBe(3);
    expect(gcpMachines(10_000, 1)).toBeLessThan(Number(example('gcp', 'gcp-06').expected['max_nodes']));
    expect(gcpMachines(7168, 1)).toBe(7);
    expect(gcpMachines(7168, 1)).toBeLessThan(Number(example('gcp', 'gcp-12').expected['max_nodes_exact']));
  });
});

describe('Cloud NAT, dynamic allocation', () => {
  const rule = ALLOCATION_RULES['dynamic-per-vm'];
  const allocation = { kind: 'dynamic-per-vm', minPortsPerVm: 32, maxPortsPerVm: 4096 } as const;

  it('gives each of 100 busy VMs the power of two within its part of one address', () => {
    expect(rule.portsPerVm({ allocation, facts: gcp, publicIps: 1, instances: 100 })).toBe(512);
  });

  it('never gives more than the maximum', () => {
    expect(rule.portsPerVm({ allocation, facts: gcp, publicIps: 8, instances: 1 })).toBe(4096);
    expect(
      rule.provide({ allocation, facts: gcp, publicIps: 1, instances: 1, neededPortsPerVm: 5000 }).publicIps,
    ).toBeNull();
  });
});

describe('Azure Load Balancer, default allocation', () => {
  const rows = readWorkedExamples('azlb').filter(({ inputs }) => inputs['allocation'] === 'default');
  it.each(rows.map((row) => [row.id, row] as const))('%s', (_id, { inputs, expected }) => {
    const ports = ALLOCATION_RULES['by-pool-size'].portsPerVm({
      allocation: { kind: 'by-pool-size' },
      facts: azure,
      publicIps: Number(inputs['frontend_ips']),
      instances: Number(inputs['pool_size']),
    });
    expect(ports).toBe(expected['ports_per_instance']);
  });
});

describe('Azure Load Balancer, manual allocation', () => {
  const most = readWorkedExamples('azlb').filter(({ expected }) => 'max_ports_per_instance' in expected);
  it.each(most.map((row) => [row.id, row] as const))(
    '%s: the most that fits',
    (_id, { inputs, expected }) => {
      const ports = ALLOCATION_RULES.manual.portsPerVm({
        allocation: { kind: 'manual' },
        facts: azure,
        publicIps: Number(inputs['frontend_ips']),
        instances: Number(inputs['instances']),
      });
      expect(ports).toBe(expected['max_ports_per_instance']);
    },
  );

  const aks = readWorkedExamples('aks').filter(
    ({ inputs }) => 'ports_per_node' in inputs && 'outbound_ips' in inputs,
  );
  it.each(aks.map((row) => [row.id, row] as const))(
    '%s: nodes that fit, never rounded up',
    (_id, { inputs, recomputed }) => {
      const nodes = ALLOCATION_RULES.manual.machinesServed({
        allocation: { kind: 'manual', portsPerVm: Number(inputs['ports_per_node']) },
        facts: azure,
        publicIps: Number(inputs['outbound_ips']),
        instances: 1,
      });
      if ('max_nodes' in recomputed) expect(nodes).toBe(recomputed['max_nodes']);
      else expect(nodes).toBeGreaterThan(0);
    },
  );
});

describe('carrier-grade NAT', () => {
  it.each([
    ['cgn-01', 1000, 64],
    ['cgn-03', 8000, 8],
    ['cgn-09', 12, 5376],
  ])('%s: blocks of %d ports serve %d subscribers an address', (_id, portsPerVm, subscribers) => {
    const served = ALLOCATION_RULES['static-per-vm'].machinesServed({
      allocation: { kind: 'static-per-vm', portsPerVm },
      facts: cgn,
      publicIps: 1,
      instances: 1,
    });
    expect(served).toBe(subscribers);
  });
});

describe('any rule that divides ports', () => {
  const cases = [
    ['static-per-vm', gcp, { kind: 'static-per-vm', portsPerVm: 64 }],
    ['dynamic-per-vm', gcp, { kind: 'dynamic-per-vm', minPortsPerVm: 32, maxPortsPerVm: 65_536 }],
    ['manual', azure, { kind: 'manual' }],
    ['by-pool-size', azure, { kind: 'by-pool-size' }],
  ] as const;

  it.each(cases)('%s: what it provides is enough', (kind, facts, allocation) => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 900 }),
        fc.integer({ min: 1, max: 30_000 }),
        (instances, neededPortsPerVm) => {
          const rule = ALLOCATION_RULES[kind];
          const { publicIps, portsPerVm } = rule.provide({
            allocation,
            facts,
            publicIps: 1,
            instances,
            neededPortsPerVm,
          });
          expect(portsPerVm).toBeGreaterThanOrEqual(neededPortsPerVm);
          const configured =
            kind === 'by-pool-size' || kind === 'dynamic-per-vm' ? allocation : { kind, portsPerVm };
          const given = { allocation: configured, facts, publicIps: publicIps ?? 0, instances };
          expect(rule.portsPerVm(given)).toBeGreaterThanOrEqual(neededPortsPerVm);
          expect(rule.machinesServed(given)).toBeGreaterThanOrEqual(instances);
        },
      ),
      { numRuns: 100 },
    );
  });
});
