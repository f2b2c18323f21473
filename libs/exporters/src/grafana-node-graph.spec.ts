import type { Topology } from '@portplan/engine';
import { grafanaEdges, grafanaNodes } from './grafana-node-graph.js';
import { SALE } from './spec-support/sale.js';

const TOPOLOGY: Topology = {
  apiVersion: 'portplan/v1',
  kind: 'Topology',
  name: 'sale',
  nodes: [
    { id: 'app', kind: 'backend', instances: 12 },
    { id: 'egress', kind: 'nat-gateway', profile: 'aws/nat-gateway' },
    { id: 'payments', kind: 'external' },
  ],
  legs: [{ id: 'egress-payments', from: 'app', to: 'payments', via: ['egress'], responseTimeSeconds: 0.8 }],
};

describe("Grafana's node graph of a plan", () => {
  it('has a node for each node, with one arc in the colour of its worst pool', () => {
    const nodes = grafanaNodes(TOPOLOGY, SALE);
    expect(nodes.map(({ id, mainStat, secondaryStat }) => [id, mainStat, secondaryStat])).toEqual([
      ['app', '79.5 %', 'warning'],
      ['egress', '489.8 %', 'exhausted'],
      ['payments', '', ''],
    ]);
    for (const { arc__ok, arc__warning, arc__over, arc__exhausted } of nodes)
      expect(arc__ok + arc__warning + arc__over + arc__exhausted).toBe(1);
    expect(nodes[1]).toMatchObject({ arc__exhausted: 1, subTitle: 'aws/nat-gateway' });
  });

  it('has an edge for each part of a leg, between nodes that there are', () => {
    const edges = grafanaEdges(TOPOLOGY, SALE);
    expect(edges.map(({ id, source, target }) => [id, source, target])).toEqual([
      ['egress-payments:1', 'app', 'egress'],
      ['egress-payments:2', 'egress', 'payments'],
    ]);
    expect(edges[1]?.mainStat).toBe('489.8 %');
  });
});
