import { PLAIN_STYLE } from '@portplan/exporters';
import type { Assumption, ImportResult } from '@portplan/importers';
import { importText } from './import-text.js';

function leg(index: number, field: string, value: unknown, reason: string): Assumption {
  return { document: 'topology', pointer: `/legs/${String(index)}/${field}`, value, reason };
}

const MEASURE = 'a plan does not say how long destinations take to answer; put the measured mean here';

const RESULT: ImportResult = {
  topology: {
    apiVersion: 'portplan/v1',
    kind: 'Topology',
    name: 'shop',
    nodes: [
      { id: 'fans', kind: 'clients' },
      { id: 'internet', kind: 'external', endpoints: 1 },
    ],
    legs: [
      { id: 'one', from: 'fans', to: 'internet', responseTimeSeconds: 0.5 },
      { id: 'two', from: 'fans', to: 'internet', responseTimeSeconds: 0.5 },
    ],
  },
  forecast: {
    apiVersion: 'portplan/v1',
    kind: 'Forecast',
    name: 'shop',
    start: '2026-12-01T00:00:00Z',
    stepSeconds: 3600,
    steps: 720,
    demand: [{ source: 'fans', requestsPerSecond: 100 }],
  },
  understood: [{ address: 'aws_nat_gateway.this', type: 'aws_nat_gateway', as: 'egress' }],
  assumptions: [
    { document: 'topology', pointer: '/nodes/0/id', value: 'fans', reason: 'this stands for who calls' },
    leg(0, 'responseTimeSeconds', 0.5, MEASURE),
    leg(0, 'connections/reuse', 'none', 'clients may dial each time'),
    leg(1, 'responseTimeSeconds', 0.5, MEASURE),
    { document: 'forecast', pointer: '/demand/0/requestsPerSecond', value: 100, reason: 'nowhere said' },
    { document: 'forecast', pointer: '/steps', value: 720, reason: 'thirty days' },
  ],
  notUnderstood: [
    { address: 'aws_route.a', type: 'aws_route', reason: 'no traffic takes this route' },
    { address: 'aws_route.b', type: 'aws_route', reason: 'no traffic takes this route' },
    { address: 'aws_route_table.a', type: 'aws_route_table', reason: 'no traffic takes this route' },
    { address: 'aws_x.a', type: 'aws_x', reason: 'resources of type aws_x are not read' },
    { address: 'aws_y.a', type: 'aws_y', reason: 'resources of type aws_y are not read' },
  ],
  warnings: [
    { code: 'no-traffic', addresses: ['aws_autoscaling_group.idle'], message: 'nothing leads to the group' },
  ],
  provenance: {},
  addresses: {},
  moved: {},
};

const FILES = ['topology', 'forecast', 'usage'].map((name) => `my capacity/${name}.yaml`);

describe('the account of an import', () => {
  it('names what was assumed, counting what is of one kind, and says what to do next', () => {
    expect(importText(RESULT, FILES, 80, PLAIN_STYLE)).toBe(`shop: 2 nodes and 2 legs from 1 resource

Assumed, to be checked (6)
  - fans: this stands for who calls
  - 2 legs, responseTimeSeconds = 0.5: a plan does not say how long destinations
    take to answer; put the measured mean here
  - one, connections.reuse = none: clients may dial each time
  - fans, requestsPerSecond = 100: nowhere said
  - forecast, steps = 720: thirty days

Warnings (1)
  - nothing leads to the group

Left out (5)
  - 2 × aws_route, aws_route_table: no traffic takes this route
  - aws_x, aws_y: resources of this type are not read

Written: my capacity/topology.yaml, my capacity/forecast.yaml and my capacity/usage.yaml.
Edit what is marked "# assumed:" there, then:
  portplan plan 'my capacity/topology.yaml' 'my capacity/forecast.yaml'
Or edit my capacity/usage.yaml, which outlives changes of the source, and import again with --usage.
`);
  });

  it('has no next step where nothing was written', () => {
    expect(importText(RESULT, [], 80, PLAIN_STYLE)).not.toMatch(/Written/);
  });
});
