import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { portplan, type Ended } from './portplan.js';

const FILES = {
  topology_file: 'examples/ticket-sale/topology.yaml',
  forecast_file: 'examples/ticket-sale/forecast.yaml',
};

const KEYS = [
  'status',
  'required_ips',
  'current_ips',
  'additional_ips',
  'gateways_required',
  'headroom_ports',
  'headroom_factor',
  'utilization',
  'blocking_probability',
  'exhaustion_at',
  'binding_destination',
  'pool_max_idle',
  'recommendations_json',
  'result_json',
  'engine_version',
];

function asked(
  query: unknown,
  env: NodeJS.ProcessEnv = { PORTPLAN_SERVER: '', PORTPLAN_TOKEN: '' },
): Promise<Ended> {
  return portplan(['terraform'], { input: typeof query === 'string' ? query : JSON.stringify(query), env });
}

async function answered(query: unknown): Promise<Readonly<Record<string, string>>> {
  const { status, stdout, stderr } = await asked(query);
  expect([status, stderr]).toEqual([0, '']);
  return JSON.parse(stdout) as Record<string, string>;
}

async function refused(query: unknown, env?: NodeJS.ProcessEnv): Promise<string> {
  const { status, stdout, stderr } = await asked(query, env);
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(/^portplan terraform: [^\n]+\n$/);
  return stderr.slice('portplan terraform: '.length, -1);
}

