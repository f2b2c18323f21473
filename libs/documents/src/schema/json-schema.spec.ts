import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { readForecast, readPolicy, readTopology, readUsage } from '../reading/read.js';
import { conforms } from '../spec-support/conforms.js';
import { isAccepted, ticketSale, withValueAt, type Edits } from '../spec-support/ticket-sale.js';
import { forecastSchema, policySchema, topologySchema, usageSchema } from './json-schema.js';
import { publishedSchemas } from './published-schemas.js';

const SCHEMAS = [
  ['topology', topologySchema(), readTopology],
  ['forecast', forecastSchema(), readForecast],
  ['policy', policySchema(), readPolicy],
] as const;

/** Paths to each field of the document and of the objects in its lists. */
function fieldPaths(document: Readonly<Record<string, unknown>>): readonly (readonly (string | number)[])[] {
  return Object.entries(document).flatMap(([name, value]) => {
    if (!Array.isArray(value)) return [[name]];
    const inside = value.flatMap((item: object, index) =>
      Object.keys(item).map((field) => [name, index, field]),
    );
    return [[name], ...inside];
  });
}

describe('the published JSON Schemas', () => {
  it.each(Object.entries(publishedSchemas()))(
    'docs/api/%s is current; `npm run schemas -w libs/documents` after a build renews it',
    (name, text) => {
      expect(readFileSync(new URL(`../../../../docs/api/${name}`, import.meta.url), 'utf8')).toBe(text);
    },
  );

  it.each(SCHEMAS)('take the %s of the documentation', (kind, schema) => {
    expect(conforms(ticketSale(kind), schema, schema)).toBe(true);
  });

  it.each(SCHEMAS)('define every part of a %s that they refer to, and no other', (_, schema) => {
    const references = JSON.stringify(schema).match(/#\/\$defs\/\w+/g) ?? [];
    const defined = Object.keys(schema['$defs'] as object).map((name) => `#/$defs/${name}`);
    expect([...new Set(references)].sort()).toEqual(defined);
  });

  it('say unit, bounds and default of a field', () => {
    expect(topologySchema()).toHaveProperty('$defs.NatGatewayNode.properties.zones', {
      description: 'Gateways of this kind that share the traffic, one a zone. Unit: zones.',
      type: 'integer',
      minimum: 1,
      maximum: 1e15,
      default: 1,
    });
    expect(topologySchema()).toHaveProperty('$defs.Leg.required', [
      'id',
      'from',
      'to',
      'responseTimeSeconds',
    ]);
  });

  // The other way round does not hold: no keyword says rules between fields, or calendars.
  it.each(SCHEMAS)('refuse no %s that the reader takes', (kind, schema, read) => {
    const valid = ticketSale(kind);
    const values = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom<unknown>(
        { low: 1, high: 2 },
        { low: 0.5, mid: 0.5, high: 0.5, confidence: 0.5 },
        [1, 2],
        'none',
        1,
        7,
      ),
    );
    fc.assert(
      fc.property(fc.constantFrom(...fieldPaths(valid)), values, (path, value) => {
        const input = withValueAt(valid, path, value);
        expect(!isAccepted(() => read(input)) || conforms(input, schema, schema)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it.each<readonly [string, object, boolean]>([
    ['a rate and destinations', { requestsPerSecond: 5, destinations: [{ name: 'bank', share: 1 }] }, true],
    ['one value of instances', { instances: { min: 2 } }, true],
    [
      'calls by caller',
      { from: { 'module.a["b"].aws_lb.c': { callsPerRequest: { low: 1, high: 2 } } } },
      true,
    ],
    ['an unknown field', { requestPerSecond: 5 }, false],
    ['a share above one', { share: 1.5 }, false],
    ['a destination without a name', { destinations: [{ endpoints: 2 }] }, false],
  ])('say of usage with %s what the reader says', (_, said, isValid) => {
    const usage = { apiVersion: 'portplan/v1', kind: 'Usage', resources: { 'aws_lb.edge': said } };
    expect(conforms(usage, usageSchema(), usageSchema())).toBe(isValid);
    expect(isAccepted(() => readUsage(usage))).toBe(isValid);
  });

  it.each<readonly [string, Edits]>([
    ['an unknown field', { '/nodes/5/publicIp': 2 }],
    ['a field of another kind', { '/nodes/4/publicIps': 2 }],
    ['a word for a number', { '/legs/0/responseTimeSeconds': 'fast' }],
    ['a negative number', { '/legs/0/responseTimeSeconds': -1 }],
    ['a negative interval', { '/legs/0/responseTimeSeconds': { low: -1, high: 1 } }],
    ['half an address', { '/nodes/4/host/sourceIps': 1.5 }],
    ['half an address at least', { '/nodes/4/host/sourceIps': { low: 1.5, high: 2 } }],
    ['a missing field', { '/legs/0/to': undefined }],
    ['an unknown kind', { '/nodes/0/kind': 'people' }],
    ['a port that there is not', { '/nodes/4/host/ephemeralPortRange': [1, 70000] }],
    ['a list of nothing', { '/nodes': [] }],
  ])('refuse %s', (_, edits) => {
    const schema = topologySchema();
    expect(conforms(ticketSale('topology', edits), schema, schema)).toBe(false);
  });
});
