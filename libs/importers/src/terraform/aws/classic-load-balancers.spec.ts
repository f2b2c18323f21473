import type { ImportResult } from '../../import-result.js';
import { importTerraform } from '../import-terraform.js';

type Attributes = Readonly<Record<string, unknown>>;

function state(...resources: readonly (readonly [type: string, name: string, attributes: Attributes])[]) {
  return importTerraform({
    version: 4,
    lineage: 'x',
    resources: resources.map(([type, name, attributes]) => ({
      mode: 'managed',
      type,
      name,
      instances: [{ attributes }],
    })),
  });
}

const ELB = {
  id: 'shop',
  name: 'shop',
  idle_timeout: 90,
  availability_zones: ['eu-west-1a', 'eu-west-1b'],
  listener: [{ lb_protocol: 'https', instance_protocol: 'http' }],
};
const MACHINE = ['aws_instance', 'app', { id: 'i-1' }] as const;
const GROUP = { id: 'g', name: 'g', min_size: 2, max_size: 2 };

const legs = ({ topology }: ImportResult): readonly unknown[] =>
  topology.legs
    .filter(({ to }) => to !== 'internet')
    .map(({ from, to, connections }) => [from, to, connections?.reuse]);

describe('a Classic Load Balancer', () => {
  it('ends connections, and keeps those of HTTP for its idle timeout', () => {
    const result = state(['aws_elb', 'shop', { ...ELB, instances: ['i-1'] }], MACHINE);
    expect(result.topology.nodes.find(({ id }) => id === 'elb-shop')).toMatchObject({
      kind: 'load-balancer',
      layer: 7,
      instances: 2,
      idleTimeoutSeconds: 90,
    });
    expect(legs(result)).toEqual([
      ['elb-shop-clients', 'elb-shop', 'keep-alive'],
      ['elb-shop', 'instance-app', 'keep-alive'],
    ]);
  });

  it('opens one for each of a client over TCP', () => {
    const listener = [{ lb_protocol: 'tcp', instance_protocol: 'tcp' }];
    const result = state(['aws_elb', 'shop', { ...ELB, listener, instances: ['i-1'] }], MACHINE);
    expect(legs(result)).toEqual([
      ['elb-shop-clients', 'elb-shop', 'none'],
      ['elb-shop', 'instance-app', 'none'],
    ]);
  });

  it.each<[string, readonly [string, string, Attributes][]]>([
    ['the attribute of a group', [['aws_autoscaling_group', 'g', { ...GROUP, load_balancers: ['shop'] }]]],
    [
      'an attachment of a group',
      [
        ['aws_autoscaling_group', 'g', GROUP],
        ['aws_autoscaling_attachment', 'a', { autoscaling_group_name: 'g', elb: 'shop' }],
      ],
    ],
  ])('leads to what is registered by %s', (_, resources) => {
    const result = state(['aws_elb', 'shop', ELB], ...resources);
    expect(legs(result)).toContainEqual(['elb-shop', 'autoscaling-group-g', 'keep-alive']);
    expect(result.notUnderstood).toEqual([]);
  });

  it('leads to a machine that an attachment registers', () => {
    const attachment = ['aws_elb_attachment', 'a', { elb: 'shop', instance: 'i-1' }] as const;
    expect(legs(state(['aws_elb', 'shop', ELB], MACHINE, attachment))).toContainEqual([
      'elb-shop',
      'instance-app',
      'keep-alive',
    ]);
  });

  it('has no traffic where its machines are not in the document, with a warning', () => {
    const result = state(['aws_elb', 'shop', { ...ELB, instances: ['i-9'] }]);
    expect(result.warnings.map(({ code }) => code)).toEqual(['no-traffic']);
  });
});