describe('portplan terraform, offline', () => {
  it('answers the ticket sale with one JSON object of strings: more NAT IPs are needed', async () => {
    const answer = await answered(FILES);
    expect(Object.keys(answer).sort()).toEqual([...KEYS].sort());
    for (const value of Object.values(answer)) expect(typeof value).toBe('string');
    expect(answer).toMatchObject({ status: 'exhausted', current_ips: '1', binding_destination: 'payments' });
    expect(Number(answer['required_ips'])).toBeGreaterThan(1);
    expect(Number(answer['additional_ips'])).toBe(Number(answer['required_ips']) - 1);
    expect(answer['exhaustion_at']).toMatch(/^2026-12-12T09:0\d:\d\dZ$/);
    const whole = JSON.parse(answer['result_json'] ?? '') as { readonly engineVersion: string };
    expect(whole.engineVersion).toBe(answer['engine_version']);
    expect(answer['result_json']).not.toMatch(/runId|createdAt/);
  });

  it('writes numbers with fixed digits and no exponent', async () => {
    const answer = await answered({ ...FILES, 'set./nodes/egress/publicIps': '8' });
    expect(answer['headroom_ports']).toMatch(/^-?\d+$/);
    expect(answer['headroom_factor']).toMatch(/^\d+\.\d{4}$/);
    expect(answer['utilization']).toMatch(/^\d+\.\d{6}$/);
    expect(answer['blocking_probability']).toMatch(/^\d+\.\d{12}$/);
    expect(answer).toMatchObject({ current_ips: '8', additional_ips: '0', exhaustion_at: '' });
  });

  it('gives the same bytes each time', async () => {
    expect((await asked(FILES)).stdout).toBe((await asked(FILES)).stdout);
  });

  it('takes empty text for a key that nobody set', async () => {
    const query = {
      ...FILES,
      policy_file: '',
      node: '',
      scenario: '',
      server: '',
      quantile: '',
      fail_on: '',
    };
    expect(await answered(query)).toEqual(await answered(FILES));
  });

  it('plans for the quantile that is asked for', async () => {
    const median = await answered({ ...FILES, quantile: '0.5' });
    const rare = await answered({ ...FILES, quantile: '0.99' });
    expect(Number(median['utilization'])).toBeLessThan(Number(rare['utilization']));
  });

  it('takes a value of the topology by index or by id', async () => {
    const byIndex = await answered({ ...FILES, 'set./legs/4/callsPerRequest': '0.1' });
    const byId = await answered({ ...FILES, 'set./legs/app-payments/callsPerRequest': '0.1' });
    expect(byId).toEqual(byIndex);
    expect(byId['utilization']).not.toBe((await answered(FILES))['utilization']);
  });

  it.each([
    ['exhausted', {}, /^egress is exhausted, and fail_on is exhausted: it needs \d+ NAT IPs and has 1;/],
    ['warning', { 'set./nodes/egress/publicIps': '6' }, /^egress is over, and fail_on is warning/],
  ])('fails on %s where it is told to', async (failOn, more, message) => {
    expect(await refused({ ...FILES, ...more, fail_on: failOn })).toMatch(message);
  });

  it('does not fail below what it is told to fail on', async () => {
    const answer = await answered({ ...FILES, 'set./nodes/egress/publicIps': '6', fail_on: 'exhausted' });
    expect(answer['status']).toBe('over');
  });

  it('lists the gateways where there are several and none is named', async () => {
    const second = '{"id":"egress-b","kind":"nat-gateway","profile":"aws/nat-gateway","publicIps":1}';
    const query = { ...FILES, 'set./nodes/-': second };
    expect(await refused(query)).toBe('the topology has 2 NAT gateways; give node, one of egress, egress-b');
    expect(await refused({ ...query, node: 'egres' })).toMatch(
      /no NAT gateway .*; there are egress, egress-b/,
    );
    expect((await answered({ ...query, node: 'egress' }))['current_ips']).toBe('1');
  });

  it.each<readonly [string, unknown, RegExp]>([
    ['nothing', '', /^standard input is empty/],
    ['no JSON', 'topology_file=x', /^standard input:1:1: the JSON must have a value/],
    ['a list', '[]', /^standard input holds a list; it must hold one JSON object of strings/],
    ['null', 'null', /^standard input holds null/],
    ['a number as a value', { ...FILES, quantile: 0.5 }, /^quantile is the number 0\.5; .* must be text/],
    ['null as a value', { ...FILES, node: null }, /^node is null; .* must be text/],
    ['a key twice', '{"node":"a","node":"b"}', /"node" twice/],
    ['too much', JSON.stringify({ node: 'x'.repeat(2 ** 21) }), /^standard input is larger than/],
    ['a misspelt key', { topolgy_file: 'x' }, /unknown key "topolgy_file"; did you mean topology_file\?$/],
    ['a key of nothing', { zzz: 'x' }, /unknown key "zzz"; the keys are server, scenario,/],
    ['a token', { ...FILES, token: 'pp_x' }, /keeps the query in its state: .* PORTPLAN_TOKEN$/],
    ['no query at all', {}, /^the query has neither a scenario nor files/],
    ['half a query', { topology_file: 'x' }, /^the query has no forecast_file/],
    ['files and a scenario', { ...FILES, scenario: 'x' }, /^the query has scenario beside topology_file/],
    ['a scenario without a server', { scenario: 'x' }, /^the query has a scenario but no server/],
    ['a wrong quantile', { ...FILES, quantile: '95' }, /^quantile is "95"; it must be a number above 0/],
    ['a wrong fail_on', { ...FILES, fail_on: 'exausted' }, /did you mean exhausted\?$/],
    ['a wrong time', { ...FILES, timeout_seconds: '-1' }, /^timeout_seconds is "-1"/],
    [
      'no such file',
      { ...FILES, topology_file: 'none.yaml' },
      /^none\.yaml cannot be read: there is no such/,
    ],
    ['a folder', { ...FILES, topology_file: 'examples' }, /^examples cannot be read: it is a folder/],
    [
      'another document',
      { ...FILES, forecast_file: FILES.topology_file },
      /topology\.yaml: demand is missing/,
    ],
    ['a pointer to nowhere', { ...FILES, 'set./nodes/egres/zones': '2' }, /did you mean egress\?$/],
    ['a pointer that is none', { ...FILES, 'set.zones': '2' }, /^set\.zones is no JSON pointer/],
    ['a value that does not fit', { ...FILES, 'set./nodes/egress/publicIps': 'two' }, /publicIps is "two"/],
    ['a field that there is not', { ...FILES, 'set./nodes/egress/ips': '2' }, /ips is not a field/],
    ['a gateway too full', { ...FILES, 'set./nodes/egress/publicIps': '9' }, /allows at most 8 addresses/],
    ['no gateway', { ...FILES, node: 'web' }, /^node is "web", which is no NAT gateway .* there is egress$/],
  ])('refuses %s in one line, exit 1', async (_, query, message) => {
    expect(await refused(query)).toMatch(message);
  });

  it('refuses an operand, which is a mistake of the command line: exit 2', async () => {
    const { status, stdout, stderr } = await portplan(['terraform', 'plan.json']);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^portplan: terraform takes no operands, but 1 was given/);
  });
});

