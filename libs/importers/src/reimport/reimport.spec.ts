import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readForecast, readTopology } from '@portplan/documents';
import type { Leg, TopologyNode } from '@portplan/engine';
import type { ImportResult } from '../import-result.js';
import { importTerraform } from '../terraform/import-terraform.js';
import type { Documents, Generated } from './generated.js';
import { reimport, type Reimport } from './reimport.js';

const PLAN = readFileSync(
  fileURLToPath(new URL('../../../../examples/terraform-aws-shop/plan.json', import.meta.url)),
  'utf8',
);
const SHOP = importTerraform(PLAN);
const GATEWAY = 'network-nat-gateway-this-eu-west-1a';
const WEB = 'service-web-autoscaling-group-this';

/** The documents with a node, leg or demand changed. */
function edited<T extends Documents>(documents: T, id: string, change: object | null): T {
  const list = <Item>(items: readonly Item[], idOf: (item: Item) => string): readonly Item[] =>
    items.flatMap((item) => (idOf(item) !== id ? item : change === null ? [] : { ...item, ...change }));
  return {
    ...documents,
    topology: {
      ...documents.topology,
      nodes: list(documents.topology.nodes, (node) => node.id),
      legs: list(documents.topology.legs, (leg) => leg.id),
    },
    forecast: { ...documents.forecast, demand: list(documents.forecast.demand, ({ source }) => source) },
  };
}

const yours = (change: (documents: Documents) => Documents): Documents =>
  change({ topology: SHOP.topology, forecast: SHOP.forecast });
const merged = (documents: Documents, imported: ImportResult, base: Generated = SHOP): Reimport => {
  const result = reimport({ base, yours: documents, imported });
  readTopology(result.topology);
  readForecast(result.forecast);
  return result;
};
const nodeOf = ({ topology }: Documents, id: string): TopologyNode | undefined =>
  topology.nodes.find((node) => node.id === id);
const legOf = ({ topology }: Documents, id: string): Leg | undefined =>
  topology.legs.find((leg) => leg.id === id);

