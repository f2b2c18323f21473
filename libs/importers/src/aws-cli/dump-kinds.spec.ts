import type { TopologyNode } from '@portplan/engine';
import type { ImportResult } from '../import-result.js';
import { importAwsCli } from './import-aws-cli.js';

/** Outputs of commands, under their own keys or as they stand. */
function importDumps(...dumps: readonly (readonly [file: string, content: unknown])[]): ImportResult {
  return importAwsCli(
    dumps.map(([, content]) => JSON.stringify(content)),
    { files: dumps.map(([file]) => file) },
  );
}

function node({ topology }: ImportResult, id: string): TopologyNode | undefined {
  return topology.nodes.find((item) => item.id === id);
}

const reasons = ({ notUnderstood }: ImportResult): string =>
  notUnderstood.map(({ address, reason }) => `${address}: ${reason}`).join('\n');

describe('NAT gateways of the AWS CLI', () => {
  const gateway = (more: Readonly<Record<string, unknown>>): unknown => ({
    NatGateways: [
      { NatGatewayId: 'nat-1', State: 'available', SubnetId: 'subnet-1', VpcId: 'vpc-1', ...more },
    ],
  });

  it('count the addresses that are in use, primary and secondary, without describe-addresses', () => {
    const NatGatewayAddresses = [
      { AllocationId: 'eipalloc-1', IsPrimary: false, Status: 'succeeded' },
      { AllocationId: 'eipalloc-2', IsPrimary: true, Status: 'succeeded' },
      { AllocationId: 'eipalloc-3', IsPrimary: false, Status: 'failed' },
      { AllocationId: 'eipalloc-4', IsPrimary: false, Status: 'associating' },
    ];
    const result = importDumps(['nat.json', gateway({ ConnectivityType: 'public', NatGatewayAddresses })]);
    expect(node(result, 'nat-gateway-nat-1')).toMatchObject({ publicIps: 3, zones: 1 });
    expect(result.assumptions.filter(({ pointer }) => pointer.endsWith('/publicIps'))).toEqual([]);
  });

  it('of the private kind count private addresses, and show none', () => {
    const NatGatewayAddresses = [
      { PrivateIp: '10.0.0.5', IsPrimary: true, Status: 'succeeded' },
      { PrivateIp: '10.0.0.6', IsPrimary: false, Status: 'succeeded' },
    ];
    const result = importDumps(['nat.json', gateway({ ConnectivityType: 'private', NatGatewayAddresses })]);
    expect(node(result, 'nat-gateway-nat-1')).toMatchObject({ publicIps: 2 });
    expect(result.topology.legs).toMatchObject([{ to: 'private-networks' }]);
    expect(JSON.stringify(result)).not.toContain('10.0.0');
  });

  it('of a whole region have the zones of their addresses', () => {
    const NatGatewayAddresses = ['a', 'a', 'b', 'b'].map((zone, index) => ({
      AllocationId: `eipalloc-${String(index)}`,
      AvailabilityZone: `eu-west-1${zone}`,
      Status: 'succeeded',
    }));
    const result = importDumps(['nat.json', gateway({ AvailabilityMode: 'regional', NatGatewayAddresses })]);
    expect(node(result, 'nat-gateway-nat-1')).toMatchObject({
      profile: 'aws/nat-gateway-regional',
      publicIps: 2,
      zones: 2,
    });
  });
});

