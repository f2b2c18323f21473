import { plan } from '@portplan/engine';
import { parseDocumentText, readForecast, readTopology } from '@portplan/documents';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { portplan, REPOSITORY } from './portplan.js';

const TOPOLOGY = 'examples/ticket-sale/topology.yaml';
const FORECAST = 'examples/ticket-sale/forecast.yaml';

function textOf(path: string): string {
  return readFileSync(join(REPOSITORY, path), 'utf8');
}

describe('portplan plan', () => {
  it('says which pool binds, when it runs out, and how many NAT IPs it needs; exit 1', async () => {
    const { status, stdout, stderr } = await portplan(['plan', TOPOLOGY, FORECAST]);
    expect(stderr).toBe('');
    expect(status).toBe(1);
    expect(stdout.split('\n').slice(0, 4)).toEqual([
      'EXHAUSTED',
      expect.stringMatching(
        /^egress:snat-ports:payments binds: 2\d\d,\d{3} of 55,000 at 2026-12-12 09:15:00 UTC, \d{3}\.\d % \(exhausted\)\.$/,
      ),
      expect.stringMatching(/^It runs out at 2026-12-12 09:00:\d\d UTC, in 11 days\.$/),
      expect.stringMatching(/^egress needs \d NAT IPs for payments; it has 1\.$/),
    ]);
  });

  it('fits the width that it is given', async () => {
    for (const columns of [80, 120]) {
      const { stdout } = await portplan(['plan', TOPOLOGY, FORECAST], { env: { COLUMNS: String(columns) } });
      const longest = Math.max(...stdout.split('\n').map((line) => Array.from(line).length));
      expect(longest).toBeLessThanOrEqual(columns);
    }
  });

  it('has colours only where they are asked for', async () => {
    const escape = String.fromCharCode(27);
    expect((await portplan(['plan', TOPOLOGY, FORECAST])).stdout).not.toContain(escape);
    const forced = await portplan(['plan', TOPOLOGY, FORECAST], { env: { NO_COLOR: '', FORCE_COLOR: '1' } });
    expect(forced.stdout).toContain(`${escape}[31mEXHAUSTED`);
  });

  it('prints with --json exactly what the engine gives', async () => {
    const { stdout } = await portplan(['plan', TOPOLOGY, FORECAST, '--json']);
    const topology = readTopology(parseDocumentText(textOf(TOPOLOGY)));
    const forecast = readForecast(parseDocumentText(textOf(FORECAST)));
    expect(JSON.parse(stdout)).toEqual(JSON.parse(JSON.stringify(plan(topology, forecast))));
  });

  it('prints CSV with a line for each pool', async () => {
    const { stdout } = await portplan(['plan', TOPOLOGY, FORECAST, '--csv']);
    const [header, ...rows] = stdout.trimEnd().split('\r\n');
    expect(header).toMatch(/^id,node,kind,destination,/);
    expect(rows).toHaveLength(6);
  });

  it('reads one document from standard input', async () => {
    const { status, stdout } = await portplan(['plan', '-', FORECAST, '--fail-on', 'never', '--markdown'], {
      input: textOf(TOPOLOGY),
    });
    expect(status).toBe(0);
    expect(stdout).toMatch(/^### Port headroom: exhausted/);
  });

  it.each([
    [['--fail-on', 'never'], 0],
    [['--fail-on', 'warning'], 1],
    [['--fail-on', 'never', '--min-headroom-factor', '1.5'], 1],
  ])('with %j exits %d', async (options, expected) => {
    expect((await portplan(['plan', TOPOLOGY, FORECAST, ...options])).status).toBe(expected);
  });
});

describe('what cannot be planned', () => {
  const cases: readonly (readonly [string, string, RegExp])[] = [
    [
      'an unknown field',
      textOf(TOPOLOGY).replace('publicIps:', 'publicIp:'),
      /publicIp is not a field of a nat-gateway; did you mean "publicIps"\?/,
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
    ['YAML that is none', 'nodes: [1, {', /line 1, column \d+/],
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
});

describe('the command line itself', () => {
  it.each([
    [['plann'], 'portplan: there is no command "plann"; did you mean plan?\n'],
    [
      ['plan', TOPOLOGY],
      'portplan: plan takes TOPOLOGY FORECAST, but 1 were given; see portplan plan --help\n',
    ],
    [['plan', TOPOLOGY, FORECAST, '--jsno'], 'portplan: plan has no option --jsno; did you mean --json?\n'],
    [
      ['plan', TOPOLOGY, FORECAST, '--fail-on', 'maybe'],
      'portplan: --fail-on is "maybe"; it must be warning, over, exhausted or never\n',
    ],
    [['plan', 'nowhere.yaml', FORECAST], 'portplan: nowhere.yaml cannot be read: there is no such file\n'],
    [['plan', '-', '-'], 'portplan: only one of the documents can come from standard input\n'],
    [
      ['profiles', 'aws/nat-gatway'],
      'portplan: there is no profile "aws/nat-gatway" in the catalogue; did you mean "aws/nat-gateway"?\n',
    ],
    [
      ['explain', TOPOLOGY, FORECAST, 'egress:snat-ports:payment'],
      'portplan: there is no pool "egress:snat-ports:payment" in this plan; did you mean "egress:snat-ports:payments"?\n',
    ],
  ])('%j is answered with what would be right, exit 2', async (args, expected) => {
    expect(await portplan(args)).toEqual({ status: 2, stdout: '', stderr: expected });
  });

  it('has help for itself and for each command', async () => {
    expect((await portplan(['--help'])).stdout).toMatch(/usage: portplan COMMAND/);
    for (const command of ['plan', 'explain', 'validate', 'import', 'profiles']) {
      const { status, stdout } = await portplan([command, '--help']);
      expect([command, status]).toEqual([command, 0]);
      expect(stdout).toMatch(/examples:\n {2}\S/);
    }
  });
});

describe('portplan validate', () => {
  it('says of each document that it is well', async () => {
    const { status, stdout } = await portplan([
      'validate',
      TOPOLOGY,
      FORECAST,
      'examples/ticket-sale/policy.yaml',
    ]);
    expect(stdout).toBe(
      `${TOPOLOGY}: ok, a Topology\n${FORECAST}: ok, a Forecast\nexamples/ticket-sale/policy.yaml: ok, a Policy\n`,
    );
    expect(status).toBe(0);
  });
});

describe('portplan explain', () => {
  it('derives a pool line by line, with sources', async () => {
    const { status, stdout } = await portplan(['explain', TOPOLOGY, FORECAST, 'egress:snat-ports:payments']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/1\. capacity = 55000 tuples × 1 pool = 55000/);
    expect(stdout).toMatch(/each connection holds its tuple 0\.8 s open \+ 60 s after close/);
    expect(stdout).toMatch(/Jagerman/);
  });
});
