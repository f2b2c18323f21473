import { messagesOf, ticketSale, type Edits } from '../spec-support/ticket-sale.js';
import { readTopology } from './read.js';

const KINDS = 'clients, load-balancer, nat-gateway, proxy, backend, external, firewall, cluster';
const RANGE = '[first, last], two ports from 1 to 65535, the first not above the last';
const ID = 'an id of letters, digits, "-", "_" and ".", at most 100 characters';

const BAD: readonly (readonly [string, Edits, readonly string[]])[] = [
  [
    'a word where a number belongs',
    { '/legs/0/responseTimeSeconds': 'fast' },
    ['legs[0].responseTimeSeconds is "fast"; it must be a number of seconds, 0 or more'],
  ],
  [
    'a misspelt field',
    { '/nodes/5/publicIp': 2 },
    ['nodes[5].publicIp is not a field of a nat-gateway; did you mean "publicIps"?'],
  ],
  [
    'a field without its unit',
    { '/legs/0/retries': 2 },
    ['legs[0].retries is not a field of a leg; did you mean "retriesPerRequest"?'],
  ],
  [
    'a field of other node kinds',
    { '/nodes/4/publicIps': 2 },
    [
      'nodes[4].publicIps is not a field of a backend; it is a field where kind is load-balancer, nat-gateway or cluster',
    ],
  ],
  [
    'a field of another way of reuse',
    { '/legs/1/connections/maxConcurrentStreams': 100 },
    [
      'legs[1].connections.maxConcurrentStreams is not a field of keep-alive connections; it is a field where reuse is multiplex',
    ],
  ],
  [
    'a field of the host on the node',
    { '/nodes/4/sourceIps': 2 },
    ['nodes[4].sourceIps is not a field of a backend; it is a field of its host: nodes[4].host.sourceIps'],
  ],
  [
    'a field like no other',
    { '/nodes/6/colour': 'red' },
    [
      'nodes[6].colour is not a field of an external node; its fields are id, kind, description, profile, endpoints, maxConnections, idleTimeoutSeconds, labels and provenance',
    ],
  ],
  [
    'a profile of its own without what a profile needs',
    { '/profiles': [{ id: 'acme', basedOn: 'linux', source: '', asOf: '2026-02-30', host: { ports: 1 } }] },
    [
      'profiles[0].asOf is "2026-02-30", which is no day of the calendar; it must be an ISO 8601 date such as "2026-11-29"',
      'profiles[0].host.ports is not a field of the host of a profile; its fields are ephemeralPortRange, reservedPorts, sourceIps, timeWaitSeconds, timeWaitReuse, bind, tupleScope, conntrackMax and maxFileDescriptors',
      'profiles[0].id is "acme"; it must be a provider and a name of lower-case letters, digits, "-", "_" and ".", such as "acme/egress-firewall", at most 100 characters',
      'profiles[0].source is ""; it must be text of 1 to 500 characters',
    ],
  ],
  [
    'a profile of its own in the place of the catalogue’s',
    { '/profiles': [{ id: 'aws/nat-gateway', basedOn: 'cgnat', source: 'a guess', asOf: '2026-11-29' }] },
    [
      'profiles[0].id is "aws/nat-gateway", which is a profile of the catalogue; give it a provider of your own, such as "acme/nat-gateway"',
    ],
  ],
  [
    'a value of its own profile that its provider refuses',
    {
      '/profiles': [
        {
          id: 'acme/nat',
          basedOn: 'aws/nat-gateway',
          source: 'a guess',
          asOf: '2026-11-29',
          translator: { publicIps: 9 },
        },
      ],
    },
    [
      'profile "acme/nat" has publicIps 9; aws/nat-gateway allows at most 8 addresses (https://aws.amazon.com/blogs/networking-and-content-delivery/attach-multiple-ips-to-a-nat-gateway-to-scale-your-egress-traffic-pattern/, 2023)',
    ],
  ],
  ['a number where a list belongs', { '/legs': 3 }, ['legs is 3; it must be a list of legs']],
  [
    'one id where a list of ids belongs',
    { '/legs/4/via': 'egress' },
    ['legs[4].via is "egress"; it must be a list of node ids, such as ["some-id"]'],
  ],
  [
    'a list where a number belongs',
    { '/nodes/5/publicIps': [1] },
    ['nodes[5].publicIps is [1]; it must be a whole number of addresses, 1 or more'],
  ],
  ['a missing field', { '/legs/0/from': undefined }, [`legs[0].from is missing; it must be ${ID}`]],
  [
    'an empty YAML value',
    { '/nodes/5/publicIps': null },
    ['nodes[5].publicIps is null; it must be a whole number of addresses, 1 or more, or be left out'],
  ],
  [
    'another version',
    { '/apiVersion': 'portplan/v2' },
    ['apiVersion is "portplan/v2"; it must be "portplan/v1"'],
  ],
  ['another kind of document', { '/kind': 'Forecast' }, ['kind is "Forecast"; it must be "Topology"']],
  [
    'a misspelt node kind',
    { '/nodes/5/kind': 'nat-gatway' },
    [`nodes[5].kind is "nat-gatway"; it must be one of ${KINDS}; did you mean "nat-gateway"?`],
  ],
  [
    'a node without a kind',
    { '/nodes/5/kind': undefined },
    [`nodes[5].kind is missing; it must be one of ${KINDS}`],
  ],
  [
    'a node that is no object',
    { '/nodes/5': 'egress' },
    [`nodes[5] is "egress"; it must be an object whose kind is one of ${KINDS}`],
  ],
  [
    'a host by its name',
    { '/nodes/4/host': 'linux' },
    [
      'nodes[4].host is "linux"; it must be a host: an object with fields such as profile, ephemeralPortRange, reservedPorts and sourceIps',
    ],
  ],
  [
    'a port range upside down',
    { '/nodes/4/host/ephemeralPortRange': [60999, 32768] },
    [`nodes[4].host.ephemeralPortRange is [60999,32768]; it must be ${RANGE}`],
  ],
  [
    'a port range beyond the last port',
    { '/nodes/4/host/ephemeralPortRange': [32768, 65536] },
    [`nodes[4].host.ephemeralPortRange is [32768,65536]; it must be ${RANGE}`],
  ],
  [
    'port 0 among the reserved',
    { '/nodes/4/host/reservedPorts': [8080, 0, [9000, 9100]] },
    [`nodes[4].host.reservedPorts[1] is 0; it must be one of the ports from 1 to 65535, or ${RANGE}`],
  ],
  [
    'two nodes of one id',
    { '/nodes/6/id': 'app' },
    ['nodes[6].id is "app", which is already the id of nodes[4]; it must be unique among the nodes'],
  ],
  [
    'two legs of one id',
    { '/legs/3/id': 'fans-edge' },
    ['legs[3].id is "fans-edge", which is already the id of legs[0]; it must be unique among the legs'],
  ],
  ['an id with a space', { '/nodes/6/id': 'the bank' }, [`nodes[6].id is "the bank"; it must be ${ID}`]],
  [
    'a share above 1',
    { '/nodes/3/cacheHitRatio': 60 },
    ['nodes[3].cacheHitRatio is 60; it must be a number from 0 to 1'],
  ],
  [
    'a number that no product of two could be finite with',
    { '/legs/0/responseTimeSeconds': 1e300 },
    ['legs[0].responseTimeSeconds is 1e+300; it must be a number of seconds, 0 or more, and at most 1e15'],
  ],
  [
    'not a number',
    { '/legs/0/responseTimeSeconds': NaN },
    ['legs[0].responseTimeSeconds is NaN; it must be a number of seconds, 0 or more'],
  ],
  [
    'half an instance',
    { '/nodes/1/instances': 1.5 },
    [
      'nodes[1].instances is 1.5; it must be a whole number of instances, 1 or more, or an object with the fields min, max and requestsPerSecondPerInstance',
    ],
  ],
  [
    'auto-scaling from many to few',
    { '/nodes/1/instances': { min: 5, max: 2, requestsPerSecondPerInstance: 300 } },
    ['nodes[1].instances.max is 2; it must be at least min, which is 5'],
  ],
  ['a load balancer of layer 5', { '/nodes/1/layer': 5 }, ['nodes[1].layer is 5; it must be one of 4, 7']],
  [
    'a way of reuse that there is not',
    { '/legs/1/connections/reuse': 'keepalive' },
    [
      'legs[1].connections.reuse is "keepalive"; it must be one of none, keep-alive, multiplex, persistent; did you mean "keep-alive"?',
    ],
  ],
  [
    'sessions that are not counted',
    { '/legs/1/connections': { reuse: 'persistent', sessionSeconds: 60 } },
    ['legs[1].connections.sessions is missing; it must be a number of sessions, 0 or more'],
  ],
  [
    'a distribution without its figures',
    { '/legs/1/distribution': 'sticky' },
    ['legs[1].distribution is "sticky"; it must be one of even, hash, or an object with the field sticky'],
  ],
  [
    'an interval upside down',
    { '/legs/1/responseTimeSeconds': { low: 3, high: 1 } },
    ['legs[1].responseTimeSeconds.high is 1; it must be at least low, which is 3'],
  ],
  [
    'an interval whose middle is outside',
    { '/legs/1/responseTimeSeconds': { low: 1, mid: 5, high: 3 } },
    ['legs[1].responseTimeSeconds.mid is 5; it must be from low to high, which is 1 to 3'],
  ],
  [
    'an interval with an open end, and certain',
    { '/legs/1/responseTimeSeconds': { low: 1, confidence: 1 } },
    [
      'legs[1].responseTimeSeconds.confidence is 1; it must be a number above 0 and below 1',
      'legs[1].responseTimeSeconds.high is missing; it must be a number of seconds, 0 or more',
    ],
  ],
  [
    'an interval for a setting that is one number',
    { '/nodes/5/publicIps': { low: 1, high: 2 } },
    ['nodes[5].publicIps is {"low":1,"high":2}; it must be a whole number of addresses, 1 or more'],
  ],
  [
    'a label that is no text',
    { '/labels': { team: 7 } },
    ['labels.team is 7; it must be text of at most 1000 characters'],
  ],
  [
    'a value from nowhere',
    { '/nodes/0/provenance': { 'host.sourceIps': { kind: 'guessed' } } },
    [
      'nodes[0].provenance["host.sourceIps"].kind is "guessed"; it must be one of given, profile, imported, assumed, calibrated',
    ],
  ],
  [
    'a firewall rule for half the network',
    {
      '/nodes/-': {
        id: 'acl',
        kind: 'firewall',
        rules: [
          {
            direction: 'inbound',
            protocol: 'tcp',
            ports: [0, 65535],
            action: 'allow',
            cidr: '10.0.0.300/16',
          },
        ],
      },
    },
    ['nodes[7].rules[0].cidr is "10.0.0.300/16"; it must be a CIDR block, such as "10.0.0.0/16" or "::/0"'],
  ],
  ['no nodes', { '/nodes': [] }, ['nodes is empty; it must be a list of nodes, at least one']],
  [
    'a NUL character',
    { '/name': 'a\u0000b' },
    [
      'name is "a\\u0000b"; it must be text of 1 to 200 printable characters, without NUL or half a character',
    ],
  ],
];

describe('readTopology', () => {
  it.each(BAD)('refuses %s', (_, edits, messages) => {
    expect(messagesOf(() => readTopology(ticketSale('topology', edits)))).toEqual(messages);
  });
});
