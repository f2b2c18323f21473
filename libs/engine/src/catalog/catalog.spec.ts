import { allProfiles, findProfile, nearestProfileId } from './catalog.js';
import type { Profile, Sourced } from './profile.js';

function profileNamed(id: string): Profile {
  const found = findProfile(id);
  if (found === undefined) throw new Error(`no profile ${id}`);
  return found;
}

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

const values = allProfiles().flatMap(valuesOf);
const PUBLIC = /https:\/\/|\bRFC \d{4}/;
const LOCAL = /FACTS|\bid \d{4,}|(^|\s)\/(work|home|tmp)\b/;

describe('the catalogue', () => {
  it('has every profile that the design names', () => {
    const named = `linux windows macos freebsd iana aws/nat-gateway aws/nat-gateway-regional azure/nat-gateway
      azure/load-balancer-outbound azure/firewall azure/app-service gcp/cloud-nat linux/iptables-masquerade
      kubernetes/node-snat cilium/bpf-masquerade cgnat aws/alb aws/nlb aws/gwlb azure/load-balancer gcp/application-lb
      linux/ipvs haproxy nginx envoy squid varnish apache go-net-http node-agent python-requests java-httpclient
      dotnet-httpclient aws/security-group aws/network-acl linux/conntrack`.split(/\s+/);
    expect(allProfiles().map(({ id }) => id)).toEqual(expect.arrayContaining(named));
  });

  it('is sorted by id, each once', () => {
    const ids = allProfiles().map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].sort());
  });

  it('cannot be changed, down to the last value', () => {
    const frozenThrough = (value: unknown): boolean =>
      typeof value !== 'object' ||
      value === null ||
      (Object.isFrozen(value) && Object.values(value).every(frozenThrough));
    expect(frozenThrough(allProfiles())).toBe(true);
  });

  it('finds a profile by its id and nothing by another', () => {
    expect(findProfile('linux')?.title).toMatch(/Linux/);
    expect(findProfile('Linux')).toBeUndefined();
    expect(findProfile('__proto__')).toBeUndefined();
  });

  it('suggests the profile that was meant', () => {
    expect(nearestProfileId('aws/nat-gatway')).toBe('aws/nat-gateway');
    expect(nearestProfileId('nat-gateway')).toBe('aws/nat-gateway');
    expect(nearestProfileId('Cloud-NAT')).toBe('gcp/cloud-nat');
    // Two letters from aws/nlb, and yet all of it stands in another.
    expect(nearestProfileId('aws/nat')).toBe('aws/nat-gateway');
    expect(nearestProfileId('gcp nat')).toBe('gcp/cloud-nat');
    expect(nearestProfileId('iptables')).toBe('linux/iptables-masquerade');
    expect(nearestProfileId('cilium')).toBe('cilium/bpf-masquerade');
    expect(nearestProfileId('k8s/node-snat')).toBe('kubernetes/node-snat');
    expect(nearestProfileId('')).toBeUndefined();
    expect(nearestProfileId('quantum/teleporter')).toBeUndefined();
  });
});

