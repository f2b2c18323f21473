import { readWorkedExamples, type WorkedExample } from '../../fixtures/read-worked-examples.js';
import { findProfile } from '../catalog/catalog.js';
import type { TranslatorFacts } from '../catalog/profile.js';
import type { Provision } from './allocation-rule.js';
import { staticPerVm } from './static-per-vm.js';

function workedExample(category: string, id: string): WorkedExample {
  const found = readWorkedExamples(category).find((example) => example.id === id);
  if (found === undefined) throw new Error(`no worked example ${id} in category "${category}"`);
  return found;
}

const facts: TranslatorFacts = findProfile('gcp/cloud-nat')?.translator ?? {};

function machinesServed(portsPerVm: number, publicIps: number): number {
  const allocation = { kind: 'static-per-vm', portsPerVm } as const;
  return staticPerVm.machinesServed({ allocation, facts, publicIps, instances: 1 });
}

function provide(portsPerVm: number, instances: number, neededPortsPerVm = 1): Provision {
  const allocation = { kind: 'static-per-vm', portsPerVm } as const;
  return staticPerVm.provide({ allocation, facts, publicIps: 1, instances, neededPortsPerVm });
}

describe('Cloud NAT, static allocation', () => {
  it.each([
    ['gcp-02', 64, 2],
    ['gcp-04', 1024, 1],
  ])('%s: VMs of %d ports behind %d addresses', (id, portsPerVm, publicIps) => {
    expect(machinesServed(portsPerVm, publicIps)).toBe(workedExample('gcp', id).expected['max_vms']);
  });

  it('serves 1,008 VMs of 64 ports and 15 of 4,096 with one address (Google’s own examples)', () => {
    expect([machinesServed(64, 1), machinesServed(4096, 1)]).toEqual([1008, 15]);
  });

  it('gcp-04: 90 VMs of 1,024 ports do not fit one address, and need two', () => {
    expect(machinesServed(1024, 1)).toBeLessThan(90);
    expect(provide(1024, 90).publicIps).toBe(2);
  });

  it('gcp-08: 2,048 ports serve about 30 VMs, 31 to be exact', () => {
    expect(machinesServed(2048, 1)).toBe(workedExample('gcp', 'gcp-08').recomputed['max_nodes_approx']);
  });

  it('gcp-05: 256 nodes of 1,024 ports need 5 addresses', () => {
    expect(provide(1024, 256).publicIps).toBe(workedExample('gcp', 'gcp-05').expected['nat_ips']);
  });

  it('gcp-09: counts 50 ports as 64, but lets the VM rely on 50 only', () => {
    expect(provide(50, 1008)).toEqual({ publicIps: 1, portsPerVm: 64 });
    expect(provide(50, 1009).publicIps).toBe(2);
    const allocation = { kind: 'static-per-vm', portsPerVm: 50 } as const;
    expect(staticPerVm.portsPerVm({ allocation, facts, publicIps: 1, instances: 1 })).toBe(50);
  });

  it.each([
    ['gcp-06', 10_000, 'max_nodes', 3],
    ['gcp-12', 7168, 'max_nodes_exact', 7],
  ])(
    '%s: where users count %d ports unrounded, the rounded count is on the safe side',
    (id, portsPerVm, counted, nodes) => {
      expect(machinesServed(portsPerVm, 1)).toBe(nodes);
      expect(nodes).toBeLessThan(Number(workedExample('gcp', id).expected[counted]));
    },
  );

  it('cannot give a VM more than 65,536 ports, however many addresses there are', () => {
    expect(provide(64, 2, 65_000)).toEqual({ publicIps: 3, portsPerVm: 65_536 });
    expect(provide(64, 2, 100_000).publicIps).toBeNull();
  });
});

describe('GKE nodes', () => {
  const node = (portsPerVm: number): number => {
    const allocation = { kind: 'static-per-vm', portsPerVm } as const;
    return staticPerVm.portsPerVm({ allocation, facts, publicIps: 1, instances: 1, containerHosts: true });
  };

  it('gcp-10: get 1,024 ports where 64 are configured', () => {
    expect(node(64)).toBe(workedExample('gcp', 'gcp-10').expected['ports_reserved_per_node']);
  });

  it('get what is configured where that is more', () => {
    expect(node(4096)).toBe(4096);
  });

  it('gcp-05: 256 of them need 5 addresses although 64 ports are configured; 256 other VMs need one', () => {
    const allocation = { kind: 'static-per-vm', portsPerVm: 64 } as const;
    const input = { allocation, facts, publicIps: 1, instances: 256, neededPortsPerVm: 1 };
    expect(staticPerVm.provide({ ...input, containerHosts: true }).publicIps).toBe(5);
    expect(staticPerVm.provide(input).publicIps).toBe(1);
  });
});

describe('App Service', () => {
  const app: TranslatorFacts = findProfile('azure/app-service')?.translator ?? {};
  const allocation = { kind: 'static-per-vm', portsPerVm: 128 } as const;
  const input = { allocation, facts: app, publicIps: 1, instances: 1000 };

  it('has 128 ports for every instance: they do not compete', () => {
    expect(staticPerVm.portsPerVm(input)).toBe(128);
    expect(staticPerVm.machinesServed(input)).toBe(Infinity);
  });

  it('has no more to give: beyond them no address helps', () => {
    expect(staticPerVm.provide({ ...input, neededPortsPerVm: 100 }).publicIps).toBe(1);
    expect(staticPerVm.provide({ ...input, neededPortsPerVm: 129 }).publicIps).toBeNull();
  });
});

describe('a gateway whose document says no number of ports', () => {
  it('gives none, and serves nobody', () => {
    const input = { allocation: { kind: 'static-per-vm' } as const, facts, publicIps: 1, instances: 1 };
    expect(staticPerVm.portsPerVm(input)).toBe(0);
    expect(staticPerVm.machinesServed(input)).toBe(0);
  });
});
