import { egress, steady, withNodes } from '../../fixtures/plans.js';
import { readWorkedExamples } from '../../fixtures/read-worked-examples.js';
import { findProfile } from '../catalog/catalog.js';
import type { FirewallNode, NatGatewayNode } from '../topology/node.js';
import { plan } from './plan.js';
import type { Finding } from './result.js';

const races = (gateway: Partial<NatGatewayNode>): readonly Finding[] =>
  plan(egress(gateway), steady(1)).findings.filter(({ code }) => code === 'snat-race');

describe('symptoms that cannot come from capacity', () => {
  it('race-01: netfilter without --random-fully loses 2.05 % of connections that race for a port, however many are free', () => {
    const [example] = readWorkedExamples('race');
    const share = Number(example?.expected['failed_share']);
    expect(findProfile('linux/iptables-masquerade')?.translator?.racedShare?.value).toBe(share);
    const [finding] = races({ profile: 'linux/iptables-masquerade', randomFully: false });
    expect(finding).toMatchObject({ severity: 'warning', node: 'nat', constraint: 'not-capacity' });
    expect(finding?.message).toContain(
      '(2.05 % of them in https://github.com/maxlaverse/snat-race-conn-test)',
    );
    expect(finding?.message).toMatch(/that is no shortage, and no number of ports or addresses mends it$/);
    expect(finding?.remedy).toMatch(/--random-fully/);
  });

  it('of a rule that nobody described the race is only worth knowing', () => {
    expect(races({ profile: 'linux/iptables-masquerade' })).toMatchObject([{ severity: 'info' }]);
  });

  it('with --random-fully there is no race, nor where kube-proxy masquerades, nor on a cloud’s gateway', () => {
    expect(races({ profile: 'linux/iptables-masquerade', randomFully: true })).toEqual([]);
    expect(races({ profile: 'kubernetes/node-snat' })).toEqual([]);
    expect(races({ profile: 'aws/nat-gateway' })).toEqual([]);
  });

  it('a stateless filter that refuses the ports answers come to is said to be no shortage either', () => {
    const acl: FirewallNode = { id: 'acl', kind: 'firewall', profile: 'aws/network-acl', rules: [] };
    const { findings } = plan(withNodes(egress({}, 10, { via: ['nat', 'acl'] }), '', acl), steady(1));
    expect(findings).toMatchObject([
      {
        code: 'return-range-refused',
        constraint: 'not-capacity',
        message: expect.stringMatching(/time out, which is no shortage: no number of ports mends it$/),
        remedy: 'let acl admit inbound tcp to ports 1024-65535',
      },
    ]);
  });
});
