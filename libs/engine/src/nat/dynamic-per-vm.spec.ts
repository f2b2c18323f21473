import * as fc from 'fast-check';
import { findProfile } from '../catalog/catalog.js';
import type { TranslatorFacts } from '../catalog/profile.js';
import type { Allocation } from '../topology/translator.js';
import type { MachineGroup } from './allocation-rule.js';
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

describe('machines of which some are busier than others', () => {
  // As cloud.google.com/nat/docs/ports-and-addresses#dynamic-port has it: whoever nears the end of its ports has them doubled.
  const open = { kind: 'dynamic-per-vm', minPortsPerVm: 64, maxPortsPerVm: 65_536 } as const;
  const quiet = { machines: 60, needed: 757 };
  const busy = { machines: 10, needed: 4538 };
  const blocks = (publicIps: number, groups: readonly MachineGroup[]): readonly number[] =>
    groups.map((_, group) =>
      dynamicPerVm.portsPerVm({
        allocation: open,
        facts,
        publicIps,
        instances: groups.reduce((sum, { machines }) => sum + machines, 0),
        groups,
        group,
      }),
    );

  it('have the larger blocks: on three addresses sixty of 1,024 and ten of 8,192, where an even part is 2,048', () => {
    expect(blocks(3, [quiet, busy])).toEqual([1024, 8192]);
    expect(blocks(3, [busy, quiet])).toEqual([8192, 1024]);
  });

  it('end where the provider sets no largest block', () => {
    const { limits: _none, ...unlimited } = facts;
    const groups = [quiet, busy];
    const input = {
      allocation: { kind: 'dynamic-per-vm' } as const,
      facts: unlimited,
      instances: 70,
      groups,
    };
    expect(dynamicPerVm.portsPerVm({ ...input, publicIps: 1000, group: 1 })).toBeLessThanOrEqual(2 ** 20);
  });

  it('ask for addresses by the block of each', () => {
    const input = { allocation: open, facts, publicIps: 1, instances: 70, neededPortsPerVm: 4538 };
    expect(dynamicPerVm.provide({ ...input, groups: [quiet, busy] })).toEqual({
      publicIps: 3,
      portsPerVm: 8192,
    });
    expect(dynamicPerVm.provide(input)).toEqual({ publicIps: 9, portsPerVm: 8192 });
  });

  it('never have more ports together than there are, nor less with another address', () => {
    const group = fc.record({
      machines: fc.integer({ min: 1, max: 300 }),
      needed: fc.double({ min: 0, max: 1e5, noNaN: true }),
    });
    fc.assert(
      fc.property(
        fc.array(group, { minLength: 2, maxLength: 6 }),
        fc.integer({ min: 1, max: 40 }),
        (groups, publicIps) => {
          const now = blocks(publicIps, groups);
          const sum = groups.reduce((total, { machines }, index) => total + machines * (now[index] ?? 0), 0);
          const least = groups.reduce((total, { machines }) => total + machines * 64, 0);
          expect(sum).toBeLessThanOrEqual(Math.max(publicIps * 64_512, least));
          blocks(publicIps + 1, groups).forEach((block, index) => {
            expect(block).toBeGreaterThanOrEqual(now[index] ?? 0);
          });
        },
      ),
    );
  });
});

describe('a translator whose pool is not known', () => {
  it('has no number of addresses to recommend', () => {
    const input = { allocation, facts: {}, publicIps: 1, instances: 4, neededPortsPerVm: 10 };
    expect(dynamicPerVm.provide(input).publicIps).toBeNull();
  });
});
