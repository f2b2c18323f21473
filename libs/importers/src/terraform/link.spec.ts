import type { NatGatewayNode } from '@portplan/engine';
import type { ImportResult } from '../import-result.js';
import { importTerraform } from './import-terraform.js';

type Key = string | number;

/** A resource of a plan before the first apply: every id is unknown, its configuration has references. */
interface Planned {
  readonly type: string;
  readonly name: string;
  readonly keys?: readonly Key[];
  readonly values?: Readonly<Record<string, unknown>>;
  /** References by attribute: these attributes are unknown. */
  readonly references?: Readonly<Record<string, readonly string[]>>;
  readonly repetition?: readonly string[];
}

function valuesOf({ type, name, keys, values }: Planned): readonly Record<string, unknown>[] {
  const at = (suffix: string, index?: Key): Record<string, unknown> => ({
    address: `${type}.${name}${suffix}`,
    mode: 'managed',
    type,
    name,
    ...(index === undefined ? {} : { index }),
    values: values ?? {},
  });
  return keys === undefined ? [at('')] : keys.map((key) => at(`[${JSON.stringify(key)}]`, key));
}

function importPlan(...planned: readonly Planned[]): ImportResult {
  const resources = planned.flatMap(valuesOf);
  const changes = planned.flatMap((item) =>
    valuesOf(item).map(({ address }) => ({
      address,
      change: {
        after_unknown: Object.fromEntries(
          Object.keys(item.references ?? {}).map((attribute) => [attribute, true]),
        ),
      },
    })),
  );
  const configuration = planned.map(({ type, name, references, repetition }) => ({
    mode: 'managed',
    type,
    name,
    expressions: Object.fromEntries(
      Object.entries(references ?? {}).map(([attribute, list]) => [attribute, { references: list }]),
    ),
    ...(repetition === undefined ? {} : { for_each_expression: { references: repetition } }),
  }));
  return importTerraform({
    format_version: '1.2',
    planned_values: { root_module: { resources } },
    resource_changes: changes,
    configuration: { root_module: { resources: configuration } },
    variables: { egress_zone: { value: { a: { zone: 'a' }, b: { zone: 'b' }, c: { zone: 'a' } } } },
  });
}

function gateways({ topology }: ImportResult): readonly NatGatewayNode[] {
  return topology.nodes.filter((node): node is NatGatewayNode => node.kind === 'nat-gateway');
}

function natGateways(keys: readonly Key[], secondary: readonly string[]): Planned {
  return {
    type: 'aws_nat_gateway',
    name: 'this',
    keys,
    references: { allocation_id: ['aws_eip.nat', 'count.index'], secondary_allocation_ids: secondary },
  };
}

const primary = (keys: readonly Key[]): Planned => ({ type: 'aws_eip', name: 'nat', keys });

describe('addresses of gateways whose ids are not known yet', () => {
  it('are divided evenly where nothing tells them apart, as an assumption', () => {
    const secondary: Planned = { type: 'aws_eip', name: 'more', keys: [0, 1, 2, 3, 4, 5] };
    const result = importPlan(
      primary([0, 1]),
      secondary,
      natGateways([0, 1], ['aws_eip.more', 'count.index']),
    );
    expect(gateways(result).map(({ publicIps }) => publicIps)).toEqual([4, 4]);
    expect(
      result.assumptions.filter(({ pointer }) => pointer.endsWith('/publicIps')).map(({ reason }) => reason),
    ).toEqual([expect.stringContaining('3 each is assumed'), expect.stringContaining('3 each is assumed')]);
  });

  it('are not all counted where the division leaves some over, with a warning', () => {
    const secondary: Planned = { type: 'aws_eip', name: 'more', keys: [0, 1, 2, 3, 4] };
    const result = importPlan(primary([0, 1]), secondary, natGateways([0, 1], ['aws_eip.more']));
    expect(gateways(result).map(({ publicIps }) => publicIps)).toEqual([3, 3]);
    expect(result.warnings.map(({ code }) => code)).toContain('uneven-addresses');
  });

  it('belong to the gateway with whose key theirs begins', () => {
    const secondary: Planned = { type: 'aws_eip', name: 'more', keys: ['a-0', 'a-1', 'ab-0'] };
    const result = importPlan(primary(['a', 'ab', 'b']), secondary, {
      ...natGateways(['a', 'ab', 'b'], ['local.more', 'aws_eip.more', 'each.key']),
    });
    expect(gateways(result).map(({ id, publicIps }) => [id, publicIps])).toEqual([
      ['nat-gateway-this-a', 3],
      ['nat-gateway-this-ab', 2],
      ['nat-gateway-this-b', 1],
    ]);
  });

  it('are never more than a gateway can have, 8 with the first', () => {
    const secondary: Planned = {
      type: 'aws_eip',
      name: 'more',
      keys: Array.from({ length: 20 }, (_, key) => key),
    };
    const result = importPlan(primary([0]), secondary, natGateways([0], ['aws_eip.more']));
    expect(gateways(result)).toMatchObject([
      { publicIps: 8, provenance: { publicIps: { kind: 'assumed' } } },
    ]);
  });

  it('are all the only gateway’s, without a guess', () => {
    const secondary: Planned = { type: 'aws_eip', name: 'more', keys: [0, 1] };
    const result = importPlan(primary([0]), secondary, natGateways([0], ['aws_eip.more']));
    expect(gateways(result)).toMatchObject([
      { publicIps: 3, provenance: { publicIps: { kind: 'imported' } } },
    ]);
  });
});

