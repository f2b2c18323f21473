import { findProfile } from '../catalog/catalog.js';
import type { ProfileDefinition } from './profile-definition.js';
import { profilesOf } from './profiles-of.js';
import type { Topology } from './topology.js';
import { topologyProblems } from './topology-problems.js';

const FIREWALL: ProfileDefinition = {
  id: 'acme/egress-firewall',
  basedOn: 'linux/iptables-masquerade',
  source: 'load test of the lab firewall',
  asOf: '2026-11-20',
  translator: { portsPerIp: 20_000, maxPublicIps: 4 },
};

/** Defines profiles, and has a gateway and a program that name some. */
const topologyWith = (
  profiles: readonly ProfileDefinition[],
  profile = FIREWALL.id,
  host: { readonly profile?: string } = {},
  gateway: object = {},
): Topology => ({
  apiVersion: 'portplan/v1',
  kind: 'Topology',
  name: 'own',
  profiles,
  nodes: [
    { id: 'app', kind: 'backend', host },
    { id: 'nat', kind: 'nat-gateway', profile, ...gateway },
  ],
  legs: [],
});

const problemsOf = (topology: Topology): readonly (readonly [string, string, string])[] =>
  topologyProblems(topology).map(({ pointer, code, message }) => [pointer, code, message]);

describe('a profile that a topology defines', () => {
  const found = profilesOf({ profiles: [FIREWALL] })(FIREWALL.id);
  const base = findProfile(FIREWALL.basedOn);

  it('gives its values with its own source and date', () => {
    expect(found?.translator?.portsPerIp).toEqual({
      value: 20_000,
      unit: 'ports',
      source: FIREWALL.source,
      asOf: '2026-11-20',
      confidence: 'stated',
      profile: FIREWALL.id,
    });
  });

  it('has everything else of the row that it is based on', () => {
    expect(found).toMatchObject({ id: FIREWALL.id, basedOn: base?.id, title: FIREWALL.id });
    expect(found?.nodeKinds).toEqual(base?.nodeKinds);
    expect(found?.metrics).toEqual(base?.metrics);
    expect(found?.translator?.portSearch).toEqual(base?.translator?.portSearch);
  });

  it('says what is new of it before what holds for the row', () => {
    const noted = profilesOf({ profiles: [{ ...FIREWALL, title: 'Firewall', note: 'Not for UDP.' }] });
    expect(noted(FIREWALL.id)).toMatchObject({
      title: 'Firewall',
      notes: ['Not for UDP.', ...(base?.notes ?? [])],
    });
  });

  it('keeps of an allocation what it does not give, as a node does', () => {
    const profiles = [
      {
        ...FIREWALL,
        basedOn: 'gcp/cloud-nat',
        translator: { allocation: { kind: 'dynamic-per-vm', minPortsPerVm: 128 } },
      },
    ] as const;
    expect(profilesOf({ profiles })(FIREWALL.id)?.translator?.allocation?.value).toEqual({
      ...findProfile('gcp/cloud-nat')?.translator?.allocation?.value,
      kind: 'dynamic-per-vm',
      minPortsPerVm: 128,
    });
  });

  it('goes before a row of the same id, which a later catalogue may have', () => {
    const profiles = [{ ...FIREWALL, id: 'linux/ipvs' }];
    expect(profilesOf({ profiles })('linux/ipvs')?.translator?.portsPerIp?.value).toBe(20_000);
  });

  it('costs a topology without any nothing: the catalogue is asked itself', () => {
    expect(profilesOf({})).toBe(findProfile);
    expect(profilesOf({ profiles: [] })).toBe(findProfile);
  });
});