describe('a re-import', () => {
  it('of the same plan changes nothing, whatever was edited', () => {
    const { topology, forecast } = yours((each) => edited(each, GATEWAY, { publicIps: 7 }));
    const demand = forecast.demand.map((each) => ({ ...each, requestsPerSecond: 1200 }));
    const documents = { topology, forecast: { ...forecast, demand } };
    const result = merged(documents, SHOP);
    expect(result.topology).toEqual(documents.topology);
    expect(result.forecast).toEqual(documents.forecast);
    expect([result.changes, result.conflicts]).toEqual([[], []]);
  });

  it('into documents that nobody edited gives the new import', () => {
    const imported = edited(SHOP, GATEWAY, { publicIps: 3 });
    const result = merged(SHOP, imported);
    expect(result.topology).toEqual(imported.topology);
    expect(result.forecast).toEqual(imported.forecast);
    expect(result.changes).toEqual([
      {
        kind: 'changed',
        document: 'topology',
        part: 'node',
        id: GATEWAY,
        field: 'publicIps',
        before: 2,
        after: 3,
      },
    ]);
  });

  it('takes what only the import changed and keeps what only you changed, in one node', () => {
    const documents = yours((each) => edited(each, WEB, { endpoints: 9, description: 'the shop' }));
    const imported = edited(SHOP, WEB, {
      instances: { min: 4, max: 48, requestsPerSecondPerInstance: 50 },
    });
    const result = merged(documents, imported);
    expect(nodeOf(result, WEB)).toMatchObject({
      endpoints: 9,
      description: 'the shop',
      instances: { min: 4, max: 48, requestsPerSecondPerInstance: 50 },
    });
    expect(result.changes).toMatchObject([{ id: WEB, field: 'instances.max', before: 24, after: 48 }]);
    expect(result.conflicts).toEqual([]);
  });

  it('keeps the profiles that you defined, and what names them', () => {
    const profile = {
      id: 'acme/nat',
      basedOn: 'aws/nat-gateway',
      source: 'measured',
      asOf: '2026-11-20',
      translator: { portsPerIp: 50_000 },
    };
    const named = yours((each) => edited(each, GATEWAY, { profile: profile.id }));
    const documents = { ...named, topology: { ...named.topology, profiles: [profile] } };
    const result = merged(documents, edited(SHOP, GATEWAY, { publicIps: 3 }));
    expect(result.topology.profiles).toEqual([profile]);
    expect(nodeOf(result, GATEWAY)).toMatchObject({ profile: profile.id, publicIps: 3 });
    expect(result.conflicts).toEqual([]);
  });

  it('keeps yours where both changed a field, tells all three values, and marks it', () => {
    const documents = yours((each) => edited(each, GATEWAY, { publicIps: 5 }));
    const result = merged(documents, edited(SHOP, GATEWAY, { publicIps: 3 }));
    expect(nodeOf(result, GATEWAY)).toMatchObject({
      publicIps: 5,
      provenance: { publicIps: { kind: 'given', reason: 'kept against the import, which says 3' } },
    });
    expect(result.changes).toEqual([]);
    expect(result.conflicts).toEqual([
      {
        kind: 'changed-by-both',
        document: 'topology',
        part: 'node',
        id: GATEWAY,
        field: 'publicIps',
        base: 2,
        yours: 5,
        imported: 3,
      },
    ]);
    expect(result.notes).toContainEqual({
      document: 'topology',
      pointer: `/nodes/${String(result.topology.nodes.findIndex(({ id }) => id === GATEWAY))}/publicIps`,
      label: 'conflict',
      text: 'yours is kept; the import says 3, and said 2 before',
    });
    // Told once: the next import of the same plan finds yours as it is.
    const again = merged(result, edited(SHOP, GATEWAY, { publicIps: 3 }), result.generated);
    expect(again.conflicts).toEqual([]);
    expect(nodeOf(again, GATEWAY)).toMatchObject({ publicIps: 5 });
  });

  it('agrees with you silently where you and the import made the same change', () => {
    const change = { publicIps: 4 };
    const result = merged(
      yours((each) => edited(each, GATEWAY, change)),
      edited(SHOP, GATEWAY, change),
    );
    expect([result.changes, result.conflicts]).toEqual([[], []]);
  });

  it('does not mix ways of reusing connections', () => {
    const [leg] = SHOP.topology.legs;
    const id = leg?.id ?? '';
    const documents = yours((each) => edited(each, id, { connections: { reuse: 'none' } }));
    const imported = edited(SHOP, id, { connections: { reuse: 'keep-alive', idleTimeoutSeconds: 30 } });
    const result = merged(documents, imported);
    expect(legOf(result, id)?.connections).toEqual({ reuse: 'none' });
    expect(result.conflicts).toMatchObject([{ id, field: 'connections' }]);
  });

  it('keeps your time of the forecast without a word, and its demand', () => {
    const documents = {
      ...SHOP,
      forecast: { ...SHOP.forecast, start: '2027-01-01T00:00:00Z', name: 'autumn' },
    };
    const imported = { ...SHOP, forecast: { ...SHOP.forecast, start: '2026-12-24T00:00:00Z' } };
    const result = merged(documents, imported);
    expect(result.forecast).toMatchObject({ start: '2027-01-01T00:00:00Z', name: 'autumn' });
    expect([result.changes, result.conflicts]).toEqual([[], []]);
  });
});

