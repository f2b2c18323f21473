import type { Topology } from '@portplan/engine';
import { readForecast, readPolicy, readTopology } from '../reading/read.js';
import { ticketSale } from '../spec-support/ticket-sale.js';
import { parseDocumentText } from './parse-document-text.js';
import { toYaml } from './to-yaml.js';

const shop: Topology = {
  legs: [
    {
      connections: { maxIdle: 2, reuse: 'keep-alive' },
      responseTimeSeconds: { high: 0.9, low: 0.1, mid: 0.3 },
      to: 'bank',
      from: 'app',
      via: ['egress'],
      id: 'pay',
    },
  ],
  nodes: [
    { kind: 'backend', id: 'app', host: { ephemeralPortRange: [32768, 60999] }, labels: { team: 'yes' } },
    { kind: 'nat-gateway', id: 'egress', publicIps: 2, profile: 'aws/nat-gateway' },
    { kind: 'external', id: 'bank', description: 'Port 443\nof the bank: "always"' },
  ],
  name: '007',
  kind: 'Topology',
  apiVersion: 'portplan/v1',
};

describe('toYaml', () => {
  it('writes fields in the order of the reference, short lists and intervals on one line', () => {
    expect(toYaml(shop)).toBe(`apiVersion: portplan/v1
kind: Topology
name: "007"
nodes:
  - id: app
    kind: backend
    host:
      ephemeralPortRange: [32768, 60999]
    labels:
      team: yes
  - id: egress
    kind: nat-gateway
    profile: aws/nat-gateway
    publicIps: 2
  - id: bank
    kind: external
    description: |-
      Port 443
      of the bank: "always"
legs:
  - id: pay
    from: app
    to: bank
    via: [egress]
    responseTimeSeconds: {low: 0.1, mid: 0.3, high: 0.9}
    connections:
      reuse: keep-alive
      maxIdle: 2
`);
  });

  it('says what was assumed, at the value or at the nearest thing that is there', () => {
    const text = toYaml(shop, {
      assumed: [
        { pointer: '/nodes/1/publicIps', reason: 'the plan does\nnot say' },
        { pointer: '/nodes/0/host/ephemeralPortRange/1', reason: 'the default of Linux' },
        { pointer: '/nodes/2/endpoints', reason: 'one address' },
        { pointer: '/legs/0/connections', reason: "the client's default" },
      ],
    });
    expect(text).toContain('    publicIps: 2 # assumed: the plan does not say\n');
    expect(text).toContain(
      '      # assumed: [1]: the default of Linux\n      ephemeralPortRange: [32768, 60999]\n',
    );
    expect(text).toContain('  # assumed: endpoints: one address\n  - id: bank\n');
    expect(text).toContain("    # assumed: the client's default\n    connections:\n");
    expect(readTopology(parseDocumentText(text, { format: 'yaml' }))).toEqual(shop);
  });

  it('keeps two assumptions about one thing', () => {
    const text = toYaml(shop, {
      assumed: [
        { pointer: '/nodes/1/zones', reason: 'one' },
        { pointer: '/nodes/1/portsPerIp', reason: 'unknown' },
        { pointer: '/name', reason: 'first' },
        { pointer: '/name', reason: 'second' },
      ],
    });
    expect(text).toContain('  # assumed: zones: one\n  # assumed: portsPerIp: unknown\n  - id: egress\n');
    expect(text).toContain('name: "007" # assumed: first; assumed: second\n');
  });

  it('reads back as the same document', () => {
    const topology = readTopology(ticketSale('topology'));
    const forecast = readForecast(ticketSale('forecast'));
    const policy = readPolicy(ticketSale('policy'));
    expect(readTopology(parseDocumentText(toYaml(topology)))).toEqual(topology);
    expect(readForecast(parseDocumentText(toYaml(forecast)))).toEqual(forecast);
    expect(readPolicy(parseDocumentText(toYaml(policy)))).toEqual(policy);
  });
});
