import type { Leg, TopologyNode } from '@portplan/engine';
import type { ImportResult } from '../../import-result.js';
import { importTerraform } from '../import-terraform.js';

type Attributes = Readonly<Record<string, unknown>>;

function resource(type: string, name: string, attributes: Attributes): unknown {
  return { mode: 'managed', type, name, instances: [{ attributes }] };
}

function importState(...resources: readonly unknown[]): ImportResult {
  return importTerraform({ version: 4, lineage: 'x', resources });
}

function node({ topology }: ImportResult, id: string): TopologyNode | undefined {
  return topology.nodes.find((item) => item.id === id);
}

function legTo({ topology }: ImportResult, to: string): Leg | undefined {
  return topology.legs.find((leg) => leg.to === to);
}

const machine = (name: string): unknown => resource('aws_instance', name, { id: `i-${name}` });
const attach = (name: string, group: string, target: string): unknown =>
  resource('aws_lb_target_group_attachment', name, { target_group_arn: group, target_id: target });
const listen = (balancer: string, group: string, type = 'aws_lb_listener'): unknown =>
  resource(type, `l_${balancer}_${group}`, {
    arn: `listener-${balancer}-${group}`,
    load_balancer_arn: balancer,
    default_action: [{ type: 'forward', target_group_arn: group }],
  });
const balancer = (arn: string, more: Attributes = {}, type = 'aws_lb'): unknown =>
  resource(type, arn, {
    arn,
    id: arn,
    load_balancer_type: 'application',
    internal: false,
    subnets: ['s1'],
    ...more,
  });
const targets = (arn: string, more: Attributes = {}): unknown =>
  resource('aws_lb_target_group', arn, { arn, id: arn, target_type: 'instance', protocol: 'HTTP', ...more });

describe('application load balancers', () => {
  it('are the same by either name of their type', () => {
    const result = importState(
      balancer('b', {}, 'aws_alb'),
      listen('b', 'g', 'aws_alb_listener'),
      targets('g'),
      machine('m'),
      attach('a', 'g', 'i-m'),
    );
    expect(node(result, 'alb-b')).toMatchObject({ kind: 'load-balancer', profile: 'aws/alb' });
    expect(legTo(result, 'instance-m')).toMatchObject({ from: 'alb-b' });
  });

  it('divide their requests evenly among target groups, as an assumption', () => {
    const rule = resource('aws_lb_listener_rule', 'r', {
      listener_arn: 'listener-b-g1',
      action: [{ type: 'forward', forward: [{ target_group: [{ arn: 'g2', weight: 1 }] }] }],
    });
    const result = importState(
      balancer('b'),
      listen('b', 'g1'),
      rule,
      targets('g1'),
      targets('g2'),
      machine('m1'),
      machine('m2'),
      attach('a1', 'g1', 'i-m1'),
      attach('a2', 'g2', 'i-m2'),
    );
    expect(['instance-m1', 'instance-m2'].map((id) => legTo(result, id)?.share)).toEqual([0.5, 0.5]);
    expect(result.assumptions.filter(({ pointer }) => pointer.endsWith('/share'))).toHaveLength(2);
  });

  it('bind clients to targets where a target group is sticky', () => {
    const sticky = targets('g', { stickiness: [{ enabled: true, type: 'lb_cookie' }] });
    const result = importState(
      balancer('b'),
      listen('b', 'g'),
      sticky,
      machine('m'),
      attach('a', 'g', 'i-m'),
    );
    expect(legTo(result, 'instance-m')?.distribution).toBe('hash');
  });

  it.each(['HTTP2', 'GRPC'])('multiplex toward targets that are spoken to in %s', (protocol_version) => {
    const result = importState(
      balancer('b'),
      listen('b', 'g'),
      targets('g', { protocol_version }),
      machine('m'),
      attach('a', 'g', 'i-m'),
    );
    expect(legTo(result, 'instance-m')?.connections).toEqual({ reuse: 'multiplex' });
  });

  it('have targets that stand for those that a controller registers', () => {
    const result = importState(balancer('b'), listen('b', 'g'), targets('g', { target_type: 'ip' }));
    expect(node(result, 'lb-target-group-g-targets')).toMatchObject({ kind: 'backend', instances: 1 });
    expect(legTo(result, 'lb-target-group-g-targets')).toMatchObject({ from: 'lb-b' });
    expect(result.assumptions.map(({ reason }) => reason)).toContain(
      'the targets of aws_lb_target_group.g are not in the document',
    );
  });

  it('without a target group have no traffic, with a warning', () => {
    const result = importState(balancer('b'));
    expect(result.topology.legs).toEqual([]);
    expect(result.forecast.demand).toMatchObject([{ source: 'clients' }]);
    expect(result.warnings).toMatchObject([{ code: 'no-traffic', addresses: ['aws_lb.b'] }]);
  });
});

describe('network load balancers', () => {
  const network = balancer('n', { load_balancer_type: 'network' });

  it.each<[string, Attributes, boolean]>([
    ['targets by instance', { target_type: 'instance', protocol: 'TCP' }, false],
    ['targets by address over TCP', { target_type: 'ip', protocol: 'TCP' }, true],
    ['targets by address over TLS', { target_type: 'ip', protocol: 'TLS' }, true],
    ['targets by address over UDP', { target_type: 'ip', protocol: 'UDP' }, false],
    [
      'a target group that preserves',
      { target_type: 'ip', protocol: 'TCP', preserve_client_ip: 'true' },
      false,
    ],
    [
      'a target group that does not preserve',
      { target_type: 'instance', protocol: 'TCP', preserve_client_ip: 'false' },
      true,
    ],
  ])('toward %s replace client addresses: %#', (_, attributes, snat) => {
    const result = importState(
      network,
      listen('n', 'g'),
      targets('g', attributes),
      machine('m'),
      attach('a', 'g', 'i-m'),
    );
    expect(node(result, 'lb-n')).toMatchObject({ profile: 'aws/nlb', snat });
    const told = 'preserve_client_ip' in attributes;
    expect(result.assumptions.some(({ pointer }) => pointer.endsWith('/snat'))).toBe(!told);
  });

  it('pass connections through', () => {
    const result = importState(
      network,
      listen('n', 'g'),
      targets('g'),
      machine('m'),
      attach('a', 'g', 'i-m'),
    );
    expect(legTo(result, 'instance-m')).toMatchObject({ from: 'lb-n-clients', via: ['lb-n'] });
  });

  it('before an application load balancer lead to it', () => {
    const result = importState(
      network,
      listen('n', 'front'),
      targets('front', { target_type: 'alb' }),
      attach('f', 'front', 'b'),
      balancer('b', { internal: true }),
      listen('b', 'g'),
      targets('g'),
      machine('m'),
      attach('a', 'g', 'i-m'),
    );
    const inward = result.topology.legs.filter(({ to }) => to !== 'internet');
    expect(inward.map(({ from, via, to }) => [from, via, to])).toEqual([
      ['lb-b', undefined, 'instance-m'],
      ['lb-n-clients', ['lb-n'], 'lb-b'],
    ]);
  });
});

describe('gateway load balancers', () => {
  it('are nodes that no leg passes: appliances hand packets back', () => {
    const result = importState(
      balancer('w', { load_balancer_type: 'gateway' }),
      listen('w', 'g'),
      targets('g'),
    );
    expect(node(result, 'lb-w')).toMatchObject({ profile: 'aws/gwlb' });
    expect(result.topology.legs).toEqual([]);
  });
});
