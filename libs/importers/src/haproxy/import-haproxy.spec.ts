import { readTopology } from '@portplan/documents';
import { plan, type Leg, type TopologyNode } from '@portplan/engine';
import { ImportError } from '../import-error.js';
import type { ImportResult } from '../import-result.js';
import { importHaproxy } from './import-haproxy.js';

/** Two API servers on one address, each from a source of its own, as in "ephemeral port exhaustion and how to avoid it". */
const PUSHER = `
global
  maxconn 100000   # clients
  nbthread 8

defaults
  mode http
  timeout client 30s
  timeout http-keep-alive 5000

frontend www
  bind :443 ssl crt /etc/ssl/site.pem
  acl is_api path_beg /api
  use_backend api if is_api
  default_backend "web servers"

backend api
  http-reuse always
  server api1 10.0.0.5:8080 maxconn 500 source 10.0.1.1 pool-max-conn 64
  server api2 10.0.0.5:8080 maxconn 500 source 10.0.1.2
  server spare 10.0.0.9:8080 backup

backend "web servers"
  option http-server-close
  default-server maxconn 100
  server-template web 1-3 web.internal:80

backend forgotten
  server old 10.0.0.7:80
`;

function node<Kind extends TopologyNode['kind']>(
  { topology }: ImportResult,
  id: string,
  kind: Kind,
): Extract<TopologyNode, { kind: Kind }> {
  const found = topology.nodes.find((each) => each.id === id && each.kind === kind);
  if (found === undefined) throw new Error(`no ${kind} ${id}`);
  return found as Extract<TopologyNode, { kind: Kind }>;
}

