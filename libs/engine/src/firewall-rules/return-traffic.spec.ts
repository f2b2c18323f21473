import { egress, steady } from '../../fixtures/plans.js';
import { plan } from '../plan/plan.js';
import type { FirewallRule, TopologyNode } from '../topology/node.js';
import { applyPatch } from '../remedies/json-patch.js';
import type { Topology } from '../topology/topology.js';

type Firewall = Partial<Extract<TopologyNode, { kind: 'firewall' }>>;

/** The application calls the API through a filter before or behind its gateway, and users come in through the same. */
function filtered(firewall: Firewall, via: readonly string[], users: readonly string[] = []): Topology {
  const base = egress({ publicIps: 1 });
  return {
    ...base,
    nodes: [...base.nodes, { id: 'acl', kind: 'firewall', ...firewall }],
    legs: base.legs.map((leg) => ({ ...leg, via: leg.id === 'out' ? via : users })),
  };
}

const ACL: Firewall = { profile: 'aws/network-acl' };

function allow(ports: readonly [number, number], extra: Partial<FirewallRule> = {}): FirewallRule {
  return { direction: 'inbound', protocol: 'tcp', ports, action: 'allow', cidr: '0.0.0.0/0', ...extra };
}

describe('a network ACL on the way out', () => {
  it('must admit the ports of the gateway where it stands behind it', () => {
    // AWS: a NAT gateway uses ports 1024-65535.
    expect(plan(filtered(ACL, ['nat', 'acl']), steady(10)).firewallRules).toEqual([
      {
        firewall: 'acl',
        direction: 'inbound',
        protocol: 'tcp',
        from: 'api',
        to: 'nat',
        ports: [1024, 65_535],
        because: 'return traffic of out',
      },
    ]);
  });

  it('must admit the ports of the machines where it stands before the gateway', () => {
    expect(plan(filtered(ACL, ['acl', 'nat']), steady(10)).firewallRules).toMatchObject([
      { direction: 'inbound', to: 'app', ports: [32_768, 60_999] },
    ]);
  });

  it('must admit clients of every kind on the way back to them', () => {
    expect(plan(filtered(ACL, ['nat'], ['acl']), steady(10)).firewallRules).toMatchObject([
      { direction: 'outbound', from: 'app', to: 'users', ports: [1024, 65_535] },
    ]);
  });
});

describe('a security group', () => {
  it('knows answers by itself', () => {
    const result = plan(filtered({ profile: 'aws/security-group', rules: [] }, ['nat', 'acl']), steady(10));
    expect(result.firewallRules).toEqual([]);
    expect(result.findings).toEqual([]);
  });

  it('is what a firewall is where nobody says otherwise', () => {
    expect(plan(filtered({}, ['nat', 'acl']), steady(10)).firewallRules).toEqual([]);
    expect(plan(filtered({ stateful: false }, ['nat', 'acl']), steady(10)).firewallRules).toHaveLength(1);
  });
});

describe('the rules of a network ACL', () => {
  const found = (rules: readonly FirewallRule[]): readonly string[] =>
    plan(filtered({ ...ACL, rules }, ['nat', 'acl']), steady(10)).findings.map(({ message }) => message);

  it('that admit the whole range are well', () => {
    expect(found([allow([1024, 65_535])])).toEqual([]);
    expect(found([allow([1024, 40_000]), allow([40_001, 65_535])])).toEqual([]);
    expect(found([allow([0, 65_535], { protocol: 'any' })])).toEqual([]);
  });

  it('that admit the ports of Linux only lose answers to the gateway', () => {
    // AWS's guide names 32768-61000 for Linux; a NAT gateway in the subnet needs 1024-65535: 36,279 of 64,512.
    const [message] = found([allow([32_768, 61_000])]);
    expect(message).toContain('ports 1024-32767, 61001-65535');
    expect(message).toContain('56.2 %');
  });

  it('are read by priority, whichever stands first', () => {
    const deny = allow([3389, 3389], { action: 'deny', priority: 90 });
    expect(found([allow([1024, 65_535], { priority: 100 }), deny])[0]).toContain('ports 3389,');
    expect(found([allow([1024, 65_535], { priority: 80 }), deny])).toEqual([]);
  });

  it('that refuse some addresses only, or the other protocol, refuse nothing of ours', () => {
    const elsewhere = allow([0, 65_535], { action: 'deny', cidr: '198.51.100.0/24', priority: 1 });
    const udp = allow([0, 65_535], { action: 'deny', protocol: 'udp', priority: 2 });
    expect(found([elsewhere, udp, allow([1024, 65_535], { priority: 3 })])).toEqual([]);
  });

  it('that are not given cannot be judged', () => {
    expect(plan(filtered(ACL, ['nat', 'acl']), steady(10)).findings).toEqual([]);
  });

  it('are mended by a rule in front of the others, and planning finds that it helps', () => {
    const deny = allow([3389, 3389], { action: 'deny', priority: 90 });
    const topology = filtered({ ...ACL, rules: [deny, allow([1024, 65_535], { priority: 100 })] }, [
      'nat',
      'acl',
    ]);
    const [remedy] = plan(topology, steady(10)).recommendations;
    expect(remedy).toMatchObject({
      id: 'admit-return-range:acl',
      effort: 'setting',
      patch: [
        { op: 'test' },
        {
          op: 'add',
          path: '/nodes/4/rules/0',
          value: { direction: 'inbound', ports: [1024, 65_535], action: 'allow', priority: 89 },
        },
      ],
    });
    expect(plan(applyPatch(topology, remedy?.patch ?? []), steady(10)).findings).toEqual([]);
  });

  it('are critical where they lose answers', () => {
    const { findings } = plan(filtered({ ...ACL, rules: [] }, ['nat', 'acl']), steady(10));
    expect(findings).toMatchObject([
      { code: 'return-range-refused', severity: 'critical', node: 'acl', leg: 'out' },
    ]);
  });
});
