import type { TopologyNode } from '@portplan/engine';
import type { ImportResult } from '../../import-result.js';
import { importTerraform } from '../import-terraform.js';

type Attributes = Readonly<Record<string, unknown>>;

function resource(type: string, name: string, ...attributes: readonly Attributes[]): unknown {
  const instances = attributes.map((item, index) =>
    attributes.length === 1 ? { attributes: item } : { index_key: index, attributes: item },
  );
  return { mode: 'managed', type, name, instances };
}

function importState(...resources: readonly unknown[]): ImportResult {
  return importTerraform({ version: 4, lineage: 'x', resources });
}

function node({ topology }: ImportResult, id: string): TopologyNode | undefined {
  return topology.nodes.find((item) => item.id === id);
}

const group = (attributes: Attributes): unknown =>
  resource('aws_autoscaling_group', 'g', { id: 'g', name: 'g', ...attributes });
const reasonAt = ({ assumptions }: ImportResult, end: string): string | undefined =>
  assumptions.find(({ pointer }) => pointer.endsWith(end))?.reason;

describe('auto-scaling groups', () => {
  it('that cannot scale have a number of instances', () => {
    expect(node(importState(group({ min_size: 3, max_size: 3 })), 'autoscaling-group-g')).toMatchObject({
      instances: 3,
    });
  });

  it('that may shrink to nothing have one instance at least, as an assumption', () => {
    const result = importState(group({ min_size: 0, max_size: 5 }));
    expect(node(result, 'autoscaling-group-g')).toMatchObject({ instances: { min: 1, max: 5 } });
    expect(reasonAt(result, '/instances/min')).toContain('may shrink to 0 instances');
  });

  it('that are switched off are left out, with the reason', () => {
    const result = importState(
      group({ min_size: 0, max_size: 0 }),
      resource('aws_instance', 'm', { id: 'i' }),
    );
    expect(node(result, 'autoscaling-group-g')).toBeUndefined();
    expect(result.notUnderstood).toEqual([
      {
        address: 'aws_autoscaling_group.g',
        type: 'aws_autoscaling_group',
        reason: 'max_size is 0: the group never has an instance',
      },
    ]);
  });

  it('grow at the rate of a policy that counts requests per target and minute', () => {
    const policy = resource('aws_autoscaling_policy', 'p', {
      autoscaling_group_name: 'g',
      policy_type: 'TargetTrackingScaling',
      target_tracking_configuration: [
        {
          target_value: 1200,
          predefined_metric_specification: [{ predefined_metric_type: 'ALBRequestCountPerTarget' }],
        },
      ],
    });
    const result = importState(group({ min_size: 1, max_size: 5 }), policy);
    expect(node(result, 'autoscaling-group-g')).toMatchObject({
      instances: { requestsPerSecondPerInstance: 20 },
    });
    expect(Object.values(result.provenance)).toContain('aws_autoscaling_policy.p');
  });

  it.each([
    ['aws_autoscaling_attachment', { autoscaling_group_name: 'g', lb_target_group_arn: 't' }],
    [
      'aws_autoscaling_traffic_source_attachment',
      { autoscaling_group_name: 'g', traffic_source: [{ identifier: 't', type: 'elbv2' }] },
    ],
  ])('are attached to a target group by %s', (type, attributes) => {
    const result = importState(
      group({ min_size: 1, max_size: 5 }),
      resource(type, 'a', attributes),
      resource('aws_lb_target_group', 't', { arn: 't' }),
      resource('aws_lb', 'b', { arn: 'b', load_balancer_type: 'application' }),
      resource('aws_lb_listener', 'l', {
        load_balancer_arn: 'b',
        default_action: [{ target_group_arn: 't' }],
      }),
    );
    expect(result.topology.legs).toContainEqual(
      expect.objectContaining({ from: 'lb-b', to: 'autoscaling-group-g' }),
    );
  });
});

describe('machines', () => {
  it('of one resource with count are the instances of one backend', () => {
    const result = importState(resource('aws_instance', 'app', { id: 'i-1' }, { id: 'i-2' }, { id: 'i-3' }));
    expect(node(result, 'instance-app')).toMatchObject({ kind: 'backend', instances: 3 });
    expect(result.understood.map(({ address }) => address)).toEqual([
      'aws_instance.app[0]',
      'aws_instance.app[1]',
      'aws_instance.app[2]',
    ]);
  });
});

describe('containers', () => {
  it('of an ECS service are a backend with a task an instance', () => {
    expect(
      node(importState(resource('aws_ecs_service', 's', { id: 's', desired_count: 6 })), 'ecs-service-s'),
    ).toMatchObject({
      kind: 'backend',
      instances: 6,
    });
  });

  it('of an ECS service without a known count are one task, as an assumption', () => {
    const result = importState(resource('aws_ecs_service', 's', { id: 's', desired_count: null }));
    expect(node(result, 'ecs-service-s')).toMatchObject({ instances: 1 });
    expect(reasonAt(result, '/instances')).toContain('not known before apply');
  });

  it('of an EKS node group share the ports of its machines: a cluster', () => {
    const nodes = resource('aws_eks_node_group', 'n', {
      id: 'c:n',
      scaling_config: [{ min_size: 2, max_size: 9, desired_size: 3 }],
    });
    expect(node(importState(nodes), 'eks-node-group-n')).toMatchObject({
      kind: 'cluster',
      instances: { min: 2, max: 9 },
    });
  });
});

describe('workloads that no load balancer leads to', () => {
  it('have work of their own, so that their calls can be planned', () => {
    const result = importState(resource('aws_ecs_service', 's', { id: 's', desired_count: 6 }));
    expect(result.forecast.demand).toMatchObject([{ source: 'ecs-service-s-work' }]);
    expect(reasonAt(result, '/id')).toContain('this stands for whatever makes it work');
  });
});
