import type { Bounds } from '../catalog/bounds.js';
import { allProfiles } from '../catalog/catalog.js';
import type { FieldLimits, Profile } from '../catalog/profile.js';
import { fieldAt } from './field-at.js';
import type { Problem } from './problem.js';
import type { Topology } from './topology.js';
import { topologyProblems } from './topology-problems.js';

/** Where a limit stands in the catalogue, and so which object of a document it is about. */
type Part = 'node' | 'host' | 'connections';
type Fields = Readonly<Record<string, unknown>>;
type Row = readonly [string, Profile, Part, string, Bounds];

const rowsOf = (profile: Profile, part: Part, limits: FieldLimits = {}): readonly Row[] =>
  Object.entries(limits).map(([field, { value }]) => [
    `${profile.id}: ${field}`,
    profile,
    part,
    field,
    value,
  ]);

const rows = allProfiles().flatMap((profile) => [
  ...rowsOf(profile, 'node', profile.translator?.limits),
  ...rowsOf(profile, 'node', profile.listener?.limits),
  ...rowsOf(profile, 'node', profile.firewall?.limits),
  ...rowsOf(profile, 'host', profile.host?.limits),
  ...rowsOf(profile, 'connections', profile.pool?.limits),
]);

/** A field under its dotted path, beside others: `allocation.portsPerVm` becomes `{ allocation: { portsPerVm } }`. */
const nested = (fields: Fields): Fields =>
  Object.entries(fields).reduce<Fields>((all, [path, value]) => {
    const [first = '', second] = path.split('.');
    const within = all[first];
    const beside = typeof within === 'object' && within !== null ? within : {};
    return { ...all, [first]: second === undefined ? value : { ...beside, [second]: value } };
  }, {});

/** A document with one node of a profile, whose fields are as given. */
const documentOf = ({ id, family, nodeKinds }: Profile, part: Part, fields: Fields): Topology => {
  const kind = family === 'host' ? 'backend' : nodeKinds[0];
  const own = nested(fields);
  const profile = family === 'host' ? {} : { profile: id };
  const host = { host: { ...(family === 'host' ? { profile: id } : {}), ...own } };
  const node = {
    id: 'x',
    kind,
    ...profile,
    ...(kind === 'proxy' ? { mode: 'forward' } : {}),
    ...(part === 'node' ? own : {}),
    ...(part === 'host' ? host : {}),
  };
  const leg = {
    id: 'l',
    from: 'x',
    to: 'y',
    responseTimeSeconds: 1,
    connections: { reuse: 'keep-alive', ...own },
  };
  return {
    name: 'limits',
    nodes: [node, { id: 'y', kind: 'external' }],
    legs: part === 'connections' ? [leg] : [],
  } as unknown as Topology;
};

const problemsOf = (profile: Profile, part: Part, fields: Fields): readonly Problem[] =>
  topologyProblems(documentOf(profile, part, fields));

/** What else must stand in the document for the field to mean something. */
const context = (field: string, { where = {} }: Bounds): Fields => ({
  ...(/^allocation\.m(in|ax)PortsPerVm$/.test(field) ? { 'allocation.kind': 'dynamic-per-vm' } : {}),
  ...where,
});

const isRange = (field: string): boolean => field === 'ephemeralPortRange';

/** The ends of what is accepted. */
const within = (field: string, { min, max, leastPorts, oneOf }: Bounds): readonly unknown[] => {
  if (oneOf !== undefined) return oneOf;
  if (isRange(field) && min !== undefined)
    return [
      [min, max],
      [min, min + (leastPorts ?? 1) - 1],
    ];
  return [min, max].filter((end) => end !== undefined);
};

/** One beyond each end, and what lies between the steps. */
const beyond = (
  field: string,
  { min, max, multipleOf, powerOfTwo, leastPorts, oneOf }: Bounds,
): readonly unknown[] => {
  if (oneOf !== undefined)
    return [typeof oneOf[0] === 'boolean' ? !oneOf[0] : field === 'tupleScope' ? 'translator' : 'hash'];
  if (isRange(field) && min !== undefined && max !== undefined) {
    return [
      [min - 1, max],
      [min, max + 1],
      ...(leastPorts === undefined ? [] : [[min, min + leastPorts - 2]]),
    ];
  }
  return [
    ...(min === undefined ? [] : [min - 1]),
    ...(max === undefined ? [] : [max + 1]),
    ...(multipleOf === undefined ? [] : [(min ?? 0) + multipleOf + 1]),
    ...(powerOfTwo === undefined ? [] : [(min ?? 1) * 3]),
  ];
};