describe('resources that come and go', () => {
  const without = (...ids: readonly string[]): ImportResult =>
    ids.reduce((result, id) => {
      const less = edited(result, id, null);
      const legs = less.topology.legs.filter((leg) => ![leg.from, leg.to, ...(leg.via ?? [])].includes(id));
      return { ...less, topology: { ...less.topology, legs } };
    }, SHOP);
  const STOCK = 'service-stock-autoscaling-group-this';

  it('are removed with their legs where nobody edited them', () => {
    const result = merged(SHOP, without(STOCK));
    expect(nodeOf(result, STOCK)).toBeUndefined();
    expect(result.topology.legs.some(({ from, to }) => [from, to].includes(STOCK))).toBe(false);
    expect(result.changes).toContainEqual(
      expect.objectContaining({ kind: 'removed', part: 'node', id: STOCK }),
    );
    expect(result.conflicts).toEqual([]);
  });

  it('stay where you edited them, as a conflict', () => {
    const result = merged(
      yours((each) => edited(each, STOCK, { instances: 12 })),
      without(STOCK),
    );
    expect(nodeOf(result, STOCK)).toMatchObject({ instances: 12 });
    expect(result.conflicts).toMatchObject([{ kind: 'removed-by-import', part: 'node', id: STOCK }]);
    expect(result.notes.find(({ label }) => label === 'conflict')?.text).toMatch(/gone from the source/);
  });

  it('stay where a leg of yours leads to them', () => {
    const mine: Leg = { id: 'mine', from: WEB, to: STOCK, responseTimeSeconds: 1 };
    const documents = {
      ...SHOP,
      topology: { ...SHOP.topology, legs: [...SHOP.topology.legs, mine] },
    };
    const result = merged(documents, without(STOCK));
    expect(legOf(result, 'mine')).toEqual(mine);
    expect(nodeOf(result, STOCK)).toBeDefined();
    expect(result.conflicts).toMatchObject([{ kind: 'still-used', part: 'node', id: STOCK }]);
    expect(result.changes.some(({ id }) => id === STOCK)).toBe(false);
  });

  it('are added where they stand in the import, with what is assumed of them', () => {
    const base = without(STOCK);
    const result = merged(base, SHOP, base);
    expect(result.topology).toEqual(SHOP.topology);
    expect(result.changes).toContainEqual(
      expect.objectContaining({ kind: 'added', part: 'node', id: STOCK }),
    );
    expect(result.notes).toContainEqual({
      document: 'topology',
      pointer: `/nodes/${String(SHOP.topology.nodes.findIndex(({ id }) => id === STOCK))}/host/profile`,
      label: 'assumed',
      text: expect.stringMatching(/operating system/) as string,
    });
  });

  it('stay away where you removed them, and what comes to lead there is left out', () => {
    const documents = without('internet');
    const result = merged(documents, SHOP);
    expect(result.topology).toEqual(documents.topology);
    expect(result.conflicts).toEqual([]);

    const base = without(STOCK);
    const removed = edited(
      {
        ...base,
        topology: { ...base.topology, legs: base.topology.legs.filter(({ to }) => to !== 'internet') },
      },
      'internet',
      null,
    );
    const later = merged(removed, SHOP, base);
    expect(nodeOf(later, 'internet')).toBeUndefined();
    expect(nodeOf(later, STOCK)).toBeDefined();
    expect(later.conflicts.every(({ kind, part }) => kind === 'removed-by-you' && part === 'leg')).toBe(true);
    expect(later.conflicts.length).toBeGreaterThan(0);
  });

  it('are a conflict where you removed them and the import changed them', () => {
    const result = merged(
      yours((each) => {
        const legs = each.topology.legs.filter(
          ({ from, to }) => ![from, to].includes('network-vpc-endpoint-s3'),
        );
        return edited({ ...each, topology: { ...each.topology, legs } }, 'network-vpc-endpoint-s3', null);
      }),
      edited(SHOP, 'network-vpc-endpoint-s3', { endpoints: 4 }),
    );
    expect(nodeOf(result, 'network-vpc-endpoint-s3')).toBeUndefined();
    expect(result.conflicts).toMatchObject([{ kind: 'removed-by-you', id: 'network-vpc-endpoint-s3' }]);
  });
});
