import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { portplan, REPOSITORY } from './portplan.js';

const TOPOLOGY = 'examples/ticket-sale/topology.yaml';
const FORECAST = 'examples/ticket-sale/forecast.yaml';

function textOf(path: string): string {
  return readFileSync(join(REPOSITORY, path), 'utf8');
}

describe('what cannot be planned', () => {
  const cases: readonly (readonly [string, string, RegExp])[] = [
    [
      'an unknown field',
      textOf(TOPOLOGY).replace('publicIps:', 'publicIp:'),
      /^standard input:21:\d+: .*publicIp is not a field of a nat-gateway; did you mean "publicIps"\?/,
    ],
    [
      'a wrong type',
      textOf(TOPOLOGY).replace('responseTimeSeconds: 0.8', 'responseTimeSeconds: fast'),
      /responseTimeSeconds is "fast"; it must be a number of seconds/,
    ],
    [
      'a leg to a node that is not there',
      textOf(TOPOLOGY).replace('to: payments', 'to: payment'),
      /leg "app-payments" has to "payment", which is not a node; did you mean "payments"\?/,
    ],
    [
      'a cycle',
      `${textOf(TOPOLOGY)}  - { id: back, from: app, to: web, responseTimeSeconds: 1 }\n`,
      /the legs form a cycle: .*web.*→.*; rates cannot flow in a circle/,
    ],
    [
      'a port range upside down',
      textOf(TOPOLOGY).replace('[32768, 60999]', '[60999, 32768]'),
      /ephemeralPortRange/,
    ],
    [
      'a number in place of a list',
      textOf(TOPOLOGY).replace('reservedPorts: []', 'reservedPorts: 5'),
      /reservedPorts is 5; it must be a list/,
    ],
    [
      'an alias within its own anchor',
      'nodes: &all [*all]\n',
      /^standard input:1:\d+: the YAML must not have the alias \*all within its own anchor/,
    ],
    ['YAML that is none', 'nodes: [1, {', /^standard input:1:\d+: the YAML is malformed/],
    [
      'a profile that does not exist',
      textOf(TOPOLOGY).replace('aws/nat-gateway', 'aws/nat-gatway'),
      /did you mean "aws\/nat-gateway"\?/,
    ],
    [
      'more addresses than the provider allows',
      textOf(TOPOLOGY).replace('publicIps: 1', 'publicIps: 9'),
      /allows at most 8 addresses/,
    ],
  ];

  it.each(cases)('%s is told in one line on standard error, exit 2', async (_name, text, message) => {
    const { status, stdout, stderr } = await portplan(['plan', '-', FORECAST], { input: text });
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stdout).toBe('');
    expect(status).toBe(2);
  });

  it('an empty forecast and a negative rate are told together', async () => {
    const text = textOf(FORECAST)
      .replace('steps: 2160', 'steps: 0')
      .replace('requestsPerSecond: 1200', 'requestsPerSecond: -1');
    const { status, stderr } = await portplan(['plan', TOPOLOGY, '-'], { input: text });
    expect(status).toBe(2);
    expect(stderr).toMatch(/steps is 0/);
    expect(stderr).toMatch(/requestsPerSecond is -1/);
  });

  it('a policy that is wrong is told with its file and place', async () => {
    const { status, stderr } = await portplan(['plan', TOPOLOGY, FORECAST, '--policy', '-'], {
      input: 'apiVersion: portplan/v1\nkind: Policy\nname: strict\nplanningQuantile: 95\n',
    });
    expect(status).toBe(2);
    expect(stderr).toMatch(/^standard input:4:1: planningQuantile is 95; it must be/);
  });

  it('a forecast for other clients is told with what they are called', async () => {
    const { status, stderr } = await portplan(['plan', TOPOLOGY, '-'], {
      input: textOf(FORECAST).replace('source: fans', 'source: fan'),
    });
    expect(status).toBe(2);
    expect(stderr).toMatch(
      /^standard input:8:5: .*"fan" is not a node of the topology; did you mean "fans"\?\n$/,
    );
  });

  it('a document of 50 MB is refused for its size', async () => {
    const { status, stderr } = await portplan(['validate', '-'], { input: 'a'.repeat(50_000_000) });
    expect(status).toBe(2);
    expect(stderr).toMatch(
      /^standard input: the text has at least 50000000 bytes; it must have at most \d+\n$/,
    );
  });
});