describe('every bound of the catalogue', () => {
  it('is there for each profile that a provider sets limits to', () => {
    const limited = [
      'aws/alb',
      'aws/gwlb',
      'aws/nat-gateway',
      'aws/nat-gateway-regional',
      'aws/network-acl',
      'aws/nlb',
      'aws/security-group',
      'azure/app-service',
      'azure/firewall',
      'azure/load-balancer',
      'azure/load-balancer-outbound',
      'azure/nat-gateway',
      'azure/nat-gateway-v2',
      'gcp/application-lb',
      'gcp/cloud-nat',
      'huawei/nat-gateway-extra-large',
      'huawei/nat-gateway-large',
      'huawei/nat-gateway-medium',
      'huawei/nat-gateway-small',
      'linux',
      'tencent/nat-gateway',
      'windows',
    ];
    expect(rows.map(([, { id }]) => id)).toEqual(expect.arrayContaining(limited));
    expect(rows.length).toBeGreaterThan(55);
  });

  it.each(rows)('%s accepts its ends', (_name, profile, part, field, bounds) => {
    const ends = within(field, bounds);
    expect(ends.length).toBeGreaterThan(0);
    for (const end of ends) {
      expect(problemsOf(profile, part, { ...context(field, bounds), [field]: end })).toEqual([]);
    }
  });

  it.each(rows)(
    '%s refuses one beyond, with field, value, limit and source',
    (_name, profile, part, field, bounds) => {
      const outside = beyond(field, bounds);
      expect(outside.length).toBeGreaterThan(0);
      for (const value of outside) {
        const [problem, ...others] = problemsOf(profile, part, { ...context(field, bounds), [field]: value });
        expect(others).toEqual([]);
        expect(problem?.pointer.endsWith(`/${field.replaceAll('.', '/')}`)).toBe(true);
        expect(problem?.message).toContain(
          `has ${field} ${typeof value === 'string' ? value : JSON.stringify(value)}; ${profile.id} allows `,
        );
        expect(problem?.message).toMatch(/\(https:\/\/.+, 20\d\d(-\d\d){0,2}\)$/);
      }
    },
  );

  const withDefault = rows.flatMap(([name, profile, part, field]) => {
    const { host, pool, translator } = profile;
    const defaults = part === 'host' ? host : part === 'connections' ? pool : translator;
    const own = fieldAt(defaults, field);
    return typeof own === 'object' && own !== null && 'value' in own
      ? [[name, profile, part, field, own.value] as const]
      : [];
  });
  it.each(withDefault)('%s admits what the profile itself says', (_name, profile, part, field, own) => {
    expect(problemsOf(profile, part, { [field]: own })).toEqual([]);
  });
});

describe('what a provider refuses', () => {
  const only = (fields: Fields, id: string, part: Part = 'node'): string => {
    const profile = allProfiles().find((each) => each.id === id);
    if (profile === undefined) throw new Error(`no profile ${id}`);
    const problems = problemsOf(profile, part, fields);
    expect(problems).toHaveLength(1);
    return `${problems[0]?.pointer ?? ''} ${problems[0]?.code ?? ''}: ${problems[0]?.message ?? ''}`;
  };

  it('Cloud NAT: 131,072 ports for a VM', () => {
    expect(
      only({ 'allocation.kind': 'static-per-vm', 'allocation.portsPerVm': 131_072 }, 'gcp/cloud-nat'),
    ).toMatch(
      /^\/nodes\/0\/allocation\/portsPerVm above-hard-limit: node "x" has allocation\.portsPerVm 131072; gcp\/cloud-nat allows 2 to 65536 ports \(https:.*, 2026\)$/,
    );
  });

  it('Azure: an idle timeout of 30 s, where minutes were meant', () => {
    expect(only({ idleTimeoutSeconds: 30 }, 'azure/nat-gateway')).toMatch(
      /^\/nodes\/0\/idleTimeoutSeconds below-hard-limit: .* has idleTimeoutSeconds 30; azure\/nat-gateway allows 240 to 7200 seconds, multiples of 60: 4 to 120 minutes \(/,
    );
  });

  it('AWS: any idle timeout of a NAT gateway but its own', () => {
    expect(only({ idleTimeoutSeconds: 600 }, 'aws/nat-gateway')).toMatch(
      /allows 350 seconds and nothing else: cannot be configured \(/,
    );
  });

  it('Cloud NAT: endpoint-independent mapping with dynamic allocation, though each alone is allowed', () => {
    const dynamic = { 'allocation.kind': 'dynamic-per-vm' };
    expect(only({ ...dynamic, tupleScope: 'translator' }, 'gcp/cloud-nat')).toMatch(
      /not-offered: .* allows only endpoint where allocation\.kind is dynamic-per-vm: .*exclude each other/,
    );
    const gateway = allProfiles().find(({ id }) => id === 'gcp/cloud-nat');
    if (gateway === undefined) throw new Error('no Cloud NAT');
    expect(problemsOf(gateway, 'node', dynamic)).toEqual([]);
    expect(problemsOf(gateway, 'node', { tupleScope: 'translator' })).toEqual([]);
  });

  it('Cloud NAT: a largest block that is not above the smallest, given or by default', () => {
    const dynamic = { 'allocation.kind': 'dynamic-per-vm', 'allocation.maxPortsPerVm': 64 };
    expect(only({ ...dynamic, 'allocation.minPortsPerVm': 64 }, 'gcp/cloud-nat')).toMatch(
      /maxPortsPerVm below-hard-limit: .* above allocation\.minPortsPerVm/,
    );
  });

  it('Linux: a TIME_WAIT other than 60 s, also as one end of an interval', () => {
    expect(only({ timeWaitSeconds: 15 }, 'linux', 'host')).toMatch(
      /^\/nodes\/0\/host\/timeWaitSeconds below-hard-limit: the host of node "x" has timeWaitSeconds 15; linux allows 60 seconds and nothing else: compiled in/,
    );
    expect(only({ timeWaitSeconds: { low: 30, high: 60 } }, 'linux', 'host')).toMatch(/below-hard-limit/);
  });

  it('of a host that nobody named, nothing: it need not be Linux', () => {
    expect(
      topologyProblems({
        apiVersion: 'portplan/v1',
        kind: 'Topology',
        name: 'unnamed',
        nodes: [{ id: 'x', kind: 'backend', host: { timeWaitSeconds: 15 } }],
        legs: [],
      }),
    ).toEqual([]);
  });
});
