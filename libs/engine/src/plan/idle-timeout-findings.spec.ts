import { egress, steady } from '../../fixtures/plans.js';
import type { Leg } from '../topology/leg.js';
import type { TopologyNode } from '../topology/node.js';
import type { Topology } from '../topology/topology.js';
import { plan } from './plan.js';
import type { Finding } from './result.js';

/** users → front → back, and nothing else. */
function between(front: TopologyNode, back: TopologyNode, leg: Partial<Leg> = {}): Topology {
  return {
    apiVersion: 'portplan/v1',
    kind: 'Topology',
    name: 'pair',
    nodes: [{ id: 'users', kind: 'clients' }, front, back],
    legs: [
      { id: 'in', from: 'users', to: front.id, responseTimeSeconds: 0.1 },
      { id: 'on', from: front.id, to: back.id, responseTimeSeconds: 0.1, ...leg },
    ],
  };
}

const ALB: TopologyNode = { id: 'alb', kind: 'load-balancer', profile: 'aws/alb' };
const NODE_JS: TopologyNode = { id: 'app', kind: 'backend', profile: 'node-agent' };

const findingsOf = (topology: Topology): readonly Finding[] =>
  plan(topology, steady(10)).findings.filter(({ constraint }) => constraint === 'idle-timeout');

describe('the order of idle timeouts on a leg', () => {
  it('an ALB in front of Node.js keeps connections 60 s that the server closes after 5 s: the 502 of every forum', () => {
    expect(findingsOf(between(ALB, NODE_JS))).toEqual([
      {
        code: 'keep-alive-outlives-responder',
        severity: 'warning',
        node: 'app',
        leg: 'on',
        message:
          'leg on keeps idle connections 60 s, but app closes them after 5 s: a request that meets the close is lost: a reset, or a 502 from a proxy',
        constraint: 'idle-timeout',
        observed: 60,
        limit: 5,
        unit: 'seconds',
        remedy: 'let alb keep them for less than 5 s, or let app keep them for more than 60 s',
      },
    ]);
  });

  it('and is mended by the server keeping them longer than that, in one patch', () => {
    const { recommendations } = plan(between(ALB, NODE_JS), steady(10));
    const remedy = recommendations.find(({ remedy: kind }) => kind === 'idle-timeout-order');
    expect(remedy?.patch.at(-1)).toEqual({ op: 'add', path: '/nodes/2/idleTimeoutSeconds', value: 75 });
    expect(findingsOf(between(ALB, { ...NODE_JS, idleTimeoutSeconds: 75 }))).toEqual([]);
  });

  it('an ALB in front of nginx is in order: 60 s before 75 s', () => {
    expect(findingsOf(between(ALB, { id: 'web', kind: 'proxy', profile: 'nginx', mode: 'reverse' }))).toEqual(
      [],
    );
  });

  it('a Google load balancer keeps 600 s, longer than the 75 s of nginx, and cannot be told otherwise', () => {
    const glb: TopologyNode = { id: 'glb', kind: 'load-balancer', profile: 'gcp/application-lb' };
    const web: TopologyNode = { id: 'web', kind: 'proxy', profile: 'nginx', mode: 'reverse' };
    expect(findingsOf(between(glb, web))).toMatchObject([{ node: 'web', observed: 600, limit: 75 }]);
  });

  it('HAProxy and Varnish with 5 s each let go at the same time: worth knowing, no more', () => {
    const haproxy: TopologyNode = { id: 'web', kind: 'proxy', profile: 'haproxy', mode: 'reverse' };
    const varnish: TopologyNode = { id: 'cache', kind: 'proxy', profile: 'varnish', mode: 'reverse' };
    expect(findingsOf(between(haproxy, varnish))).toMatchObject([
      { code: 'keep-alive-outlives-responder', severity: 'info', observed: 5, limit: 5 },
    ]);
  });

  it('clients that keep connections longer than the balancer are out of order too', () => {
    const topology = between(ALB, { id: 'app', kind: 'backend', idleTimeoutSeconds: 90 });
    const [users, ...others] = topology.nodes;
    const go = { ...users, id: 'users', kind: 'clients' as const, profile: 'go-net-http' };
    expect(findingsOf({ ...topology, nodes: [go, ...others] })).toMatchObject([
      { leg: 'in', node: 'alb', observed: 90, limit: 60 },
    ]);
  });

  it('a pool that never lets go outlives whatever is behind it', () => {
    const reactor: TopologyNode = { id: 'svc', kind: 'backend', profile: 'reactor-netty' };
    const [finding] = findingsOf(between(reactor, NODE_JS));
    expect(finding).toMatchObject({ limit: 5, remedy: 'let svc keep them for less than 5 s' });
    expect(finding?.message).toMatch(
      /^leg on keeps idle connections for ever, but app closes them after 5 s/,
    );
    expect(finding).not.toHaveProperty('observed');
  });

  it('but not where connections reach an age before', () => {
    const reactor: TopologyNode = { id: 'svc', kind: 'backend', profile: 'reactor-netty' };
    const connections = { reuse: 'keep-alive', maxAgeSeconds: 4 } as const;
    expect(findingsOf(between(reactor, NODE_JS, { connections }))).toEqual([]);
  });

  it('without keep-alive, and with sessions, there is no order to keep', () => {
    expect(findingsOf(between(ALB, NODE_JS, { connections: { reuse: 'none' } }))).toEqual([]);
    const connections = { reuse: 'persistent', sessions: 100, sessionSeconds: 600 } as const;
    expect(findingsOf(between(ALB, NODE_JS, { connections }))).toEqual([]);
  });
});