describe('every value of the catalogue', () => {
  it('has a public source, and no path of anybody’s machine', () => {
    expect(values.length).toBeGreaterThan(350);
    const cited = values.flatMap(([path, { source, note = '', disagreements = [] }]) => [
      [path, source, note] as const,
      ...disagreements.map((other) => [path, other.source, other.note ?? ''] as const),
    ]);
    expect(
      cited.filter(([, source, note]) => !PUBLIC.test(source) || LOCAL.test(`${source} ${note}`)),
    ).toEqual([]);
  });

  it('has a date, not one to come', () => {
    const dated = /^20\d{2}(-(0[1-9]|1[0-2])(-[0-3]\d)?)?$/;
    expect(values.filter(([, { asOf }]) => !dated.test(asOf) || asOf > '2026-12')).toEqual([]);
  });

  it('has a unit where it is a number and none where it is a name or a switch', () => {
    const units =
      /^(ports|share|seconds|connections|addresses|requests|streams|entries|(bits|packets)\/s|USD\/(h|GB))$/;
    const wrong = values.filter(([, { value, unit }]) => {
      if (typeof value === 'string' || typeof value === 'boolean') return unit !== '';
      if (typeof value === 'object' && value !== null && 'kind' in value)
        return !['', 'ports'].includes(unit);
      if (typeof value === 'object' && value !== null && 'oneOf' in value) return unit !== '';
      return !units.test(unit) && !(unit === '' && (value === 4 || value === 7));
    });
    expect(wrong).toEqual([]);
  });

  it('is not negative, not NaN, and its ranges are the right way round', () => {
    const wrong = values.filter(([, { value }]) => {
      if (typeof value === 'number') return !(Number.isFinite(value) && value >= 0);
      if (!Array.isArray(value) || typeof value[0] !== 'number') return false;
      return !(value[0] <= Number(value[1]));
    });
    expect(wrong).toEqual([]);
  });

  it('says what sources disagree with, not the value itself again', () => {
    const disputed = values.filter(([, { disagreements = [] }]) => disagreements.length > 0);
    expect(disputed.map(([path]) => path)).toEqual(
      expect.arrayContaining([
        'aws/security-group.firewall.establishedIdleSeconds',
        'azure/load-balancer-outbound.translator.limits.idleTimeoutSeconds',
        'gcp/cloud-nat.translator.blockRounding',
        'gcp/cloud-nat.translator.maxPublicIps',
        'linux.host.ephemeralPortRange',
        'windows.host.timeWaitSeconds',
      ]),
    );
    const same = disputed.filter(([, { value, disagreements = [] }]) =>
      disagreements.some((other) => other.value === value && other.note === undefined),
    );
    expect(same).toEqual([]);
  });

  it('is admitted to be unconfirmed where it is', () => {
    const unconfirmed = new Set(
      values.filter(([, { confidence }]) => confidence === 'unconfirmed').map(([path]) => path.split('.')[0]),
    );
    expect([...unconfirmed]).toEqual([
      'alibaba/nat-gateway',
      'aws/alb',
      'aws/nat-gateway-regional',
      'azure/firewall',
      'freebsd',
      'huawei/nat-gateway-enterprise',
      'huawei/nat-gateway-extra-large',
      'huawei/nat-gateway-large',
      'huawei/nat-gateway-medium',
      'huawei/nat-gateway-micro',
      'huawei/nat-gateway-small',
      'tencent/nat-gateway',
    ]);
  });
});

describe('what may name a profile', () => {
  const kindsOf = (id: string): Profile['nodeKinds'] => profileNamed(id).nodeKinds;

  it('a host is named by none: it stands under host.profile', () => {
    const hosts = allProfiles().filter(({ family }) => family === 'host');
    expect(hosts.filter(({ nodeKinds }) => nodeKinds.length > 0)).toEqual([]);
    expect(
      allProfiles().filter(({ family, nodeKinds }) => family !== 'host' && nodeKinds.length === 0),
    ).toEqual([]);
  });

  it('programs that call are backends, clusters and clients', () => {
    for (const profile of allProfiles().filter(({ family }) => family === 'client')) {
      expect(profile.nodeKinds).toEqual(expect.arrayContaining(['backend', 'cluster', 'clients']));
    }
  });

  it('what can be two things may be named as either', () => {
    for (const id of ['haproxy', 'nginx', 'envoy']) expect(kindsOf(id)).toEqual(['proxy', 'load-balancer']);
    for (const id of ['kubernetes/node-snat', 'cilium/bpf-masquerade']) {
      expect(kindsOf(id)).toEqual(['cluster', 'nat-gateway']);
    }
    expect(kindsOf('azure/firewall')).toEqual(['nat-gateway', 'firewall']);
    expect(kindsOf('aws/nlb')).toEqual(['load-balancer']);
  });

  it('a gateway’s profile has all that a plan asks of a gateway', () => {
    const gateways = allProfiles().filter(({ nodeKinds }) => nodeKinds.includes('nat-gateway'));
    expect(gateways.length).toBeGreaterThan(12);
    for (const { id, translator } of gateways) {
      const asked = [
        'portsPerIp',
        'quarantineSeconds',
        'tupleScope',
        'allocation',
        'portSearch',
        'ipSelection',
        'scope',
        'rewritesDestination',
      ];
      expect([id, asked.filter((field) => !Object.keys(translator ?? {}).includes(field))]).toEqual([id, []]);
    }
  });
});
