import { ALLOCATION_RULES } from '../nat/index.js';
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

function translatorOf(id: string): NonNullable<Profile['translator']> {
  return profileNamed(id).translator ?? {};
}

function portsOf(host: string): number {
  return portCount(profileNamed(host).host?.ephemeralPortRange?.value ?? [1, 1], []);
}

describe('what common belief gets wrong', () => {
  it('NLB’s limit applies where client address preservation is disabled, not enabled', () => {
    const { portsPerIp } = translatorOf('aws/nlb');
    expect(portsPerIp?.note).toMatch(/preservation is disabled/);
    expect(portsPerIp?.disagreements?.[0]?.note).toMatch(/enabled/);
    expect(profileNamed('aws/nlb').snat?.value).toBe(false);
  });

  it('a NAT address is not worth 64,512 connections to one destination everywhere', () => {
    expect(translatorOf('aws/nat-gateway').portsPerIp).toMatchObject({ value: 55_000 });
    expect(translatorOf('azure/nat-gateway').portsPerIp).toMatchObject({ value: 50_000 });
    expect(translatorOf('azure/load-balancer-outbound').allocatablePortsPerIp?.value).toBe(64_000);
    expect(translatorOf('gcp/cloud-nat').allocation?.value.portsPerVm).toBe(64);
  });

  it('AWS’s 55,000 are for each destination and address, not for the gateway', () => {
    const { portsPerIp, maxConnections, tupleScope } = translatorOf('aws/nat-gateway');
    expect(portsPerIp?.note).toMatch(/each unique destination.*each address/);
    expect(tupleScope?.value).toBe('endpoint');
    expect(maxConnections).toBeUndefined();
  });

  it('64 ports of Cloud NAT last for 0.53 new connections a second, not for 64', () => {
    const { allocation, quarantineSeconds } = translatorOf('gcp/cloud-nat');
    expect(
      sustainableConnectionRate(allocation?.value.portsPerVm ?? 0, numberOf(quarantineSeconds)),
    ).toBeCloseTo(0.533, 3);
  });

  it('GKE nodes get 1,024 ports, not 64, so 63 fit an address', () => {
    const facts = translatorOf('gcp/cloud-nat');
    const allocation = { kind: 'static-per-vm', portsPerVm: 64 } as const;
    const node = { allocation, facts, publicIps: 1, instances: 63, containerHosts: true };
    expect(ALLOCATION_RULES['static-per-vm'].portsPerVm(node)).toBe(1024);
    expect(ALLOCATION_RULES['static-per-vm'].machinesServed(node)).toBe(63);
  });

  it('Linux has 28,232 ephemeral ports, not 64k and not up to 61000', () => {
    expect(portsOf('linux')).toBe(28_232);
    expect(profileNamed('linux').host?.ephemeralPortRange?.disagreements?.[0]?.value).toEqual([
      32_768, 61_000,
    ]);
  });

  it('the conntrack table is as large as its buckets, not four or eight times', () => {
    for (const table of [
      translatorOf('linux/iptables-masquerade').conntrackMax,
      profileNamed('linux/conntrack').firewall?.conntrackMax,
    ]) {
      expect(table?.value).toBe(262_144);
      expect(table?.note).toMatch(/equal to the buckets/);
    }
  });

  it('nginx keeps 32 upstream connections a worker since 1.29.7', () => {
    expect(profileNamed('nginx').pool).toMatchObject({
      reuse: { value: 'keep-alive', disagreements: [{ value: 'none' }] },
      maxIdle: { value: 32 },
      poolOwner: { value: 'worker' },
    });
  });

  it('Squid does not reuse a connection for a request that cannot be retried', () => {
    expect(profileNamed('squid').notes?.join(' ')).toMatch(/cannot be retried.*new connection/);
    expect(profileNamed('squid').pool?.reuse?.note).toMatch(/can be retried only/);
  });

  it('Windows’ TIME_WAIT is 240, 120 or 30 s by source, and the longest is assumed', () => {
    const timeWait = profileNamed('windows').host?.timeWaitSeconds;
    expect([timeWait?.value, ...(timeWait?.disagreements ?? []).map(({ value }) => value)]).toEqual([
      240, 120, 30,
    ]);
  });

  it('Windows and macOS have 16,384 ports, not 16,383', () => {
    expect([portsOf('windows'), portsOf('macos')]).toEqual([16_384, 16_384]);
  });

  it('EC2 forgets idle connections after 350 s on Nitro v6, not after five days', () => {
    expect(profileNamed('aws/security-group').firewall?.establishedIdleSeconds).toMatchObject({
      value: 432_000,
      disagreements: [{ value: 350, note: expect.stringContaining('Nitro v6') }],
    });
  });

  it('Azure Load Balancer’s longest idle timeout is 120 minutes, or 100 by another page', () => {
    expect(translatorOf('azure/load-balancer-outbound').limits?.['idleTimeoutSeconds']).toMatchObject({
      value: { max: 120 * 60 },
      disagreements: [{ value: { max: 100 * 60 } }],
    });
  });

  it('Cloud NAT has 300 addresses of one’s own a gateway, not 50', () => {
    expect(translatorOf('gcp/cloud-nat').maxPublicIps).toMatchObject({
      value: 300,
      disagreements: [{ value: 50 }],
    });
  });

  it('Cloud NAT rounds blocks up to a power of two, though not everybody finds so', () => {
    expect(translatorOf('gcp/cloud-nat').blockRounding).toMatchObject({
      value: 'power-of-two',
      disagreements: [{ value: 'none' }],
    });
  });

  it('AKS nodes that fit are rounded down: rounding to the nearest would promise ports twice', () => {
    // 64,000 / 6,000 = 10.67: eleven nodes would want 66,000 ports.
    const served = ALLOCATION_RULES.manual.machinesServed({
      allocation: { kind: 'manual', portsPerVm: 6000 },
      facts: translatorOf('azure/load-balancer-outbound'),
      publicIps: 1,
      instances: 11,
    });
    expect(served).toBe(10);
  });
});

