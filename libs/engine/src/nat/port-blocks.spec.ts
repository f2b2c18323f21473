import * as fc from 'fast-check';
import { readWorkedExamples, type WorkedExample } from '../../fixtures/read-worked-examples.js';
import { findProfile } from '../catalog/catalog.js';
import type { TranslatorFacts } from '../catalog/profile.js';
import { DomainError } from '../errors.js';
import { largestBlock, machinesServedBy, publicIpsFor, roundBlockDown, roundBlockUp } from './port-blocks.js';

function workedExample(category: string, id: string): WorkedExample {
  const found = readWorkedExamples(category).find((example) => example.id === id);
  if (found === undefined) throw new Error(`no worked example ${id} in category "${category}"`);
  return found;
}

const gcp: TranslatorFacts = findProfile('gcp/cloud-nat')?.translator ?? {};
const azure: TranslatorFacts = findProfile('azure/load-balancer-outbound')?.translator ?? {};
const carrier: TranslatorFacts = findProfile('cgnat')?.translator ?? {};

const hosts = (prefix: number): number => 2 ** (32 - prefix);

describe('a carrier’s block for each subscriber', () => {
  it.each([
    ['cgn-01', 'users_per_ip_approx'],
    ['cgn-03', 'users_per_ip'],
    ['cgn-09', 'hosts_per_ip'],
  ])('%s: subscribers of one address', (id, counted) => {
    const { inputs, expected } = workedExample('cgn', id);
    const ports = Number(inputs['ports_per_user'] ?? inputs['ports_per_host']);
    expect(machinesServedBy(1, ports, carrier)).toBe(expected[counted]);
  });

  it('cgn-08: a range of 16,384 ports serves 1,365 hosts of 12', () => {
    const { inputs, expected } = workedExample('cgn', 'cgn-08');
    const allocatablePortsPerIp = {
      ...carrier.allocatablePortsPerIp,
      value: Number(inputs['pool_ports']),
    } as NonNullable<TranslatorFacts['allocatablePortsPerIp']>;
    const narrow = { ...carrier, allocatablePortsPerIp };
    expect(machinesServedBy(1, Number(inputs['ports_per_host']), narrow)).toBe(expected['hosts_per_ip']);
  });

  it.each(['cgn-py1', 'cgn-py6', 'cgn-py8'])('%s: a netmap of 1:32 with 2,000 ports', (id) => {
    const { inputs, expected } = workedExample('cgn', id);
    const addresses = hosts(Number(inputs['public_prefix']));
    const ports = Number(inputs['ports_per_client']);
    expect(machinesServedBy(addresses, ports, carrier)).toBe(expected['clients']);
    expect(publicIpsFor(hosts(Number(inputs['private_prefix'])), ports, carrier)).toBe(addresses);
  });

  it('lies on one address: three addresses hold 18 blocks of 10,000 ports, not the 19 that fit their sum', () => {
    expect(machinesServedBy(3, 10_000, carrier)).toBe(18);
    expect(publicIpsFor(19, 10_000, carrier)).toBe(4);
    expect(Math.floor((3 * 64_512) / 10_000)).toBe(19);
  });

  it('cannot be larger than an address', () => {
    expect(machinesServedBy(10, 70_000, carrier)).toBe(0);
    expect(publicIpsFor(1, 70_000, carrier)).toBeNull();
  });
});

describe('deterministic NAT: what is left for each', () => {
  it.each(['cgn-05', 'cgn-06'])('%s: VPP’s ports for each host', (id) => {
    const { inputs, expected } = workedExample('cgn', id);
    const outside = hosts(Number(inputs['outside_prefix']));
    const inside = hosts(Number(inputs['inside_prefix']));
    expect(largestBlock(outside, inside, carrier)).toBe(expected['ports_per_host']);
  });

  it('198.18.0.0/15 behind a /25 has 63 ports a host (https://docs.netgate.com/tnsr, deterministic NAT)', () => {
    expect(largestBlock(hosts(25), hosts(15), carrier)).toBe(63);
  });
});

