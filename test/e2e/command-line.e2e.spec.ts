import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { portplan } from '../cli/portplan.js';
import { startApplication, ticketSale, type Application } from '../support/application.js';

const FILES = [
  'examples/ticket-sale/topology.yaml',
  'examples/ticket-sale/forecast.yaml',
  '--policy',
  'examples/ticket-sale/policy.yaml',
];

describe('the command line, against a server', () => {
  let api: Application;
  let server: string;
  let home: string;

  beforeAll(async () => {
    api = await startApplication();
    await api.app.listen(0, '127.0.0.1');
    const { port } = api.app.getHttpServer().address() as AddressInfo;
    server = `http://127.0.0.1:${String(port)}`;
    home = mkdtempSync(join(tmpdir(), 'portplan-home-'));
    const topology = await api.request('POST', '/v1/topologies', { body: ticketSale('topology') });
    const forecast = await api.request('POST', '/v1/forecasts', { body: ticketSale('forecast') });
    for (const name of ['autumn', 'spring']) {
      const body = {
        name,
        topologyId: topology.body.id,
        forecastId: forecast.body.id,
        policy: ticketSale('policy'),
      };
      expect((await api.request('POST', '/v1/scenarios', { body })).status).toBe(201);
    }
  });
  afterAll(async () => {
    rmSync(home, { recursive: true });
    await api.close();
  });

  const ask = (args: readonly string[], env: NodeJS.ProcessEnv = {}, input = '') =>
    portplan(args, {
      input,
      env: {
        XDG_CONFIG_HOME: home,
        PORTPLAN_SERVER: server,
        PORTPLAN_TOKEN: api.tokens.viewer,
        ...env,
      },
    });

  it.each([[[]], [['--json']], [['--yaml']], [['--csv']], [['--markdown']]])(
    'plans as it does alone, %j',
    async (format) => {
      const alone = await portplan(['plan', ...FILES, ...format]);
      expect(alone.status).toBe(1);
      expect(await ask(['plan', ...FILES, '--server', server, ...format])).toEqual(alone);
      expect(await ask(['plan', '--scenario', 'autumn', ...format])).toEqual(alone);
    },
  );

  it('explains a pool of a scenario', async () => {
    const alone = await portplan(['explain', ...FILES]);
    expect(await ask(['explain', '--scenario', 'autumn'])).toEqual(alone);
    expect((await ask(['explain', '--scenario', 'autumn', 'edge:ephemeral-ports:web'])).stdout).toMatch(
      /^edge:ephemeral-ports:web\n/,
    );
  });

  it('lists scenarios and lays them side by side', async () => {
    const { stdout } = await ask(['scenarios']);
    expect(stdout).toMatch(/^name .*\n(spring|autumn) +revision 1/);
    expect(JSON.parse((await ask(['scenarios', '--json', '--name', 'spr'])).stdout)).toMatchObject([
      { name: 'spring' },
    ]);
    expect((await ask(['compare', 'autumn', 'spring'])).stdout).toMatch(
      /egress:snat-ports:payments +489\.8 % +489\.8 %/,
    );
  });

  it('keeps a login where only its owner reads it, and uses it for that server alone', async () => {
    const nothing = { PORTPLAN_SERVER: '', PORTPLAN_TOKEN: '' };
    const login = await ask(['login', server], nothing, `${api.tokens.viewer}\n`);
    expect([login.status, login.stderr]).toEqual([0, '']);
    expect(login.stdout).not.toContain(api.tokens.viewer);
    const file = join(home, 'portplan', 'login.json');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ server, token: api.tokens.viewer });

    expect((await ask(['scenarios'], nothing)).status).toBe(0);
    const elsewhere = await ask(['scenarios', '--server', server.replace('127.0.0.1', 'localhost')], nothing);
    expect([elsewhere.status, elsewhere.stdout]).toEqual([1, '']);
    expect(elsewhere.stderr).toMatch(/401.*PORTPLAN_TOKEN|refuses connections/);

    expect((await ask(['login', '--remove'], nothing)).status).toBe(0);
    expect(await ask(['scenarios'], nothing)).toEqual({
      status: 2,
      stdout: '',
      stderr: 'portplan: there is no server; give --server, set PORTPLAN_SERVER, or use portplan login\n',
    });
  });

  it('refuses a token that is none before it is kept', async () => {
    const { status, stderr } = await ask(['login', server], {}, 'pp_none\n');
    expect(status).toBe(1);
    expect(stderr).toMatch(/^portplan: GET .* was answered with 401/);
    expect((await ask(['login', server])).stderr).toMatch(/there was no token on standard input/);
  });

  it('a server that is not there is one line, exit 1, nothing on standard output', async () => {
    for (const args of [
      ['plan', ...FILES, '--server', 'http://127.0.0.1:9'],
      ['plan', '--scenario', 'autumn', '--server', 'http://127.0.0.1:9'],
      ['scenarios', '--server', 'http://127.0.0.1:9'],
    ]) {
      const { status, stdout, stderr } = await ask(args);
      expect([status, stdout]).toEqual([1, '']);
      expect(stderr).toMatch(/^portplan: http:\/\/127\.0\.0\.1:9 .*\n$/);
    }
  });

  it('documents that cannot be used never reach the server', async () => {
    const { status, stderr } = await ask([
      'plan',
      'package.json',
      FILES[1] ?? '',
      '--server',
      'http://127.0.0.1:9',
    ]);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^package\.json:/);
  });
});
