import type { TopologyNode } from '@portplan/engine';
import type { ImportResult } from '../../import-result.js';
import { importTerraform } from '../import-terraform.js';

type Attributes = Readonly<Record<string, unknown>>;

const resource = (type: string, name: string, attributes: Attributes): unknown => ({
  mode: 'managed',
  type: `google_${type}`,
  name,
  instances: [{ attributes }],
});
const importState = (...resources: readonly unknown[]): ImportResult =>
  importTerraform({ version: 4, lineage: 'x', resources });
const node = ({ topology }: ImportResult, id: string): TopologyNode | undefined =>
  topology.nodes.find((item) => item.id === id);
const reasonAt = ({ assumptions }: ImportResult, end: string): string | undefined =>
  assumptions.find(({ pointer }) => pointer.endsWith(end))?.reason;

const other = resource('compute_instance', 'other', { name: 'other', zone: 'europe-west4-a' });

describe('managed instance groups', () => {
  const group = (attributes: Attributes): unknown =>
    resource('compute_instance_group_manager', 'g', {
      id: 'projects/p/zones/europe-west4-a/instanceGroupManagers/g',
      name: 'g',
      zone: 'europe-west4-a',
      ...attributes,
    });
  const autoscaler = (policy: Attributes): unknown =>
    resource('compute_autoscaler', 's', { target: 'g', autoscaling_policy: [policy] });
  const id = 'compute-instance-group-manager-g';

  it('have their target size', () => {
    expect(node(importState(group({ target_size: 3 })), id)).toMatchObject({ instances: 3, zones: 1 });
  });

  it('of no size are left out, with the reason', () => {
    const result = importState(group({ target_size: 0 }), other);
    expect(node(result, id)).toBeUndefined();
    expect(result.notUnderstood.map(({ reason }) => reason)).toEqual([
      'target_size is 0: the group never has a machine',
    ]);
  });

  it('have the bounds of their autoscaler, whatever size they have now', () => {
    const result = importState(group({ target_size: 4 }), autoscaler({ min_replicas: 2, max_replicas: 9 }));
    expect(node(result, id)).toMatchObject({ instances: { min: 2, max: 9 } });
    expect(reasonAt(result, '/instances/requestsPerSecondPerInstance')).toContain(
      'at how many requests per second the group adds an instance',
    );
  });

  it('keep their size where the autoscaler is switched off', () => {
    const off = autoscaler({ min_replicas: 2, max_replicas: 9, mode: 'OFF' });
    expect(node(importState(group({ target_size: 4 }), off), id)).toMatchObject({ instances: 4 });
  });
});

describe('node pools of GKE', () => {
  const cluster = (attributes: Attributes = {}): unknown =>
    resource('container_cluster', 'c', {
      id: 'projects/p/locations/europe-west4/clusters/c',
      name: 'c',
      location: 'europe-west4',
      remove_default_node_pool: true,
      private_cluster_config: [{ enable_private_nodes: true }],
      ...attributes,
    });
  const pool = (attributes: Attributes): unknown =>
    resource('container_node_pool', 'p', {
      name: 'p',
      cluster: 'c',
      location: 'europe-west4',
      ...attributes,
    });
  const id = 'container-node-pool-p';

  it('have their nodes in each zone', () => {
    const zones = ['europe-west4-a', 'europe-west4-b'];
    const result = importState(cluster(), pool({ node_count: 2, node_locations: zones }));
    expect(node(result, id)).toMatchObject({ kind: 'cluster', instances: 4 });
  });

  it('of a regional cluster that names no zones are assumed to be in three', () => {
    const result = importState(cluster(), pool({ node_count: 2 }));
    expect(node(result, id)).toMatchObject({ instances: 6 });
    expect(reasonAt(result, '/instances')).toContain('3 are assumed');
  });

  it('of a zonal cluster are in its zone and those that it adds', () => {
    const zonal = cluster({ location: 'europe-west4-a', node_locations: ['europe-west4-b'] });
    expect(node(importState(zonal, pool({ node_count: 2 })), id)).toMatchObject({ instances: 4 });
  });

  it('with total bounds are not multiplied by zones', () => {
    const autoscaling = [
      { min_node_count: 0, max_node_count: 0, total_min_node_count: 2, total_max_node_count: 8 },
    ];
    const result = importState(cluster(), pool({ autoscaling, node_locations: ['a', 'b', 'c'] }));
    expect(node(result, id)).toMatchObject({ instances: { min: 2, max: 8 } });
  });

  it('within the cluster are read there, but not those that a state repeats, nor a default pool that is removed', () => {
    const pools = ['p', 'default-pool', 'own'].map((name) => ({
      name,
      node_count: 1,
      node_locations: ['europe-west4-a'],
    }));
    const result = importState(cluster({ node_pool: pools }), pool({ node_count: 1, node_locations: ['a'] }));
    expect(result.topology.nodes.filter(({ kind }) => kind === 'cluster').map((item) => item.id)).toEqual([
      'container-cluster-c-node-pool-0',
      id,
    ]);
  });

  it('by default is the one that the cluster makes', () => {
    const plain = cluster({
      remove_default_node_pool: null,
      initial_node_count: 2,
      location: 'europe-west4-a',
    });
    expect(node(importState(plain), 'container-cluster-c-default-pool')).toMatchObject({ instances: 2 });
  });

  it('with public nodes leave without NAT', () => {
    const open = cluster({ private_cluster_config: [], network: 'projects/p/global/networks/n' });
    const result = importState(open, pool({ node_count: 1 }));
    expect(result.topology.legs.filter(({ from }) => from === id)).toMatchObject([{ to: 'internet' }]);
    expect(result.warnings).toEqual([]);
  });

  it('of Autopilot are Google’s to choose: left out, with what to do', () => {
    const result = importState(cluster({ enable_autopilot: true }), other);
    expect(result.notUnderstood[0]?.reason).toMatch(/Autopilot.*add it as a cluster/);
  });
});

describe('single machines', () => {
  it('that are stopped are left out', () => {
    const stopped = resource('compute_instance', 'm', { name: 'm', desired_status: 'TERMINATED' });
    expect(importState(stopped, other).notUnderstood.map(({ reason }) => reason)).toEqual([
      'desired_status is TERMINATED: the machine does not run',
    ]);
  });
});
