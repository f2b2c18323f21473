import { readTopology } from '@portplan/documents';
import { plan, type TopologyNode } from '@portplan/engine';
import { ImportError } from '../import-error.js';
import { importNginx } from './import-nginx.js';

/** Spreading source addresses with split_clients: nginx blog, "Overcoming Ephemeral Port Exhaustion in NGINX", 2016. */
const SPLIT = `
worker_processes 4;
events { worker_connections 10240; }
http {
  include mime.types;
  include sites/*.conf;
  keepalive_timeout 75s;
  split_clients "$remote_addr$remote_port" $split_ip {
    10% 10.0.0.210;
    10% 10.0.0.211;
    *   10.0.0.212;
  }
  upstream backend {
    server 10.0.1.5:80 max_conns=1000;
    server 10.0.1.6:80 max_conns=1000;
    server 10.0.1.7:80 down;
    keepalive 64;            # idle ones, for each worker
    keepalive_requests 500;
    keepalive_timeout 1m30s;
  }
  upstream unused { server 10.0.9.9:80; }
  server {
    listen 443 ssl;
    location / {
      proxy_bind $split_ip;
      proxy_set_header Connection "";
      proxy_pass http://backend/app;
    }
    location /other { proxy_http_version 1.0; proxy_pass "https://other.example:8443"; }
    location /any { proxy_pass http://$host$request_uri; }
    location /lua { content_by_lua_block { if x then local t = { a = "}" } end } }
  }
}
`;

describe('an nginx configuration', () => {
  const result = importNginx(SPLIT);
  const nodeOf = (id: string): TopologyNode | undefined =>
    result.topology.nodes.find((each) => each.id === id);
  const legOf = (id: string) => result.topology.legs.find((each) => each.id === id);

  it('becomes a proxy whose workers divide their connections between clients and upstreams', () => {
    expect(nodeOf('nginx')).toMatchObject({
      kind: 'proxy',
      processesPerInstance: 4,
      maxConnections: 20_480,
      idleTimeoutSeconds: 75,
    });
  });

  it('has the servers that take traffic, and the pool of each worker', () => {
    expect(nodeOf('backend')).toMatchObject({ kind: 'backend', endpoints: 2, maxConnections: 2000 });
    expect(legOf('nginx-backend')?.connections).toEqual({
      reuse: 'keep-alive',
      maxIdle: 64,
      maxRequests: 500,
      idleTimeoutSeconds: 90,
    });
  });

  it('opens a connection for each request where HTTP/1.0 is spoken', () => {
    expect(nodeOf('other-example-8443')).toMatchObject({ kind: 'backend', endpoints: 1 });
    expect(legOf('nginx-other-example-8443')?.connections).toEqual({ reuse: 'none' });
  });

  it('counts the addresses of split_clients where every group has them', () => {
    const only = importNginx(SPLIT.replace(/location \/other .*\n/, ''));
    expect(only.topology.nodes.find(({ id }) => id === 'nginx')).toMatchObject({ host: { sourceIps: 3 } });
  });

  it('lists what it did not follow', () => {
    expect(result.notUnderstood.map(({ address, type }) => [address, type])).toEqual([
      ['nginx:13', 'source addresses'],
      ['nginx:16', 'server'],
      ['nginx:21', 'upstream'],
      ['nginx:30', 'proxy_pass'],
      ['nginx:6', 'include'],
    ]);
  });

  it('can be planned as it is', () => {
    expect(() => readTopology(result.topology)).not.toThrow();
    expect(plan(result.topology, result.forecast).resources.map(({ id }) => id)).toContain(
      'nginx:ephemeral-ports:backend',
    );
  });

  it.each([
    ['http {\n server {\n}\n', 'line 1: a block is opened here and never closed with }'],
    ['}\n', 'line 1: there is no open block to close with }'],
    ['http { \n proxy_pass http://a\n}\n', 'line 2: "proxy_pass" is not ended with ; or a block'],
    ['http { location / { proxy_pass "http://a; } }', 'line 1: a quote " is opened and not closed'],
    ['\nworker_processes many;\nlocation / { proxy_pass http://a; }', 'line 2: worker_processes is "many"'],
    [
      'upstream u { server a down; }\nlocation / { proxy_pass http://u; }',
      'line 1: upstream u has no server',
    ],
    ['http { keepalive_timeout soon; location / { proxy_pass http://a; } }', 'keepalive_timeout is "soon"'],
    ['events {}', 'the configuration passes requests nowhere'],
    ['location / { fastcgi_pass unix:/run/php.sock; }', 'only to Unix sockets, which take no ports'],
    ['http { content_by_lua_block { if x then', 'line 1: a block is opened here and never closed'],
    ['# configuration file /a:\ninclude /b;\n# configuration file /b:\ninclude /b;', 'line 4: files include'],
  ])('%j is refused: %s', (text, message) => {
    expect(() => importNginx(text)).toThrow(ImportError);
    expect(() => importNginx(text)).toThrow(message);
  });
});