describe('machines of the AWS CLI', () => {
  const instance = (id: string, more: Readonly<Record<string, unknown>> = {}): unknown => ({
    InstanceId: id,
    ImageId: 'ami-1',
    InstanceType: 'm7g.large',
    SubnetId: 'subnet-1',
    State: { Code: 16, Name: 'running' },
    ...more,
  });

  it('of one image and type behind one target group are one node with as many instances', () => {
    const result = importDumps(
      [
        'instances.json',
        {
          Reservations: [
            { Instances: [instance('i-1'), instance('i-2')] },
            { Instances: [instance('i-3', { State: { Code: 80, Name: 'stopped' } })] },
          ],
        },
      ],
      [
        'load-balancers.json',
        { LoadBalancers: [{ LoadBalancerArn: 'lb/1', LoadBalancerName: 'edge', Type: 'network' }] },
      ],
      [
        'target-groups.json',
        {
          TargetGroups: [
            {
              TargetGroupArn: 'tg/1',
              TargetGroupName: 'web',
              TargetType: 'instance',
              LoadBalancerArns: ['lb/1'],
            },
          ],
        },
      ],
      ['health.json', { TargetHealthDescriptions: [{ Target: { Id: 'i-1' } }, { Target: { Id: 'i-2' } }] }],
    );
    expect(node(result, 'instance-ami-1-m7g-large')).toMatchObject({ kind: 'backend', instances: 2 });
    expect(result.topology.legs.find(({ to }) => to === 'instance-ami-1-m7g-large')).toMatchObject({
      from: 'lb-edge-clients',
      via: ['lb-edge'],
    });
    expect(reasons(result)).toContain('aws_instance.i-3: its State is stopped');
  });

  it('that a target group has by address are counted behind it', () => {
    const result = importDumps(
      [
        'lb.json',
        { LoadBalancers: [{ LoadBalancerArn: 'lb/1', LoadBalancerName: 'edge', Type: 'application' }] },
      ],
      [
        'tg.json',
        {
          TargetGroups: [
            { TargetGroupArn: 'tg/1', TargetGroupName: 'pods', TargetType: 'ip', LoadBalancerArns: ['lb/1'] },
          ],
        },
      ],
      [
        'pods-health.json',
        {
          TargetHealthDescriptions: ['10.0.0.1', '10.0.0.2', '10.0.0.3', '10.0.0.4'].map((Id, index) => ({
            Target: { Id, Port: 80 },
            TargetHealth: { State: index === 3 ? 'draining' : 'healthy' },
          })),
        },
      ],
    );
    expect(node(result, 'lb-target-group-pods-targets')).toMatchObject({ instances: 3 });
    expect(JSON.stringify(result)).not.toContain('10.0.0.');
  });

  it('of an EKS node group are counted there, and not again as an auto-scaling group', () => {
    const result = importDumps(
      [
        'nodegroup.json',
        {
          nodegroup: {
            nodegroupName: 'workers',
            nodegroupArn: 'arn:aws:eks:eu-west-1:123456789012:nodegroup/shop/workers/1',
            scalingConfig: { minSize: 2, maxSize: 6, desiredSize: 2 },
            subnets: ['subnet-1'],
            resources: { autoScalingGroups: [{ name: 'eks-workers-1' }] },
          },
        },
      ],
      [
        'asg.json',
        {
          AutoScalingGroups: [
            { AutoScalingGroupName: 'eks-workers-1', AutoScalingGroupARN: 'a', MinSize: 2, MaxSize: 6 },
          ],
        },
      ],
    );
    expect(node(result, 'eks-node-group-workers')).toMatchObject({
      kind: 'cluster',
      instances: { min: 2, max: 6 },
    });
    expect(reasons(result)).toContain('its machines are those of an EKS node group, which counts them');
  });

  it('of ECS are tasks, with the target groups that they register with', () => {
    const service = {
      serviceArn: 'arn:aws:ecs:eu-west-1:123456789012:service/shop/api',
      serviceName: 'api',
      status: 'ACTIVE',
      desiredCount: 7,
      launchType: 'FARGATE',
      loadBalancers: [{ targetGroupArn: 'tg/1', containerName: 'api', containerPort: 8080 }],
      networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1'], assignPublicIp: 'DISABLED' } },
    };
    const result = importDumps(['services.json', { services: [service], failures: [] }]);
    expect(node(result, 'ecs-service-api')).toMatchObject({ kind: 'backend', instances: 7 });
  });
});