function leg({ topology }: ImportResult, id: string): Leg {
  const found = topology.legs.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no leg ${id}`);
  return found;
}

describe('a HAProxy configuration', () => {
  const result = importHaproxy(PUSHER);

  it('becomes a proxy with the limits that it sets, and each backend that a frontend leads to', () => {
    expect(node(result, 'haproxy', 'proxy')).toMatchObject({
      profile: 'haproxy',
      maxConnections: 100_000,
      idleTimeoutSeconds: 5,
      processesPerInstance: 1,
    });
    expect(node(result, 'api', 'backend')).toMatchObject({
      instances: 2,
      endpoints: 1,
      maxConnections: 1000,
    });
    expect(node(result, 'web-servers', 'backend')).toMatchObject({
      instances: 3,
      endpoints: 3,
      maxConnections: 300,
    });
  });

  it('counts the source addresses toward the endpoint that has fewest', () => {
    const both = importHaproxy(PUSHER.replace('server-template web 1-3 web.internal:80', ''));
    expect(node(both, 'haproxy', 'proxy').host?.sourceIps).toBe(2);
    expect(node(result, 'haproxy', 'proxy').host?.sourceIps).toBeUndefined();
  });

  it('says how connections are reused only where the file does', () => {
    expect(leg(result, 'haproxy-api').connections).toEqual({ reuse: 'keep-alive', maxIdle: 64 });
    expect(leg(result, 'haproxy-web-servers').connections).toEqual({ reuse: 'none', closedBy: 'initiator' });
    const plain = importHaproxy('frontend f\n default_backend b\nbackend b\n server s 10.0.0.1:80\n');
    expect(leg(plain, 'haproxy-b').connections).toBeUndefined();
  });

  it('leaves out what no traffic reaches, and addresses that only some have, with their lines', () => {
    expect(result.notUnderstood).toEqual([
      {
        address: 'haproxy:17',
        type: 'source addresses',
        reason:
          'connections to api come from 2, of which 1 is counted: to other servers go no more. Split the proxy in two nodes where it matters',
      },
      { address: 'haproxy:21', type: 'server', reason: 'takes requests only where all others are gone' },
      { address: 'haproxy:28', type: 'backend', reason: 'no frontend leads to forgotten' },
    ]);
  });

  it('marks what it cannot tell, and names the line of what it can', () => {
    expect(result.assumptions.map(({ pointer }) => pointer)).toContain('/legs/1/share');
    expect(result.provenance['/nodes/1/maxConnections']).toBe('haproxy:3');
  });

  it('can be planned as it is', () => {
    expect(() => readTopology(result.topology)).not.toThrow();
    expect(plan(result.topology, result.forecast).resources.map(({ id }) => id)).toContain(
      'haproxy:ephemeral-ports:api',
    );
  });

  it.each([
    ['server a 10.0.0.1:80\n', 'line 1: "server" stands in no section'],
    ['backend\n', 'line 1: backend has no name'],
    ['listen b\n server s\n', 'line 2: server must be followed by a name and an address'],
    ['backend b\n server s 10.0.0.1:80 "open\n', 'line 2: a quote " is opened and not closed'],
    ['frontend f\n default_backend b\nbackend b\n server s :80 maxconn many\n', 'line 4: maxconn is "many"'],
    ['global\n maxconn -1\nlisten l\n server s :80\n', 'line 2: maxconn is "-1"; it must be a whole number'],
    ['listen l\n timeout client soon\n server s :80\n', 'line 2: "soon" is no time'],
    ['listen l\n server-template s 0 h:80\n', 'line 2: server-template has "0" servers'],
    ['global\n', 'the configuration has no backend or listen section with servers'],
  ])('%j is refused: %s', (text, message) => {
    expect(() => importHaproxy(text)).toThrow(ImportError);
    expect(() => importHaproxy(text)).toThrow(message);
  });
});

/** Every form in which real files write what this one says: named defaults, variables, sockets, sources of clients. */
const VARIED = `
global
  presetenv LIMIT 2000
  maxconn "\${LIMIT}"

defaults web
  mode http
  timeout client "\${CLIENT_TIMEOUT-30s}"

defaults database from web
  mode tcp
  timeout client "$DATABASE_TIMEOUT"

frontend www from web
  bind :80
  default_backend app

backend app from web
  default-server maxconn "\${APP_LIMIT}"
  server a 10.0.0.1:80
  server b unix@/run/app.sock
  server c 10.0.0.3:80 source 0.0.0.0 usesrc clientip
  server-template d "\${COUNT}" app.internal:80

listen postgres from database
  bind :5432
  server p 10.0.1.1:5432 source 10.0.9.9:20000-29999

listen stats
  bind :8404
  stats enable
`;

describe('a configuration with named defaults, variables and other sources', () => {
  const result = importHaproxy(VARIED);

  it('takes the defaults that a section names', () => {
    expect(leg(result, 'haproxy-app').connections).toBeUndefined();
    expect(leg(result, 'haproxy-postgres').connections).toEqual({ reuse: 'none' });
  });

  it('puts in the values that the file gives its variables, and their own defaults', () => {
    expect(node(result, 'haproxy', 'proxy')).toMatchObject({ maxConnections: 2000, idleTimeoutSeconds: 30 });
  });

  it('counts servers that take ports, and no source where the system or the client decides', () => {
    expect(node(result, 'app', 'backend')).toEqual(expect.objectContaining({ instances: 2, endpoints: 2 }));
    expect(node(result, 'haproxy', 'proxy').host?.sourceIps).toBeUndefined();
  });

  it('lists what is not in the topology, with line and reason', () => {
    expect(result.notUnderstood.map(({ address, type, reason }) => `${address} ${type}: ${reason}`)).toEqual([
      'haproxy:12 timeout: $DATABASE_TIMEOUT is in the environment, not in the file',
      'haproxy:19 maxconn: ${APP_LIMIT} is in the environment, not in the file',
      'haproxy:21 server: a Unix socket takes no ports',
      'haproxy:22 source: connections come from the addresses of the clients: each of them has ports of its own, and counts here as one for all',
      'haproxy:23 server-template: ${COUNT} is in the environment, not in the file',
      'haproxy:27 source: its range of ports is not read: set host.ephemeralPortRange where it is smaller than that of the machine',
      'haproxy:29 listen: stats has no servers',
    ]);
  });
});