describe('links that references tell', () => {
  const subnets: Planned = {
    type: 'aws_subnet',
    name: 'private',
    keys: ['a', 'b', 'c'],
    values: { availability_zone: 'z' },
  };
  const gateway: Planned = {
    type: 'aws_nat_gateway',
    name: 'this',
    keys: ['a', 'b'],
    references: { allocation_id: ['local.ips'] },
  };
  const table: Planned = { type: 'aws_route_table', name: 'private', keys: ['a', 'b'] };
  const route: Planned = {
    type: 'aws_route',
    name: 'out',
    keys: ['a', 'b'],
    values: { destination_cidr_block: '0.0.0.0/0' },
    references: {
      route_table_id: ['aws_route_table.private', 'each.key'],
      nat_gateway_id: ['aws_nat_gateway.this', 'each.key'],
    },
  };
  const machines: Planned = {
    type: 'aws_instance',
    name: 'app',
    keys: ['a', 'b', 'c'],
    references: { subnet_id: ['aws_subnet.private', 'each.key'] },
  };
  const association = (tables: readonly string[], repetition: readonly string[]): Planned => ({
    type: 'aws_route_table_association',
    name: 'private',
    keys: ['a', 'b', 'c'],
    repetition,
    references: { subnet_id: ['aws_subnet.private', 'each.key'], route_table_id: tables },
  });
  const shares = (result: ImportResult): readonly unknown[] =>
    result.topology.legs.filter(({ to }) => to === 'internet').map(({ via, share }) => [via, share]);

  it('by what a variable maps the key to: each.value.zone', () => {
    const tables = ['aws_route_table.private', 'each.value.zone', 'each.value'];
    const result = importPlan(
      subnets,
      gateway,
      table,
      route,
      machines,
      association(tables, ['var.egress_zone']),
    );
    expect(shares(result)).toEqual([
      [['nat-gateway-this-a'], 0.666667],
      [['nat-gateway-this-b'], 0.333333],
    ]);
  });

  it('by the resource that a for_each goes over: each.value.id', () => {
    const overSubnets: Planned = {
      type: 'aws_route_table_association',
      name: 'private',
      keys: ['a', 'b'],
      repetition: ['aws_subnet.private'],
      references: {
        subnet_id: ['each.value.id', 'each.value'],
        route_table_id: ['aws_route_table.private', 'each.key'],
      },
    };
    const result = importPlan(subnets, gateway, table, route, { ...machines, keys: ['a', 'b'] }, overSubnets);
    expect(shares(result)).toEqual([
      [['nat-gateway-this-a'], 0.5],
      [['nat-gateway-this-b'], 0.5],
    ]);
  });

  it('but not where they could be any of several: then there is no way out, and no guess', () => {
    const result = importPlan(
      subnets,
      gateway,
      table,
      route,
      machines,
      association(['aws_route_table.private', 'local.zones'], []),
    );
    expect(result.topology.legs.some(({ from }) => from === 'instance-app')).toBe(false);
  });

  it('around the number of instances, as element() does', () => {
    const counted = (item: Planned, keys: readonly number[]): Planned => ({ ...item, keys });
    const result = importPlan(
      counted(subnets, [0, 1, 2, 3]),
      counted(gateway, [0, 1]),
      counted(table, [0, 1]),
      {
        ...route,
        keys: [0, 1],
        references: {
          route_table_id: ['aws_route_table.private', 'count.index'],
          nat_gateway_id: ['aws_nat_gateway.this', 'count.index'],
        },
      },
      { ...machines, keys: [0, 1, 2, 3], references: { subnet_id: ['aws_subnet.private', 'count.index'] } },
      {
        ...association(['aws_route_table.private', 'count.index'], []),
        keys: [0, 1, 2, 3],
        references: {
          subnet_id: ['aws_subnet.private', 'count.index'],
          route_table_id: ['aws_route_table.private', 'count.index'],
        },
      },
    );
    expect(shares(result)).toEqual([
      [['nat-gateway-this-0'], 0.5],
      [['nat-gateway-this-1'], 0.5],
    ]);
  });
});
