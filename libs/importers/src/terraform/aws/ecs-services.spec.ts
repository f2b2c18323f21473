import type { TopologyNode } from '@portplan/engine';
import type { ImportResult } from '../../import-result.js';
import { importTerraform } from '../import-terraform.js';

type Attributes = Readonly<Record<string, unknown>>;

const NODE = 'ecs-service-web';

function state(...resources: readonly (readonly [type: string, attributes: Attributes])[]): ImportResult {
  return importTerraform({
    version: 4,
    lineage: 'x',
    resources: resources.map(([type, attributes]) => ({
      mode: 'managed',
      type,
      name: 'web',
      instances: [{ attributes }],
    })),
  });
}

function node({ topology }: ImportResult, id = NODE): TopologyNode | undefined {
  return topology.nodes.find((item) => item.id === id);
}

const SERVICE = {
  id: 'arn:aws:ecs:eu-west-1:123456789012:service/shop/web',
  name: 'web',
  desired_count: 2,
};
const TARGET = {
  service_namespace: 'ecs',
  resource_id: 'service/shop/web',
  min_capacity: 3,
  max_capacity: 30,
};

describe('ECS services', () => {
  it('that nothing scales have the tasks that they desire', () => {
    expect(node(state(['aws_ecs_service', SERVICE]))).toMatchObject({ instances: 2 });
    expect(
      node(
        state(
          ['aws_ecs_service', SERVICE],
          ['aws_appautoscaling_target', { ...TARGET, resource_id: 'service/other/web' }],
        ),
      ),
    ).toMatchObject({ instances: 2 });
  });

  it('that application auto-scaling keeps have its bounds, and grow at the rate of its policy', () => {
    const result = state(
      ['aws_ecs_service', { ...SERVICE, desired_count: 0 }],
      ['aws_appautoscaling_target', TARGET],
      [
        'aws_appautoscaling_policy',
        {
          resource_id: 'service/shop/web',
          target_tracking_scaling_policy_configuration: [
            {
              target_value: 600,
              predefined_metric_specification: [{ predefined_metric_type: 'ALBRequestCountPerTarget' }],
            },
          ],
        },
      ],
    );
    expect(node(result)).toMatchObject({
      instances: { min: 3, max: 30, requestsPerSecondPerInstance: 10 },
    });
    expect(result.notUnderstood).toEqual([]);
  });
});

/** What terraform-aws-modules/ecs does in its module "service": Terraform shows no expression of a dynamic block. */
const PLANNED = {
  format_version: '1.2',
  planned_values: {
    root_module: {
      resources: [
        planned('aws_subnet', 'private', { availability_zone: 'eu-west-1a' }),
        planned('aws_subnet', 'public', { availability_zone: 'eu-west-1b' }),
        planned('aws_lb_target_group', 'web', {}),
        planned('aws_lb', 'web', { load_balancer_type: 'application' }),
        planned('aws_lb_listener', 'web', { default_action: [{ type: 'forward' }] }),
      ],
      child_modules: [
        {
          address: 'module.web',
          resources: [
            planned(
              'aws_ecs_service',
              'web',
              { desired_count: 1, network_configuration: [{}] },
              'module.web.',
            ),
          ],
        },
      ],
    },
  },
  resource_changes: [
    changed('aws_ecs_service.web', 'module.web.', {
      network_configuration: [{ subnets: true }],
      load_balancer: [{ target_group_arn: true }],
    }),
    changed('aws_lb_listener.web', '', {
      load_balancer_arn: true,
      default_action: [{ target_group_arn: true }],
    }),
  ],
  configuration: {
    root_module: {
      resources: [
        {
          type: 'aws_lb_listener',
          name: 'web',
          expressions: {
            load_balancer_arn: { references: ['aws_lb.web.arn', 'aws_lb.web'] },
            default_action: [{ target_group_arn: { references: ['aws_lb_target_group.web'] } }],
          },
        },
      ],
      module_calls: {
        web: {
          expressions: {
            subnet_ids: { references: ['aws_subnet.private'] },
            load_balancer: { references: ['aws_lb_target_group.web.arn', 'aws_lb_target_group.web'] },
          },
          module: { resources: [{ type: 'aws_ecs_service', name: 'web', expressions: {} }] },
        },
      },
    },
  },
};

function planned(type: string, name: string, values: Attributes, module = ''): Attributes {
  return { address: `${module}${type}.${name}`, mode: 'managed', type, name, values };
}

function changed(name: string, module: string, unknown: Attributes): Attributes {
  return { address: `${module}${name}`, change: { actions: ['create'], after_unknown: unknown } };
}

describe('an ECS service whose dynamic blocks hide where it stands', () => {
  const result = importTerraform(PLANNED);

  it('is taken to stand where its module is told, and behind the target group that it is told', () => {
    expect(node(result, 'web-ecs-service-web')).toMatchObject({ zones: 1 });
    expect(result.topology.legs.map(({ from, to }) => [from, to])).toContainEqual([
      'lb-web',
      'web-ecs-service-web',
    ]);
  });

  it('says so', () => {
    const reasons = result.assumptions.map(({ reason }) => reason);
    expect(reasons.filter((reason) => reason.includes('a dynamic block of module.web'))).toHaveLength(2);
  });

  it('is not guessed where two arguments of the call lead to subnets', () => {
    const two = structuredClone(PLANNED);
    Object.assign(two.configuration.root_module.module_calls.web.expressions, {
      public_subnet_ids: { references: ['aws_subnet.public'] },
    });
    expect(importTerraform(two).warnings.map(({ code }) => code)).toContain('unknown-egress');
  });
});