describe('Classic Load Balancers', () => {
  const machine = (id: string): object => ({
    InstanceId: id,
    ImageId: 'ami-1',
    InstanceType: 'm5.large',
    State: { Name: 'running' },
  });
  const balancer = (name: string, ...machines: readonly string[]): object => ({
    LoadBalancerName: name,
    Scheme: 'internet-facing',
    AvailabilityZones: ['eu-west-1a', 'eu-west-1b'],
    ListenerDescriptions: [{ Listener: { Protocol: 'HTTPS', InstanceProtocol: 'HTTP' } }],
    Instances: machines.map((InstanceId) => ({ InstanceId })),
  });

  it('lead to the machines that are registered, each to its own', () => {
    const result = importDumps(
      ['instances.json', { Reservations: [{ Instances: ['i-1', 'i-2', 'i-3'].map(machine) }] }],
      ['elb.json', { LoadBalancerDescriptions: [balancer('shop', 'i-1', 'i-2'), balancer('old', 'i-3')] }],
    );
    const behind = (id: string) =>
      result.topology.legs.filter(({ from }) => from === id).map(({ to }) => node(result, to));
    expect(behind('elb-shop')).toMatchObject([{ kind: 'backend', instances: 2 }]);
    expect(behind('elb-old')).toMatchObject([{ kind: 'backend', instances: 1 }]);
    expect(node(result, 'elb-shop')).toMatchObject({ layer: 7, instances: 2 });
  });

  it('lead to the group that names them', () => {
    const group = { AutoScalingGroupName: 'g', MinSize: 2, MaxSize: 4, LoadBalancerNames: ['shop'] };
    const result = importDumps(
      ['groups.json', { AutoScalingGroups: [group] }],
      ['elb.json', { LoadBalancerDescriptions: [balancer('shop')] }],
    );
    expect(result.topology.legs.map(({ from, to }) => [from, to])).toContainEqual([
      'elb-shop',
      'autoscaling-group-g',
    ]);
  });

  it('have attributes that do not say whose they are: those are left out', () => {
    const result = importDumps(
      ['elb.json', { LoadBalancerDescriptions: [balancer('shop')] }],
      ['shop.json', { LoadBalancerAttributes: { ConnectionSettings: { IdleTimeout: 60 } } }],
    );
    expect(result.warnings.map(({ message }) => message)).toContain(
      'shop.json was left out: it does not say of which Classic Load Balancer it is; set idleTimeoutSeconds there',
    );
  });
});

describe('network ACLs of the AWS CLI', () => {
  it('are stateless filters without the rules that AWS adds', () => {
    const entry = (RuleNumber: number, Egress: boolean, more: object): object => ({
      CidrBlock: '0.0.0.0/0',
      Egress,
      RuleAction: 'allow',
      RuleNumber,
      ...more,
    });
    const result = importDumps([
      'acls.json',
      {
        NetworkAcls: [
          {
            NetworkAclId: 'acl-1',
            IsDefault: false,
            VpcId: 'vpc-1',
            Associations: [
              { SubnetId: 'subnet-1', NetworkAclId: 'acl-1', NetworkAclAssociationId: 'aclassoc-1' },
            ],
            Entries: [
              entry(100, true, { Protocol: '-1' }),
              entry(32767, true, { Protocol: '-1', RuleAction: 'deny' }),
              entry(100, false, { Protocol: '6', PortRange: { From: 1024, To: 65535 } }),
              entry(32767, false, { Protocol: '-1', RuleAction: 'deny' }),
            ],
          },
        ],
      },
    ]);
    expect(node(result, 'network-acl-acl-1')).toMatchObject({
      kind: 'firewall',
      stateful: false,
      rules: [
        { direction: 'inbound', protocol: 'tcp', ports: [1024, 65535], action: 'allow', priority: 100 },
        { direction: 'outbound', protocol: 'any', action: 'allow', priority: 100 },
      ],
    });
  });
});
