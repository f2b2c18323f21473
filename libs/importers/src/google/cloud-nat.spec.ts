import * as fc from 'fast-check';
import { automaticAddresses, cloudNatNode, MOST_ADDRESSES, type CloudNatSettings } from './cloud-nat.js';

const settings = (over: Partial<CloudNatSettings> = {}): CloudNatSettings => ({
  address: 'nat',
  reach: 'public',
  dynamic: false,
  minPortsPerVm: undefined,
  maxPortsPerVm: undefined,
  timeWaitSeconds: undefined,
  establishedIdleSeconds: undefined,
  endpointIndependent: undefined,
  ...over,
});
const count = (most: number, over: Partial<CloudNatSettings>, containerHosts = false): number =>
  automaticAddresses(settings(over), { most, containerHosts }).count;

describe('addresses that Google allocates', () => {
  it('serve 1,008 VMs of 64 ports each (Google’s own example), and 15 of 4,096', () => {
    expect([count(1008, {}), count(1009, {})]).toEqual([1, 2]);
    expect([count(15, { minPortsPerVm: 4096 }), count(16, { minPortsPerVm: 4096 })]).toEqual([1, 2]);
  });

  it('serve 63 GKE nodes each, whatever less is configured', () => {
    expect([count(63, {}, true), count(64, {}, true)]).toEqual([1, 2]);
  });

  it('are always enough for the smallest block of every VM, and one fewer would not be', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2000 }),
        fc.integer({ min: 5, max: 13 }).map((power) => 2 ** power),
        fc.boolean(),
        (most, minPortsPerVm, dynamic) => {
          const addresses = count(most, { dynamic, minPortsPerVm });
          const enough = (number: number): boolean => number * 64_512 >= most * minPortsPerVm;
          expect(enough(addresses)).toBe(addresses < MOST_ADDRESSES || enough(MOST_ADDRESSES));
          expect(addresses === 1 || !enough(addresses - 1)).toBe(true);
        },
      ),
    );
  });

  it('are one where no machine is known', () => {
    expect(count(0, {})).toBe(1);
  });
});

describe('a gateway as a node', () => {
  const { node, origins } = cloudNatNode(
    'n',
    settings({ dynamic: true, minPortsPerVm: 128, timeWaitSeconds: 30, endpointIndependent: false }),
    { count: 2, origin: { kind: 'imported', address: 'nat' } },
  );

  it('keeps what is given, and marks what is Google’s default', () => {
    expect(node).toEqual({
      id: 'n',
      kind: 'nat-gateway',
      profile: 'gcp/cloud-nat',
      publicIps: 2,
      allocation: { kind: 'dynamic-per-vm', minPortsPerVm: 128, maxPortsPerVm: 65_536 },
      quarantineSeconds: 30,
    });
    expect(origins['allocation.minPortsPerVm']).toEqual({ kind: 'imported', address: 'nat' });
    expect(origins['allocation.maxPortsPerVm']).toMatchObject({ kind: 'assumed' });
    expect(origins['quarantineSeconds']).toEqual({ kind: 'imported', address: 'nat' });
  });
});
