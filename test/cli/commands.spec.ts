import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMMANDS } from '../../apps/cli/src/commands.js';
import { portplan, REPOSITORY } from './portplan.js';

const TOPOLOGY = 'examples/ticket-sale/topology.yaml';
const FORECAST = 'examples/ticket-sale/forecast.yaml';

function textOf(path: string): string {
  return readFileSync(join(REPOSITORY, path), 'utf8');
}

describe('the command line itself', () => {
  it.each([
    [['plann'], 'portplan: there is no command "plann"; did you mean plan?\n'],
    [['plan', TOPOLOGY], 'portplan: give TOPOLOGY and FORECAST, or --scenario NAME for one of a server\n'],
    [
      ['plan', TOPOLOGY, FORECAST, 'more.yaml'],
      'portplan: plan takes TOPOLOGY FORECAST, but 3 were given; see portplan plan --help\n',
    ],
    [
      ['export', 'pdf', TOPOLOGY, FORECAST],
      'portplan: export does not write "pdf"; there are html, markdown, csv, series, prometheus-rules, cloudwatch-alarms, azure-alerts, gcp-alerts, proxy-configuration\n',
    ],
    [['completion', 'bsh'], 'portplan: completion does not know "bsh"; did you mean bash?\n'],
    [
      ['compare', TOPOLOGY, '-', '--forecast', '-'],
      'portplan: only one of the documents can come from standard input\n',
    ],
    [
      ['plan', '--scenario', 'x', '--policy', 'p.yaml'],
      'portplan: --scenario and --policy exclude each other: a scenario has a policy of its own\n',
    ],
    [['plan', TOPOLOGY, FORECAST, '--jsno'], 'portplan: plan has no option --jsno; did you mean --json?\n'],
    [
      ['plan', TOPOLOGY, FORECAST, '--fail-on', 'maybe'],
      'portplan: --fail-on is "maybe"; it must be warning, over, exhausted or never\n',
    ],
    [['plan', TOPOLOGY, FORECAST, '--policy', '--json'], 'portplan: --policy needs a value: --policy FILE\n'],
    [
      ['plan', TOPOLOGY, FORECAST, '--min-headroom-factor', 'much'],
      'portplan: --min-headroom-factor is "much"; it must be a number above 0, such as 1.5\n',
    ],
    [['plan', TOPOLOGY, FORECAST, '--json', '--csv'], 'portplan: --json and --csv exclude each other\n'],
    [['import', 'terrafrom', 'x'], 'portplan: import does not read "terrafrom"; did you mean terraform?\n'],
    [['help', 'plann'], 'portplan: there is no command "plann"; did you mean plan?\n'],
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

  it('lists the commands where an option stands in the place of one', async () => {
    const { status, stdout, stderr } = await portplan(['--jsno']);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(
      /^portplan: there is no option --jsno before a command; there are plan, explain, /,
    );
  });

  it('has help for itself and for each command', async () => {
    const help = await portplan(['--help']);
    expect(help.stdout).toMatch(/usage: portplan COMMAND/);
    expect(await portplan(['help'])).toEqual(help);
    for (const command of COMMANDS.map(({ name }) => name)) {
      const { status, stdout } = await portplan([command, '--help']);
      expect([command, status]).toEqual([command, 0]);
      expect(stdout).toMatch(/examples:\n {2}\S/);
      expect((await portplan(['help', command])).stdout).toBe(stdout);
    }
  });

  it('without a command prints its help where errors go, exit 2', async () => {
    const { status, stdout, stderr } = await portplan([]);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toBe((await portplan(['--help'])).stdout);
  });

  it('has the version of the program and of the engine', async () => {
    expect((await portplan(['--version'])).stdout).toMatch(
      /^portplan \d+\.\d+\.\d+, engine \d+\.\d+\.\d+\n$/,
    );
  });

  it('is quiet where nobody reads to the end', async () => {
    const { status, stderr } = await portplan(['profiles', '--json'], { readsNothing: true });
    expect([status, stderr]).toEqual([0, '']);
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

  it('tells of every file what is wrong with it, and is silent about what it cannot know', async () => {
    const { status, stdout, stderr } = await portplan(['validate', 'nowhere.yaml', '-', FORECAST], {
      input: 'apiVersion: portplan/v1\nkind: Topology\nname: x\nnodes: []\nlegs: 5\n',
    });
    expect(status).toBe(2);
    expect(stdout).toBe(`${FORECAST}: ok, a Forecast\n`);
    const lines = stderr.trimEnd().split('\n');
    expect(lines[0]).toBe('nowhere.yaml cannot be read: there is no such file');
    expect(lines.slice(1)).toEqual([
      expect.stringMatching(/^standard input:4:1: nodes /),
      expect.stringMatching(/^standard input:5:1: legs is 5; it must be a list/),
    ]);
  });

  it('checks a forecast against the topology beside it', async () => {
    const { status, stdout, stderr } = await portplan(['validate', TOPOLOGY, '-'], {
      input: textOf(FORECAST).replace('source: fans', 'source: fan'),
    });
    expect([status, stdout]).toEqual([2, `${TOPOLOGY}: ok, a Topology\n`]);
    expect(stderr).toMatch(/^standard input:8:5: .*did you mean "fans"\?\n$/);
  });
});

describe('portplan profiles', () => {
  it('lists the catalogue, or what one provider has', async () => {
    const [all, some] = await Promise.all([portplan(['profiles']), portplan(['profiles', 'aws'])]);
    expect(all.stdout).toMatch(/^id +family +what it is\n/);
    const ids = some.stdout
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.split(' ')[0]);
    expect(ids).toContain('aws/nat-gateway');
    expect(ids.every((id) => id?.startsWith('aws/'))).toBe(true);
  });

  it('shows one in full, for people and for programs', async () => {
    const [text, json] = await Promise.all([
      portplan(['profiles', 'linux']),
      portplan(['profiles', 'linux', '--json']),
    ]);
    expect(text.stdout).toContain('host.ephemeralPortRange = [32768,60999] ports');
    expect(JSON.parse(json.stdout)).toMatchObject({ id: 'linux', host: { timeWaitSeconds: { value: 60 } } });
  });

  it('shows those that a topology defines, which plans of it take', async () => {
    const profile = `profiles:
  - id: acme/egress-firewall
    basedOn: linux/iptables-masquerade
    source: load test 4711
    asOf: 2026-11-20
    translator: { portsPerIp: 20000 }
nodes:`;
    const input = textOf(TOPOLOGY)
      .replace('nodes:', profile)
      .replace('profile: aws/nat-gateway', 'profile: acme/egress-firewall');
    const [list, one, derived] = await Promise.all([
      portplan(['profiles', 'acme', '--topology', '-'], { input }),
      portplan(['profiles', 'acme/egress-firewall', '--topology', '-'], { input }),
      portplan(['explain', '-', FORECAST, 'egress:snat-ports:payments'], { input }),
    ]);
    expect(list.stdout).toMatch(/^acme\/egress-firewall +translator/m);
    expect(one.stdout).toContain('based on linux/iptables-masquerade');
    expect(one.stdout).toContain(
      'translator.portsPerIp = 20000 ports  stated, 2026-11-20\n    load test 4711',
    );
    expect(derived.stdout).toContain('portsPerIp: load test 4711 (acme/egress-firewall, 2026-11-20)');
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

  it('derives the pool that binds where none is named', async () => {
    const { stdout } = await portplan(['explain', TOPOLOGY, FORECAST]);
    expect(stdout).toMatch(/^egress:snat-ports:payments\n/);
  });
});