describe('the problems of profiles that a topology defines', () => {
  it('are none where it fits, named or not', () => {
    expect(problemsOf(topologyWith([FIREWALL]))).toEqual([]);
    expect(problemsOf(topologyWith([FIREWALL], 'aws/nat-gateway'))).toEqual([]);
  });

  it('name a row that is not there once, with the nearest, and not at each node that names the profile', () => {
    expect(problemsOf(topologyWith([{ ...FIREWALL, basedOn: 'aws/nat-gatway' }]))).toEqual([
      [
        '/profiles/0/basedOn',
        'unknown-profile',
        'profile "acme/egress-firewall" is based on "aws/nat-gatway", which is not in the catalogue; did you mean "aws/nat-gateway"?',
      ],
    ]);
  });

  it('take no profile of the topology for a row', () => {
    const second = { ...FIREWALL, id: 'acme/other', basedOn: FIREWALL.id };
    expect(problemsOf(topologyWith([FIREWALL, second]))[0]?.slice(0, 2)).toEqual([
      '/profiles/1/basedOn',
      'unknown-profile',
    ]);
  });

  it('name an id that is given twice', () => {
    expect(problemsOf(topologyWith([FIREWALL, FIREWALL]))[0]?.slice(0, 2)).toEqual([
      '/profiles/1/id',
      'duplicate-id',
    ]);
  });

  it('suggest among the catalogue and the topology’s own', () => {
    expect(problemsOf(topologyWith([FIREWALL], 'acme/egres-firewall'))).toEqual([
      [
        '/nodes/1/profile',
        'unknown-profile',
        `node "nat" names profile "acme/egres-firewall", which is not in the catalogue or among the topology's profiles; did you mean "acme/egress-firewall"?`,
      ],
    ]);
    expect(problemsOf(topologyWith([FIREWALL], 'aws/nat-gatewai'))[0]?.[2]).toMatch(
      /did you mean "aws\/nat-gateway"/,
    );
  });

  it('say where a profile does not fit the node or host that names it', () => {
    expect(
      problemsOf(topologyWith([{ ...FIREWALL, basedOn: 'linux/conntrack', translator: {} }])).map(
        ([at]) => at,
      ),
    ).toEqual(['/profiles/0/translator', '/nodes/1/profile']);
    expect(problemsOf(topologyWith([FIREWALL], FIREWALL.id, { profile: FIREWALL.id }))).toEqual([
      [
        '/nodes/0/host/profile',
        'profile-does-not-fit',
        'the host of node "app" needs a host profile such as linux or windows; "acme/egress-firewall" is a translator',
      ],
    ]);
  });

  it('say which values profiles of a kind have none of', () => {
    expect(problemsOf(topologyWith([{ ...FIREWALL, listener: { idleTimeoutSeconds: 5 } }]))).toEqual([
      [
        '/profiles/0/listener',
        'profile-does-not-fit',
        'profile "acme/egress-firewall" gives listener, but "linux/iptables-masquerade" is a translator and has none; it may give layer, snat, translator, firewall, prices',
      ],
    ]);
  });

  it.each([
    [
      'aws/nat-gateway',
      { translator: { publicIps: 40 } },
      '/profiles/0/translator/publicIps',
      /aws\/nat-gateway allows at most 8 addresses .*\(https:/,
    ],
    [
      'gcp/cloud-nat',
      { translator: { allocation: { kind: 'dynamic-per-vm', minPortsPerVm: 100 } } },
      '/profiles/0/translator/allocation/minPortsPerVm',
      /gcp\/cloud-nat allows/,
    ],
    [
      'linux',
      { host: { timeWaitSeconds: 10 } },
      '/profiles/0/host/timeWaitSeconds',
      /60 seconds and nothing else/,
    ],
    [
      'aws/security-group',
      { firewall: { establishedIdleSeconds: 5 } },
      '/profiles/0/firewall/establishedIdleSeconds',
      /establishedIdleSeconds 5; aws\/security-group allows 60 to 432000/,
    ],
    [
      'gcp/application-lb',
      { pool: { idleTimeoutSeconds: 60 } },
      '/profiles/0/pool/idleTimeoutSeconds',
      /cannot be configured/,
    ],
    [
      'gcp/application-lb',
      { listener: { idleTimeoutSeconds: 5000 } },
      '/profiles/0/listener/idleTimeoutSeconds',
      /5 to 1200 seconds/,
    ],
  ] as const)('name what %s refuses, with limit and source', (basedOn, values, pointer, words) => {
    const { translator: _, ...definition } = FIREWALL;
    const [problem, ...others] = problemsOf(
      topologyWith([{ ...definition, basedOn, ...values }], 'aws/nat-gateway'),
    );
    expect(others).toEqual([]);
    expect(problem?.[0]).toBe(pointer);
    expect(problem?.[2]).toMatch(words);
  });

  it('hold a node that names the profile to the limits of its row, beside what the profile gives', () => {
    const profiles = [
      {
        ...FIREWALL,
        basedOn: 'gcp/cloud-nat',
        translator: { allocation: { kind: 'dynamic-per-vm', minPortsPerVm: 512 } },
      },
    ] as const;
    const node = { allocation: { kind: 'dynamic-per-vm', maxPortsPerVm: 256 } };
    expect(problemsOf(topologyWith(profiles, FIREWALL.id, {}, node)).map(([at, code]) => [at, code])).toEqual(
      [['/nodes/1/allocation/maxPortsPerVm', 'below-hard-limit']],
    );
  });
});