/** As `nginx -T 2>&1` prints a configuration of Debian's form. */
const DUMP = `nginx: the configuration file /etc/nginx/nginx.conf syntax is ok
nginx: configuration file /etc/nginx/nginx.conf test is successful
# configuration file /etc/nginx/nginx.conf:
worker_processes 3;
include /etc/nginx/modules-enabled/*.conf;
events { worker_connections 768; }
http {
  include mime.types;
  proxy_http_version 1.0;
  include /etc/nginx/sites-enabled/*;
}
stream { include stream.d/*.conf; }

# configuration file /etc/nginx/mime.types:
types { text/html html; }

# configuration file /etc/nginx/sites-enabled/shop:
upstream shop {
  server 10.0.0.1:80;
  server unix:/run/shop.sock;
  server 10.0.0.3:80 backup;
}
server {
  set $api api.internal;
  include snippets/pass.conf;
  location /api { proxy_pass http://$api:8080$request_uri; }
  location /php { fastcgi_pass unix:/run/php/php8.4-fpm.sock; }
}

# configuration file /etc/nginx/snippets/pass.conf:
location / { proxy_pass http://shop$request_uri; }

# configuration file /etc/nginx/stream.d/database.conf:
server { listen 5432; proxy_pass 10.0.2.1:5432; }
`;

describe('the output of nginx -T', () => {
  const result = importNginx(DUMP);
  const legs = new Map(result.topology.legs.map(({ to, connections }) => [to, connections]));

  it('is read as one configuration, each file where it is included', () => {
    expect(result.topology.nodes.find(({ id }) => id === 'nginx')).toMatchObject({ processesPerInstance: 3 });
    expect(legs.get('shop')).toEqual({ reuse: 'none' });
    expect(result.notUnderstood.map(({ type }) => type)).not.toContain('include');
  });

  it('follows a variable that one "set" gives a value, and a path behind a host', () => {
    expect([...legs.keys()]).toContain('api-internal-8080');
  });

  it('opens a connection for each of a client in a stream', () => {
    expect(legs.get('10-0-2-1-5432')).toEqual({ reuse: 'none' });
  });

  it('leaves out what takes no ports, each with its line', () => {
    expect(result.notUnderstood).toEqual([
      { address: 'nginx:20', type: 'server', reason: 'a Unix socket takes no ports' },
      { address: 'nginx:21', type: 'server', reason: 'takes requests only where all others are gone' },
      { address: 'nginx:27', type: 'fastcgi_pass', reason: 'a Unix socket takes no ports' },
    ]);
  });
});

describe('the block of a Lua directive', () => {
  const lua = `init_by_lua_block {
    -- it isn't "closed" by this }
    print("a brace in a string {", 'and } another', [[and } a long one]]) --[[ } ]] --
  }`;

  it('is skipped, whatever stands in its strings and comments', () => {
    const { provenance } = importNginx(`${lua}\nlocation / { proxy_pass http://a; }\n`);
    expect(Object.values(provenance)).toContain('nginx:5');
  });
});