describe('addresses of one gateway', () => {
  it.each([
    ['aws/nat-gateway', 8],
    ['aws/nat-gateway-regional', 32],
    ['azure/nat-gateway', 16],
    ['azure/firewall', 250],
    ['gcp/cloud-nat', 300],
  ])('%s: no more than %d, of which a plan and a document both know', (id, addresses) => {
    const { maxPublicIps, limits } = translatorOf(id);
    expect(maxPublicIps?.value).toBe(addresses);
    expect(limits?.['publicIps']?.value).toEqual({ max: addresses });
    expect(limits?.['maxPublicIps']?.value).toEqual({ max: addresses });
  });
});

describe('netfilter and Cilium', () => {
  it('give up after 248 candidates, and after 32 of which few are new', () => {
    expect(translatorOf('linux/iptables-masquerade').portSearch?.value).toEqual({
      kind: 'probe',
      attempts: 128 + 64 + 32 + 16 + 8,
    });
    expect(translatorOf('cilium/bpf-masquerade').portSearch?.note).toMatch(/32 candidates since 1\.18/);
  });

  it('netfilter pins a client to one address for each destination', () => {
    expect(translatorOf('linux/iptables-masquerade').ipSelection?.value).toBe('hash-source-destination');
  });

  it('hold a closed connection by their own timers, not by TIME_WAIT of a socket', () => {
    expect(numberOf(translatorOf('linux/iptables-masquerade').quarantineSeconds)).toBe(120);
    expect(numberOf(translatorOf('linux/iptables-masquerade').resetQuarantineSeconds)).toBe(10);
    expect(numberOf(profileNamed('linux').host?.timeWaitSeconds)).toBe(60);
  });
});

describe('a NAT that follows RFC 4787', () => {
  it('is the only one that does not use a port for two destinations', () => {
    const scopeOf = (id: string): string | undefined => translatorOf(id).tupleScope?.value;
    expect(scopeOf('cgnat')).toBe('translator');
    for (const id of ['aws/nat-gateway', 'azure/nat-gateway', 'gcp/cloud-nat', 'linux/iptables-masquerade']) {
      expect(scopeOf(id)).toBe('endpoint');
    }
  });
});