describe('blocks that may span addresses', () => {
  it('are counted in the sum of all: four of 32,000 ports need three addresses, where whole blocks would need four', () => {
    // https://github.com/GoogleCloudPlatform/gcpdiag test-data/nat1: minExtraNatIpsNeeded 2 beside one address.
    const block = roundBlockUp(32_000, gcp);
    expect(publicIpsFor(4, block, gcp)).toBe(3);
    expect(publicIpsFor(4, block, carrier)).toBe(4);
  });

  it('agree with whole blocks where a block divides an address: 63 VMs of 1,024 ports', () => {
    for (const facts of [gcp, carrier]) {
      expect(machinesServedBy(1, 1024, facts)).toBe(63);
      expect(publicIpsFor(64, 1024, facts)).toBe(2);
    }
  });
});

describe('rounding', () => {
  it('gcp-09: Cloud NAT makes 64 ports of 50', () => {
    const { inputs, expected } = workedExample('gcp', 'gcp-09');
    expect(roundBlockUp(Number(inputs['min_ports_per_vm']), gcp)).toBe(expected['allocated_at_least']);
  });

  it.each([
    [50, 64, 32],
    [64, 64, 64],
    [65, 128, 64],
    [7168, 8192, 4096],
  ])('of %d to a power of two: up to %d, down to %d', (ports, up, down) => {
    expect([roundBlockUp(ports, gcp), roundBlockDown(ports, gcp)]).toEqual([up, down]);
  });

  it('to multiples of eight on Azure, to whole ports elsewhere', () => {
    expect([roundBlockUp(1001, azure), roundBlockDown(1001, azure)]).toEqual([1008, 1000]);
    expect([roundBlockUp(99.2, carrier), roundBlockDown(99.8, carrier)]).toEqual([100, 99]);
  });

  it('never makes a block smaller upwards or larger downwards', () => {
    const facts = fc.constantFrom(gcp, azure, carrier);
    fc.assert(
      fc.property(facts, fc.integer({ min: 1, max: 1_000_000 }), (of, ports) => {
        expect(roundBlockUp(ports, of)).toBeGreaterThanOrEqual(ports);
        expect(roundBlockDown(ports, of)).toBeLessThanOrEqual(ports);
      }),
    );
  });
});

describe('addresses and machines', () => {
  const facts = fc.constantFrom(gcp, azure, carrier);
  const machines = fc.integer({ min: 1, max: 100_000 });
  const block = fc.integer({ min: 1, max: 64_000 });

  it('as many addresses as are needed serve all, and one less does not', () => {
    fc.assert(
      fc.property(facts, machines, block, (of, count, ports) => {
        const addresses = publicIpsFor(count, ports, of) ?? 0;
        expect(machinesServedBy(addresses, ports, of)).toBeGreaterThanOrEqual(count);
        if (addresses > 1) expect(machinesServedBy(addresses - 1, ports, of)).toBeLessThan(count);
      }),
    );
  });

  it('the largest block fits, and no machine is left out by it', () => {
    fc.assert(
      fc.property(facts, fc.integer({ min: 1, max: 200 }), machines, (of, addresses, count) => {
        const ports = largestBlock(addresses, count, of);
        if (ports > 0) expect(machinesServedBy(addresses, ports, of)).toBeGreaterThanOrEqual(count);
      }),
    );
  });

  it('machines that share no pool never compete, and no address helps them', () => {
    expect(machinesServedBy(1, 128, {})).toBe(Infinity);
    expect(publicIpsFor(4, 128, {})).toBeNull();
    expect(largestBlock(1, 4, {})).toBe(0);
  });

  it('a block of nothing serves nobody', () => {
    expect(machinesServedBy(1, 0, gcp)).toBe(0);
  });

  it.each([
    ['machinesServedBy', () => machinesServedBy(-1, 64, gcp), /publicIps is -1/],
    ['publicIpsFor', () => publicIpsFor(Number.NaN, 64, gcp), /machines is NaN/],
    ['largestBlock', () => largestBlock(1, -2, gcp), /machines is -2/],
    ['roundBlockUp', () => roundBlockUp(Infinity, gcp), /ports is Infinity/],
  ])('%s refuses what is not a number of things', (_name, call, message) => {
    expect(call).toThrow(DomainError);
    expect(call).toThrow(message);
  });
});
