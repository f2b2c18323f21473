import { messagesOf, problemsOf, refusalOf, ticketSale } from '../spec-support/ticket-sale.js';
import { readTopology } from './read.js';

const ID = 'an id of letters, digits, "-", "_" and ".", at most 100 characters';

/** Legs from the edge to the web tier. */
function legs(count: number, fields: object = {}): readonly object[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `leg-${String(index)}`,
    from: 'edge',
    to: 'web',
    responseTimeSeconds: 0.15,
    connections: { reuse: 'keep-alive', maxIdle: 64 },
    ...fields,
  }));
}

describe('readTopology', () => {
  it('reads the ticket sale of the documentation as it stands', () => {
    const topology = readTopology(ticketSale('topology'));
    expect(topology).toEqual(ticketSale('topology'));
    expect(topology.nodes).toHaveLength(7);
  });

  it('gives a fresh plain object with the fields in the order of their class', () => {
    const labels = { team: 'web' };
    const topology = readTopology(
      ticketSale('topology', { '/nodes/0': { labels, kind: 'clients', id: 'fans' } }),
    );
    const [fans] = topology.nodes;
    expect(Object.keys(fans ?? {})).toEqual(['id', 'kind', 'labels']);
    expect(Object.getPrototypeOf(fans)).toBe(Object.prototype);
    labels.team = 'changed';
    expect(fans?.labels).toEqual({ team: 'web' });
  });

  it('fills nothing in: an absent field stays absent', () => {
    expect(readTopology(ticketSale('topology')).nodes[0]).toStrictEqual({ id: 'fans', kind: 'clients' });
  });

  it('takes intervals, auto-scaling, stickiness, provenance and CIDR blocks', () => {
    const rule = { direction: 'outbound', protocol: 'any', ports: [0, 65535], action: 'allow' };
    const input = ticketSale('topology', {
      '/nodes/4/instances': {
        min: 2,
        max: 12,
        requestsPerSecondPerInstance: { low: 80, mid: 90, high: 120 },
      },
      '/nodes/4/provenance': { 'host.sourceIps': { kind: 'assumed', reason: 'one is usual' } },
      '/nodes/-': {
        id: 'acl',
        kind: 'firewall',
        rules: [
          { ...rule, cidr: '0.0.0.0/0' },
          { ...rule, cidr: '2001:db8::/32' },
        ],
      },
      '/legs/4/responseTimeSeconds': { low: 0.5, high: 1.5, confidence: 0.8 },
      '/legs/4/distribution': { sticky: { clients: 10000, zipf: 1 } },
      '/legs/4/via': ['acl', 'egress'],
    });
    expect(readTopology(input)).toEqual(input);
  });

  it('says of each problem where it is, of which sort, and what stands there', () => {
    const { code, document, problems } = refusalOf(() =>
      readTopology(ticketSale('topology', { '/labels': { 'a/b~c': 'x'.repeat(2000) } })),
    );
    expect({ code, document }).toEqual({ code: 'invalid-document', document: 'Topology' });
    expect(problems).toEqual([
      {
        pointer: '/labels/a~1b~0c',
        code: 'wrong-length',
        value: `"${'x'.repeat(98)}…`,
        message: `labels["a/b~c"] is "${'x'.repeat(98)}…; it must be text of at most 1000 characters`,
      },
    ]);
  });

  it('collects everything, in the order of the document', () => {
    const { problems, message } = refusalOf(() =>
      readTopology(
        ticketSale('topology', { '/name': 7, '/legs': legs(12, { from: 0 }), '/nodes/2/profile': [] }),
      ),
    );
    expect(problems.map(({ pointer }) => pointer)).toEqual([
      ...[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11].map((index) => `/legs/${String(index)}/from`),
      '/name',
      '/nodes/2/profile',
    ]);
    expect(message).toBe(`legs[0].from is 0; it must be ${ID} (and 13 more)`);
  });

  it('lists 100 problems and counts the others', () => {
    const { problems, totalProblems } = refusalOf(() =>
      readTopology(ticketSale('topology', { '/legs': legs(300, { share: 2 }) })),
    );
    expect(problems).toHaveLength(100);
    expect(problems[99]?.pointer).toBe('/legs/99/share');
    expect(totalProblems).toBe(300);
  });

  it('asks how nodes and legs fit together once every field is of the right type', () => {
    const misspelt = { '/legs/4/to': 'payment' };
    expect(messagesOf(() => readTopology(ticketSale('topology', misspelt)))).toEqual([
      'leg "app-payments" has to "payment", which is not a node; did you mean "payments"?',
    ]);
    const negative = { ...misspelt, '/legs/4/callsPerRequest': -1 };
    expect(messagesOf(() => readTopology(ticketSale('topology', negative)))).toEqual([
      'legs[4].callsPerRequest is -1; it must be a number of calls, 0 or more',
    ]);
  });

  it.each([null, 7, 'text', [], [{}]])('refuses %j, which is no object', (input) => {
    const [problem] = problemsOf(() => readTopology(input));
    const value = JSON.stringify(input);
    const valid = 'a Topology: an object with fields such as apiVersion, kind, name and description';
    expect(problem).toEqual({
      pointer: '',
      code: 'wrong-type',
      value,
      message: `the document is ${value}; it must be ${valid}`,
    });
  });

  it('reads a thousand legs', () => {
    expect(readTopology(ticketSale('topology', { '/legs': legs(1000) })).legs).toHaveLength(1000);
  });
});