describe('a variable that several "set" may give a value', () => {
  const text =
    'server { set $to a; if ($x) { set $to b; } location / { proxy_pass http://$to; proxy_pass http://c; } }';

  it('is not guessed', () => {
    expect(importNginx(text).topology.nodes.map(({ id }) => id)).toEqual(['clients', 'nginx', 'c']);
  });
});

describe('what a URL holds beside host and port', () => {
  it.each([
    ['a query', 'http://partner.example.com?key=SECRET'],
    ['a query with a variable', 'http://partner.example.com?key=$key&to=$arg_to'],
    ['a path', 'https://partner.example.com/SECRET'],
    ['a fragment', 'http://partner.example.com#SECRET'],
    // nginx refuses these, so that none is at work; a file may hold one.
    ['a user and password', 'http://admin:SECRET@partner.example.com/'],
    ['a password with an @', 'grpc://admin:SEC@RET@partner.example.com'],
  ])('does not come out: %s', (_, url) => {
    const result = importNginx(`server { set $key SECRET; location / { proxy_pass ${url}; } }`);
    expect(result.topology.nodes.map(({ id }) => id)).toEqual(['clients', 'nginx', 'partner-example-com']);
    expect(JSON.stringify(result)).not.toMatch(/SEC|RET/);
  });
});

describe('a stream server that listens for datagrams', () => {
  const imported = (servers: string): ReturnType<typeof importNginx> => importNginx(`stream { ${servers} }`);
  const protocols = ({ topology: { legs } }: ReturnType<typeof importNginx>): readonly unknown[] =>
    legs.filter(({ from }) => from === 'nginx').map(({ to, protocol }) => [to, protocol]);

  it('passes them on as datagrams', () => {
    const result = imported(`
      server { listen 53 udp reuseport; proxy_pass 10.0.0.53:53; }
      server { listen 5432; proxy_pass 10.0.0.1:5432; }`);
    expect(protocols(result)).toEqual([
      ['10-0-0-1-5432', undefined],
      ['10-0-0-53-53', 'udp'],
    ]);
    expect(result.notUnderstood).toEqual([]);
  });

  it.each([
    ['one server', 'server { listen 53; listen 53 udp;\nproxy_pass dns; }', 'nginx:2'],
    [
      'a server for each',
      'server { listen 53 udp;\nproxy_pass dns; } server { listen 53; proxy_pass dns; }',
      'nginx:2',
    ],
  ])('and connections, in %s, is counted by its connections, which is said', (_, servers, address) => {
    const result = imported(`upstream dns { server 10.0.0.53:53; } ${servers}`);
    expect(protocols(result)).toEqual([['dns', undefined]]);
    expect(result.notUnderstood).toEqual([
      {
        address,
        type: 'proxy_pass',
        reason: 'to dns go datagrams and connections; what it passes on as datagrams is not counted',
      },
    ]);
  });
});

describe('source addresses that one group of servers has, and another has not', () => {
  const text = `
split_clients "$remote_addr$remote_port" $source { 50% 10.0.0.10; * 10.0.0.11; }
upstream partner { server 192.0.2.1:443; }
server {
  location / { proxy_bind $source; proxy_pass https://partner; }
  location /cache { proxy_pass http://cache; }
}`;

  it('are not counted, since a host has one number for all, and that is said', () => {
    const { topology, notUnderstood } = importNginx(text);
    expect(topology.nodes.find(({ id }) => id === 'nginx')).toMatchObject({ host: { profile: 'linux' } });
    expect(JSON.stringify(topology)).not.toContain('sourceIps');
    expect(notUnderstood).toEqual([
      {
        address: 'nginx:3',
        type: 'source addresses',
        reason: expect.stringMatching(
          /^connections to partner come from 2, of which 1 is counted/,
        ) as unknown,
      },
    ]);
  });

  it('are counted where all have them', () => {
    const { topology, notUnderstood } = importNginx(text.replace('location /cache', '#'));
    expect(topology.nodes.find(({ id }) => id === 'nginx')).toMatchObject({ host: { sourceIps: 2 } });
    expect(notUnderstood).toEqual([]);
  });
});