describe('portplan terraform, where the server does not help', () => {
  async function served<T>(listener: RequestListener, body: (url: string) => Promise<T>): Promise<T> {
    const server = createServer(listener);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      return await body(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}`);
    } finally {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  }

  const answering =
    (status: number, text: string): RequestListener =>
    (_, response) => {
      response.writeHead(status, { 'content-type': 'application/problem+json' }).end(text);
    };

  it.each<readonly [string, RequestListener, RegExp]>([
    [
      '401',
      answering(401, '{}'),
      /answered with 401: it wants a token, in the environment as PORTPLAN_TOKEN/,
    ],
    ['404', answering(404, '{"detail":"there is\\nno\\tsuch thing"}'), /404: there is no such thing/],
    ['500', answering(500, '<h1>no</h1>'), /^GET http:\S+ was answered with 500$/],
    ['garbage', answering(200, '<html>'), /is no JSON; is that a Portplan server\?$/],
    ['JSON of something else', answering(200, '[7]'), /no scenario "autumn"$/],
    [
      'a half answer',
      (_, response) => response.write('{', () => response.destroy()),
      /closed the connection/,
    ],
  ])('%s is one line on standard error', async (_, listener, message) => {
    await served(listener, async (server) => {
      expect(await refused({ server, scenario: 'autumn' })).toMatch(message);
    });
  });

  it('a server that is slow is not waited for longer than the query allows', async () => {
    await served(
      () => undefined,
      async (server) => {
        const message = await refused({ server, scenario: 'autumn', timeout_seconds: '0.3' });
        expect(message).toMatch(/did not answer within 0\.3 s/);
      },
    );
  });

  it('a server that is down is unknown where the query takes that for an answer', async () => {
    const down = await served(answering(200, ''), (url) => Promise.resolve(url));
    expect(await refused({ server: down, scenario: 'autumn' })).toMatch(/refuses connections/);
    expect(await answered({ server: down, scenario: 'autumn', on_unavailable: 'unknown' })).toMatchObject({
      status: 'unknown',
      required_ips: '',
      recommendations_json: '[]',
    });
  });

  it('a refusal is no answer even then', async () => {
    await served(answering(401, ''), async (server) => {
      const query = { server, scenario: 'autumn', on_unavailable: 'unknown' };
      const message = await refused(query, { PORTPLAN_TOKEN: 'pp_secret' });
      expect(message).toMatch(/the token \(of PORTPLAN_TOKEN, or of portplan login\) is not/);
      expect(message).not.toContain('pp_secret');
    });
  });

  it.each(['pp_sec\nret', 'pp_sec ret', 'pp_secrét'])(
    'the token %j is refused, whatever the query takes for an answer, and shown nowhere',
    async (token) => {
      await served(answering(200, '{}'), async (server) => {
        const query = { server, scenario: 'autumn', on_unavailable: 'unknown' };
        const message = await refused(query, { PORTPLAN_TOKEN: token });
        expect(message).toMatch(
          /^the token .* has a space, a line break or another character that no token has$/,
        );
        expect(message).not.toContain('sec');
      });
    },
  );

  it('a token from a file, with the line break at its end, is one', async () => {
    const seen: (string | undefined)[] = [];
    const listener: RequestListener = ({ headers }, response) => {
      seen.push(headers.authorization);
      response.end('{"items":[]}');
    };
    await served(listener, async (server) => {
      await refused({ server, scenario: 'autumn' }, { PORTPLAN_TOKEN: 'pp_secret\n' });
    });
    expect(seen).toEqual(['Bearer pp_secret']);
  });

  it('says where a server leads on to, and does not go there with a request that lost its token', async () => {
    const moved: RequestListener = ({ url = '' }, response) => {
      response.writeHead(308, { location: `https://portplan.example.com${url}` }).end();
    };
    await served(moved, async (server) => {
      expect(await refused({ server, scenario: 'autumn' }, { PORTPLAN_TOKEN: 'pp_secret' })).toMatch(
        / was answered with 308, and leads on to https:\/\/portplan\.example\.com; if that is Portplan, give it as the server$/,
      );
    });
    const signIn = 'https://sso.example.com/sign-in?state=one-time';
    await served(
      (_, response) => response.writeHead(302, { location: signIn }).end(),
      async (server) => {
        const message = await refused({ server, scenario: 'autumn' });
        expect(message).toContain('leads on to https://sso.example.com/sign-in;');
        expect(message).not.toContain('one-time');
      },
    );
  });

  it.each([
    ['ftp://example.com', /must be an address such as https/],
    ['http://user:pass@example.com', /has a user or password in it/],
  ])('the address %s is refused', async (server, message) => {
    expect(await refused({ server, scenario: 'x' })).toMatch(message);
  });
});
