import { readWorkedExamples, type WorkedExample } from '../../fixtures/read-worked-examples.js';
import { portCount, sustainableConnectionRate } from '../ports/index.js';
import { findProfile } from './catalog.js';
import type { Profile, Sourced } from './profile.js';

function profileNamed(id: string): Profile {
  const found = findProfile(id);
  if (found === undefined) throw new Error(`no profile ${id}`);
  return found;
}

/** A value that must be a number, for arithmetic. */
function numberOf(sourced: Sourced<unknown> | undefined): number {
  if (typeof sourced?.value !== 'number') throw new Error(`not a number: ${String(sourced?.value)}`);
  return sourced.value;
}

function workedExample(category: string, id: string): WorkedExample {
  const found = readWorkedExamples(category).find((example) => example.id === id);
  if (found === undefined) throw new Error(`no worked example ${id} in category "${category}"`);
  return found;
}

const rowsOf = (
  category: string,
  fits: (example: WorkedExample) => boolean,
): readonly (readonly [string, string, WorkedExample])[] =>
  readWorkedExamples(category)
    .filter(fits)
    .map((each) => [each.id, each.source, each] as const);

describe('published port ranges', () => {
  it.each(rowsOf('range', ({ inputs, expected }) => 'end' in inputs && 'num' in expected))(
    '%s (%s)',
    (_id, _source, { inputs, expected }) => {
      expect(portCount([Number(inputs['start']), Number(inputs['end'])], [])).toBe(expected['num']);
    },
  );

  it('range-04: 55,433 ports from 10100 end at 65532', () => {
    const { inputs, expected } = workedExample('range', 'range-04');
    expect(portCount([Number(inputs['start']), Number(expected['end'])], [])).toBe(inputs['num']);
  });

  it('range-06: Cilium’s metric counts 32,767 ports, one less than its range holds', () => {
    const { inputs, expected } = workedExample('range', 'range-06');
    const ports = profileNamed('cilium/bpf-masquerade').translator?.portsPerIp;
    expect(ports?.disagreements?.[0]?.value).toBe(expected['max_avail_ports_metric']);
    expect(portCount([Number(inputs['nodeport_max']) + 1, Number(inputs['nat_max'])], [])).toBe(
      numberOf(ports),
    );
  });
});

describe('AWS', () => {
  const nat = profileNamed('aws/nat-gateway');

  it('aws-02: 55,000 ports used again after a minute make about 900 connections a second', () => {
    const { expected, tolerance = 0 } = workedExample('aws', 'aws-02');
    const rate = sustainableConnectionRate(
      numberOf(nat.translator?.portsPerIp),
      numberOf(nat.translator?.quarantineSeconds),
    );
    expect(Math.abs(rate - Number(expected['approx_conn_per_s']))).toBeLessThanOrEqual(tolerance);
    expect(nat.translator?.quarantineSeconds?.confidence).toBe('secondary');
  });

  it('aws-03: 32 addresses in a zone hold 1,760,000 connections to one destination', () => {
    const { translator } = profileNamed('aws/nat-gateway-regional');
    expect(numberOf(translator?.maxPublicIps) * numberOf(translator?.portsPerIp)).toBe(
      workedExample('aws', 'aws-03').expected['max_concurrent_to_one_destination_per_az'],
    );
  });

  it.each([
    ['aws-04', nat.prices?.gatewayHour, 'hours', 'usd_per_month'],
    ['aws-06', nat.prices?.gigabyte, 'gb', 'usd'],
    ['aws-07', nat.prices?.addressHour, 'hours', 'usd_per_month'],
    ['aws-08', nat.prices?.addressHour, 'hours', 'usd_per_month'],
    ['aws-09', profileNamed('aws/nlb').prices?.gatewayHour, 'hours', 'usd_per_month'],
    ['aws-10', profileNamed('aws/nlb').prices?.capacityUnitHour, 'hours', 'usd_per_nlcu_month'],
  ] as const)('%s: a bill', (id, price, amount, total) => {
    const { inputs, expected, tolerance = 0.005 } = workedExample('aws', id);
    const bill = numberOf(price) * Number(inputs[amount]);
    expect(Math.abs(bill - Number(expected[total]))).toBeLessThanOrEqual(tolerance);
  });
});

describe('Azure', () => {
  it.each(rowsOf('aznat', ({ expected }) => 'total_ports' in expected))(
    '%s (%s): 64,512 ports an address over all destinations',
    (_id, _source, { inputs, expected }) => {
      const inAll = profileNamed('azure/nat-gateway').translator?.portsPerIp?.disagreements?.[0]?.value;
      expect(Number(inputs['public_ips']) * Number(inAll)).toBe(expected['total_ports']);
    },
  );

  it('azfw-01: 250 addresses on two instances have 1,248,000 ports', () => {
    const { translator } = profileNamed('azure/firewall');
    const { inputs, expected } = workedExample('azfw', 'azfw-01');
    expect(inputs['instances']).toBe(2);
    expect(numberOf(translator?.maxPublicIps) * numberOf(translator?.portsPerIp)).toBe(
      expected['total_ports'],
    );
  });
});

describe('Google Cloud', () => {
  it('gcp-11: the older page’s 50 addresses make 12,500 a region', () => {
    const { inputs, expected } = workedExample('gcp', 'gcp-11');
    const older = profileNamed('gcp/cloud-nat').translator?.maxPublicIps?.disagreements?.[0]?.value;
    expect(Number(inputs['routers_per_region']) * Number(inputs['gateways_per_router']) * Number(older)).toBe(
      expected['manual_ips_per_region'],
    );
  });

  it('36 VMs behind a gateway for 720 hours with 200 GiB cost $40.68 (cloud.google.com/nat/pricing)', () => {
    const { prices } = profileNamed('gcp/cloud-nat');
    expect(numberOf(prices?.gatewayHour) * 720 + numberOf(prices?.gigabyte) * 200).toBeCloseTo(40.68, 2);
  });
});
