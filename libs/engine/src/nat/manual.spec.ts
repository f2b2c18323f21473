import { readWorkedExamples, type WorkedExample } from '../../fixtures/read-worked-examples.js';
import { findProfile } from '../catalog/catalog.js';
import type { TranslatorFacts } from '../catalog/profile.js';
import type { Allocation } from '../topology/translator.js';
import { manual } from './manual.js';

function workedExample(category: string, id: string): WorkedExample {
  const found = readWorkedExamples(category).find((example) => example.id === id);
  if (found === undefined) throw new Error(`no worked example ${id} in category "${category}"`);
  return found;
}

const facts: TranslatorFacts = findProfile('azure/load-balancer-outbound')?.translator ?? {};
const open: Allocation = { kind: 'manual' };

describe('Azure Load Balancer, ports by hand', () => {
  const most = readWorkedExamples('azlb').filter(({ expected }) => 'max_ports_per_instance' in expected);
  it.each(most.map((row) => [row.id, row] as const))(
    '%s: the most that fits',
    (_id, { inputs, expected }) => {
      const ports = manual.portsPerVm({
        allocation: open,
        facts,
        publicIps: Number(inputs['frontend_ips']),
        instances: Number(inputs['instances']),
      });
      expect(ports).toBe(expected['max_ports_per_instance']);
    },
  );

  it('is a multiple of eight: 64,000 / 7 = 9,142 leaves 9,136', () => {
    expect(manual.portsPerVm({ allocation: open, facts, publicIps: 1, instances: 7 })).toBe(9136);
  });

  it('is 64,000 for one instance at most, however many frontend addresses there are', () => {
    expect(manual.portsPerVm({ allocation: open, facts, publicIps: 3, instances: 1 })).toBe(64_000);
    const input = { allocation: open, facts, publicIps: 1, instances: 1, neededPortsPerVm: 64_001 };
    expect(manual.provide(input).publicIps).toBeNull();
  });
});

describe('AKS', () => {
  const nodes = readWorkedExamples('aks').filter(({ expected }) => typeof expected['max_nodes'] === 'number');
  it.each(nodes.map((row) => [row.id, row] as const))('%s: nodes that fit', (_id, { inputs, expected }) => {
    const allocation = { kind: 'manual', portsPerVm: Number(inputs['ports_per_node']) } as const;
    const publicIps = Number(inputs['outbound_ips']);
    expect(manual.machinesServed({ allocation, facts, publicIps, instances: 1 })).toBe(expected['max_nodes']);
  });

  it('aks-05: 100 nodes of 4,000 ports, with room for a surge of two, fit seven addresses', () => {
    const { inputs, expected } = workedExample('aks', 'aks-05');
    const allocation = { kind: 'manual', portsPerVm: Number(inputs['ports_per_node']) } as const;
    const publicIps = Number(inputs['outbound_ips']);
    const instances = Number(inputs['max_nodes']) + Number(inputs['max_surge']);
    const served = manual.machinesServed({ allocation, facts, publicIps, instances });
    expect(served >= instances).toBe(expected['sufficient']);
    expect(manual.provide({ allocation, facts, publicIps, instances, neededPortsPerVm: 1 })).toEqual({
      publicIps: 7,
      portsPerVm: 4000,
    });
  });

  it('rounds down: 64,000 / 6,000 serve ten nodes, not eleven', () => {
    const allocation = { kind: 'manual', portsPerVm: 6000 } as const;
    expect(manual.machinesServed({ allocation, facts, publicIps: 1, instances: 1 })).toBe(10);
  });
});

describe('a carrier that leaves the number open', () => {
  it('cgn-05: divides each address evenly, as deterministic NAT does', () => {
    const carrier: TranslatorFacts = findProfile('cgnat')?.translator ?? {};
    const input = { allocation: open, facts: carrier, publicIps: 4, instances: 256 };
    expect(manual.portsPerVm(input)).toBe(workedExample('cgn', 'cgn-05').expected['ports_per_host']);
    expect(manual.machinesServed(input)).toBe(256);
  });
});

describe('a translator whose pool is not known', () => {
  it('has no number of addresses to recommend', () => {
    const allocation = { kind: 'manual', portsPerVm: 100 } as const;
    const input = { allocation, facts: {}, publicIps: 1, instances: 4, neededPortsPerVm: 10 };
    expect(manual.provide(input).publicIps).toBeNull();
  });
});