describe('what forgets connections on the way', () => {
  const keeping = { connections: { reuse: 'keep-alive', idleTimeoutSeconds: 600 } } as const;
  const through = (node: TopologyNode): readonly Finding[] => {
    const base = between({ id: 'app', kind: 'backend' }, { id: 'api', kind: 'external' }, keeping);
    const [first, ...legs] = base.legs.toReversed();
    if (first === undefined) throw new Error('no leg');
    return findingsOf({
      ...base,
      nodes: [...base.nodes, node],
      legs: [...legs, { ...first, via: [node.id] }],
    });
  };

  it.each([
    ['a NAT gateway', { id: 'x', kind: 'nat-gateway', profile: 'aws/nat-gateway' }, 'translator', 350],
    [
      'a balancer that leaves addresses alone',
      { id: 'x', kind: 'load-balancer', profile: 'aws/nlb' },
      'load-balancer',
      350,
    ],
    [
      'Azure’s balancer',
      { id: 'x', kind: 'load-balancer', profile: 'azure/load-balancer' },
      'load-balancer',
      240,
    ],
    [
      'a firewall that is set so',
      { id: 'x', kind: 'firewall', profile: 'linux/conntrack', idleTimeoutSeconds: 300 },
      'firewall',
      300,
    ],
  ] as const)('%s', (_name, node, role, limit) => {
    expect(through(node)).toMatchObject([
      {
        code: `keep-alive-outlives-${role}`,
        severity: 'warning',
        node: 'x',
        leg: 'on',
        observed: 600,
        limit,
      },
    ]);
  });

  it('a stateless filter keeps nothing, so forgets nothing', () => {
    expect(through({ id: 'x', kind: 'firewall', profile: 'aws/network-acl' })).toEqual([]);
  });

  it('one remedy puts a leg in order before all of them', () => {
    const base = egress({}, 10, { ...keeping, via: ['nat', 'wall'] });
    const wall: TopologyNode = { id: 'wall', kind: 'firewall', stateful: true, idleTimeoutSeconds: 100 };
    const { findings, recommendations } = plan({ ...base, nodes: [...base.nodes, wall] }, steady(10));
    expect(findings.map(({ node, limit }) => [node, limit])).toEqual([
      ['nat', 350],
      ['wall', 100],
    ]);
    const remedies = recommendations.filter(({ remedy }) => remedy === 'idle-timeout-order');
    expect(remedies.map(({ patch }) => patch.at(-1)?.value)).toEqual([
      { reuse: 'keep-alive', idleTimeoutSeconds: 80 },
    ]);
  });
});
