import { egress } from '../../fixtures/plans.js';
import type { Leg } from './leg.js';
import { midOf } from './quantity.js';
import { resolveTopology } from './resolve.js';
import type { Topology } from './topology.js';
import { topologyProblems } from './topology-problems.js';

const sound: Topology = { ...egress({ publicIps: 2, profile: 'own/nat' }), profiles: [ownNat(60)] };

function ownNat(quarantineSeconds: number): NonNullable<Topology['profiles']>[number] {
  const sourced = { value: quarantineSeconds, source: 'measured by us', date: '2026-11-01' };
  return {
    id: 'own/nat',
    basedOn: 'aws/nat-gateway',
    title: 'our own',
    translator: { quarantineSeconds: sourced },
  } as unknown as NonNullable<Topology['profiles']>[number];
}

const withNode = (id: string, change: object): Topology => ({
  ...sound,
  nodes: sound.nodes.map((node) => (node.id === id ? { ...node, ...change } : node)),
});
const withLegs = (...legs: readonly Leg[]): Topology => ({ ...sound, legs: [...sound.legs, ...legs] });
const leg = (id: string, from: string, to: string): Leg => ({ id, from, to, responseTimeSeconds: 1 });

const CHANGES: readonly (readonly [string, Topology, boolean])[] = [
  ['nothing', { ...sound }, true],
  ['more addresses', withNode('nat', { publicIps: 3 }), true],
  ['addresses beyond the provider’s limit', withNode('nat', { publicIps: 1e6 }), false],
  ['a profile that does not exist', withNode('nat', { profile: 'aws/nat-gatewa' }), false],
  ['an end of a leg that passes connections through', withNode('api', { kind: 'firewall' }), false],
  ['a gateway that ends them', withNode('nat', { kind: 'proxy', profile: undefined }), false],
  ['a node gone', { ...sound, nodes: sound.nodes.filter(({ id }) => id !== 'api') }, false],
  ['a node twice', { ...sound, nodes: [...sound.nodes, ...sound.nodes.slice(0, 1)] }, false],
  ['a leg twice', withLegs(...sound.legs.slice(0, 1)), false],
  ['one more leg', withLegs(leg('more', 'app', 'api')), true],
  [
    'legs in a circle',
    {
      ...withLegs(leg('there', 'app', 'other'), leg('back', 'other', 'app')),
      nodes: [...sound.nodes, { id: 'other', kind: 'backend' }],
    },
    false,
  ],
  ['the profiles gone', { ...sound, profiles: [] }, false],
];

describe('a change of a topology', () => {
  it('begins with one that is sound', () => {
    expect(topologyProblems(sound)).toEqual([]);
  });

  it.each(CHANGES)('to %s has the problems that it has by itself', (_, changed, isSound) => {
    const problems = topologyProblems(changed);
    expect(problems.length === 0).toBe(isSound);
    expect(topologyProblems(changed, sound)).toEqual(problems);
  });

  it.each(CHANGES.filter(([, , isSound]) => isSound))('to %s is resolved as by itself', (_, changed) => {
    const before = resolveTopology(sound);
    const resolved = resolveTopology(changed, midOf, before);
    expect(resolved).toEqual(resolveTopology(changed));
    expect(resolved.nodes.get('app')).toBe(before.nodes.get('app'));
  });

  it('of its profiles is resolved anew', () => {
    const changed = { ...sound, profiles: [ownNat(30)] };
    const resolved = resolveTopology(changed, midOf, resolveTopology(sound));
    expect(resolved).toEqual(resolveTopology(changed));
    expect(resolved).not.toEqual(resolveTopology(sound));
  });
});
