import { findProfile } from '../catalog/catalog.js';
import type { TranslatorFacts } from '../catalog/profile.js';
import type { Allocation } from '../topology/translator.js';
import { dynamicPerVm } from './dynamic-per-vm.js';

const facts: TranslatorFacts = findProfile('gcp/cloud-nat')?.translator ?? {};
const allocation = { kind: 'dynamic-per-vm', minPortsPerVm: 32, maxPortsPerVm: 4096 } as const;

function portsPerVm(instances: number, publicIps = 1, given: Allocation = allocation): number {
  return dynamicPerVm.portsPerVm({ allocation: given, facts, publicIps, instances });
}

describe('Cloud NAT, dynamic allocation', () => {
  it('gives each of 100 busy VMs the power of two within its part of one address', () => {
    // 64,512 / 100 = 645.12
    expect(portsPerVm(100)).toBe(512);
  });

  it('never gives more than the maximum', () => {
    expect(portsPerVm(1, 8)).toBe(4096);
    const input = { allocation, facts, publicIps: 1, instances: 1, neededPortsPerVm: 5000 };
    expect(dynamicPerVm.provide(input).publicIps).toBeNull();
  });

  it('never gives less than the minimum to a VM that it serves: 2,016 of 32 ports with one address', () => {
    expect(portsPerVm(2016)).toBe(32);
    expect(portsPerVm(60_000)).toBe(32);
    expect(dynamicPerVm.machinesServed({ allocation, facts, publicIps: 1, instances: 1 })).toBe(2016);
  });

  it('goes from 32 to 65,536 ports where the document does not say', () => {
    const open = { kind: 'dynamic-per-vm' } as const;
    expect(portsPerVm(60_000, 1, open)).toBe(32);
    expect(portsPerVm(1, 2, open)).toBe(65_536);
  });

  it('asks for addresses by the blocks that busy VMs grow to', () => {
    // 100 VMs of 2,421 ports: blocks of 4,096, 409,600 in all, / 64,512 = 6.35.
    const input = { allocation, facts, publicIps: 1, instances: 100, neededPortsPerVm: 2421 };
    expect(dynamicPerVm.provide(input)).toEqual({ publicIps: 7, portsPerVm: 4096 });
  });

  it('does not raise the minimum for GKE nodes, as static allocation does', () => {
    const input = { allocation, facts, publicIps: 1, instances: 2016, containerHosts: true };
    expect(dynamicPerVm.portsPerVm(input)).toBe(32);
  });
});

describe('a translator whose pool is not known', () => {
  it('has no number of addresses to recommend', () => {
    const input = { allocation, facts: {}, publicIps: 1, instances: 4, neededPortsPerVm: 10 };
    expect(dynamicPerVm.provide(input).publicIps).toBeNull();
  });
});
