import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isPlainObject, readForecast, readTopology } from '@portplan/documents';
import type { TopologyNode } from '@portplan/engine';
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

describe('ids', () => {
  /** The plan with the load balancer under another name, and what it says of a former one. */
  const renamedPlan = (former: object = {}): ImportResult =>
    importTerraform(
      JSON.parse(PLAN.replaceAll('aws_lb.edge', 'aws_lb.front'), (_, value: unknown) =>
        isPlainObject(value) && value['address'] === 'aws_lb.front'
          ? { ...value, name: 'front', ...('change' in value ? former : {}) }
          : value,
      ),
    );

  it('stay when a resource is moved, and with them your edits and the legs', () => {
    const documents = yours((each) => edited(each, 'lb-edge', { description: 'the way in' }));
    const result = merged(documents, renamedPlan({ previous_address: 'aws_lb.edge' }));
    expect(result.topology.nodes.map(({ id }) => id)).toEqual(SHOP.topology.nodes.map(({ id }) => id));
    expect(result.topology.legs.map(({ id }) => id)).toEqual(SHOP.topology.legs.map(({ id }) => id));
    expect(nodeOf(result, 'lb-edge')).toMatchObject({
      description: 'the way in',
      provenance: { profile: { from: 'aws_lb.front' } },
    });
    expect([result.changes, result.conflicts]).toEqual([[], []]);
    // The next import, of which the move is no part any more, knows the resource by its new address.
    const next = merged(result, renamedPlan(), result.generated);
    expect([next.changes, next.conflicts]).toEqual([[], []]);
  });

  it('are those of another resource where nothing says that it moved', () => {
    const result = merged(SHOP, renamedPlan());
    expect(result.changes).toContainEqual(expect.objectContaining({ kind: 'removed', id: 'lb-edge' }));
    expect(result.changes).toContainEqual(expect.objectContaining({ kind: 'added', id: 'lb-front' }));
  });

  it('that you gave stay yours, everywhere', () => {
    const rename = (text: string): string =>
      text.replaceAll(`"${GATEWAY}"`, '"egress"').replaceAll('-to-internet-via-', '-out-');
    const documents = JSON.parse(
      rename(JSON.stringify({ topology: SHOP.topology, forecast: SHOP.forecast })),
    ) as Documents;
    const result = merged(documents, edited(SHOP, GATEWAY, { publicIps: 3 }));
    expect(nodeOf(result, 'egress')).toMatchObject({ publicIps: 3 });
    expect(result.changes).toMatchObject([{ id: 'egress', field: 'publicIps', before: 2, after: 3 }]);
    expect(result.topology.legs).toEqual(documents.topology.legs);
  });

  it('that you gave are not taken by new resources', () => {
    const documents = JSON.parse(
      JSON.stringify({ topology: SHOP.topology, forecast: SHOP.forecast }).replaceAll(
        `"${GATEWAY}"`,
        '"lb-new"',
      ),
    ) as Documents;
    const extra: TopologyNode = { id: 'lb-new', kind: 'load-balancer', profile: 'aws/alb' };
    const imported: ImportResult = {
      ...SHOP,
      topology: { ...SHOP.topology, nodes: [...SHOP.topology.nodes, extra] },
      addresses: { ...SHOP.addresses, 'lb-new': 'aws_lb.new' },
    };
    const result = merged(documents, imported);
    expect(nodeOf(result, 'lb-new')?.kind).toBe('nat-gateway');
    expect(result.changes).toMatchObject([
      { kind: 'added', part: 'node', id: expect.stringMatching(/^lb-new-[0-9a-f]{8}$/) as string },
    ]);
  });
});
