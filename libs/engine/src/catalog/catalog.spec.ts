import { readWorkedExamples } from '../../fixtures/read-worked-examples.js';
import { portCount } from '../ports/index.js';
import { findProfile, nearestProfileId, PROFILES } from './catalog.js';
import { nearestName } from './nearest-name.js';
import type { Profile, Sourced } from './profile.js';

function isSourced(value: unknown): value is Sourced<unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    'source' in value &&
    'asOf' in value &&
    'confidence' in value
  );
}

/** Every sourced value of a profile, with its path. */
function valuesOf(profile: Profile): readonly (readonly [string, Sourced<unknown>])[] {
  const walk = (value: unknown, path: string): readonly (readonly [string, Sourced<unknown>])[] => {
    if (isSourced(value)) return [[path, value]];
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([key, inner]) => walk(inner, `${path}.${key}`));
  };
  return walk(profile, profile.id);
}

function profile(id: string): Profile {
  const found = findProfile(id);
  if (found === undefined) throw new Error(`no profile ${id}`);
  return found;
}

describe('the catalogue', () => {
  it('has every profile that the design names', () => {
    const named = `linux windows macos freebsd iana aws/nat-gateway aws/nat-gateway-regional azure/nat-gateway
      azure/load-balancer-outbound azure/firewall azure/app-service gcp/cloud-nat linux/iptables-masquerade
      kubernetes/node-snat cilium/bpf-masquerade cgnat aws/alb aws/nlb aws/gwlb azure/load-balancer gcp/application-lb
      linux/ipvs haproxy nginx envoy squid varnish apache go-net-http node-agent python-requests java-httpclient
      dotnet-httpclient aws/security-group aws/network-acl linux/conntrack`.split(/\s+/);
    expect(PROFILES.map(({ id }) => id)).toEqual(expect.arrayContaining(named));
    expect(new Set(PROFILES.map(({ id }) => id)).size).toBe(PROFILES.length);
  });

  it('gives every value a source, a date, and no path of anybody’s machine', () => {
    const values = PROFILES.flatMap(valuesOf);
    expect(values.length).toBeGreaterThan(200);
    for (const [path, { source, asOf }] of values) {
      expect([path, source.length > 10, /^\d{4}(-\d{2}){0,2}$/.test(asOf)]).toEqual([path, true, true]);
    }
  });

  it('says where sources disagree', () => {
    expect(profile('windows').host?.timeWaitSeconds?.disagreements?.map(({ value }) => value)).toEqual([
      120, 30,
    ]);
    expect(profile('gcp/cloud-nat').translator?.maxPublicIps?.disagreements?.[0]?.value).toBe(50);
    expect(profile('gcp/cloud-nat').translator?.blockRounding?.disagreements?.[0]?.value).toBe('none');
  });

  it('suggests the profile that was meant', () => {
    expect(nearestProfileId('aws/nat-gatway')).toBe('aws/nat-gateway');
    expect(nearestProfileId('nat-gateway')).toBe('aws/nat-gateway');
    expect(nearestProfileId('quantum/teleporter')).toBeUndefined();
    expect(nearestName('publicIp', ['publicIps', 'zones'])).toBe('publicIps');
  });
});

describe('what common belief gets wrong', () => {
  it('a NAT address is not worth 64,512 connections to one destination everywhere', () => {
    expect(profile('aws/nat-gateway').translator?.portsPerIp?.value).toBe(55_000);
    expect(profile('azure/nat-gateway').translator?.portsPerIp?.value).toBe(50_000);
    expect(profile('azure/load-balancer-outbound').translator?.allocatablePortsPerIp?.value).toBe(64_000);
    expect(profile('gcp/cloud-nat').translator?.allocatablePortsPerIp?.value).toBe(64_512);
  });

  it('AWS’s 55,000 are per destination and address, not per gateway', () => {
    expect(profile('aws/nat-gateway').translator?.portsPerIp?.note).toMatch(/each unique destination/);
    expect(profile('aws/nat-gateway').translator?.maxPublicIps).toMatchObject({ value: 8, hardLimit: true });
    expect(profile('aws/nat-gateway-regional').translator?.maxPublicIps?.value).toBe(32);
  });

  it('Linux has 28,232 ephemeral ports, not 64k and not up to 61000', () => {
    const range = profile('linux').host?.ephemeralPortRange;
    expect(portCount(range?.value ?? [1, 1], [])).toBe(28_232);
    expect(range?.disagreements?.[0]?.value).toEqual([32_768, 61_000]);
  });

  it('Windows and macOS have 16,384 ports, not 16,383', () => {
    for (const id of ['windows', 'macos']) {
      expect(portCount(profile(id).host?.ephemeralPortRange?.value ?? [1, 1], [])).toBe(16_384);
    }
  });

  it('the conntrack table is as large as its buckets', () => {
    expect(profile('linux/iptables-masquerade').translator?.conntrackMax?.value).toBe(262_144);
  });

  it('nginx keeps 32 upstream connections a worker since 1.29.7', () => {
    expect(profile('nginx').pool).toMatchObject({ reuse: { value: 'keep-alive' }, maxIdle: { value: 32 } });
  });

  it('NLB’s limit applies where client address preservation is disabled', () => {
    expect(profile('aws/nlb').translator?.portsPerIp?.note).toMatch(/disabled/);
  });

  it('netfilter gives up after 248 probes', () => {
    expect(profile('linux/iptables-masquerade').translator?.portSearch?.value).toEqual({
      kind: 'probe',
      attempts: 248,
    });
  });
});

describe('published port ranges', () => {
  const ranges = readWorkedExamples('range').filter(
    ({ inputs, expected }) => 'end' in inputs && 'num' in expected,
  );
  it.each(ranges.map((example) => [example.id, example.source, example] as const))(
    '%s (%s)',
    (_id, _source, { inputs, expected }) => {
      expect(portCount([Number(inputs['start']), Number(inputs['end'])], [])).toBe(expected['num']);
    },
  );
});
