import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { DocumentError, readUsage, type Usage } from '@portplan/documents';
import { importTerraform } from '../terraform/import-terraform.js';
import { withUsage } from './apply-usage.js';

const PLAN = readFileSync(
  fileURLToPath(new URL('../../../../examples/terraform-aws-shop/plan.json', import.meta.url)),
  'utf8',
);
const SHOP = importTerraform(PLAN);
const GATEWAYS = 'module.network.aws_nat_gateway.this';
const WEB = 'module.service["web"].aws_autoscaling_group.this';

function usage(resources: object, more: object = {}): Usage {
  return readUsage({ apiVersion: 'portplan/v1', kind: 'Usage', resources, ...more });
}

function problemsOf(read: () => unknown): readonly (readonly [string, string])[] {
  try {
    read();
  } catch (error) {
    if (error instanceof DocumentError)
      return error.problems.map(({ pointer, message }) => [pointer, message] as const);
    throw error;
  }
  throw new Error('the usage was accepted');
}

const messageOf = (resources: object, more: object = {}): string =>
  problemsOf(() => withUsage(SHOP, usage(resources, more)))
    .map(([, message]) => message)
    .join('\n');

describe('a usage file that does not fit', () => {
  it.each<readonly [string, object, RegExp]>([
    [
      'an address that is not there, with the nearest',
      { 'aws_lb.edgee': { requestsPerSecond: 1 } },
      /^resources\["aws_lb.edgee"\] names no resource of the source; did you mean aws_lb.edge\?$/,
    ],
    [
      'an address without its module',
      { 'aws_vpc_endpoint.s3': { endpoints: 2 } },
      /did you mean module\.network\.aws_vpc_endpoint\.s3\?$/,
    ],
    [
      'a part of another resource',
      { 'module.network.aws_eip.nat': { endpoints: 2 } },
      /is part of module\.network\.aws_nat_gateway\.this\["eu-west-1a"\] in the topology; write that address$/,
    ],
    ['what was left out', { 'module.network.aws_vpc.this': { endpoints: 2 } }, /is not in the topology: /],
    [
      'a field that its kind does not have',
      { 'aws_lb.edge': { cacheHitRatio: 0.5 } },
      /^resources\["aws_lb.edge"\]\.cacheHitRatio does not apply: aws_lb.edge is a load-balancer in the topology, which has no cacheHitRatio$/,
    ],
    [
      'a rate where no clients call',
      { [WEB]: { requestsPerSecond: 5 } },
      /no clients of its own call .*; the demand comes from aws_lb.edge, aws_lb.stock$/,
    ],
    [
      'destinations where nothing leaves',
      { 'aws_lb.edge': { destinations: [{ name: 'x' }] } },
      /nothing leaves the topology through or from aws_lb.edge$/,
    ],
    [
      'a caller that does not call',
      { [WEB]: { from: { 'aws_lb.stock': { responseTimeSeconds: 1 } } } },
      /from\["aws_lb.stock"\] is no caller; it must be one of aws_lb.edge$/,
    ],
    [
      'a destination that is a node of the topology',
      { [GATEWAYS]: { destinations: [{ name: 'lb-edge' }] } },
      /destinations\[0\]\.name is "lb-edge", a load-balancer of the topology; it must be the name of something outside$/,
    ],
    [
      'two numbers of endpoints of one destination',
      {
        [`${GATEWAYS}["eu-west-1a"]`]: { destinations: [{ name: 'x', endpoints: 2 }] },
        [`${GATEWAYS}["eu-west-1b"]`]: { destinations: [{ name: 'x', endpoints: 3 }] },
      },
      /endpoints is 3; it must be 2 as in resources/,
    ],
    [
      'half a rule for a fixed number of instances',
      { 'aws_lb.edge': { instances: { min: 2 } } },
      /instances lacks max and requestsPerSecondPerInstance; lb-edge has 3 in the source, fixed/,
    ],
    [
      'bounds that cross those of the source',
      { [WEB]: { instances: { min: 30 } } },
      /has min 30 and max 24, with what the source says of service-web/,
    ],
  ])('names %s', (_, resources, expected) => {
    expect(messageOf(resources)).toMatch(expected);
  });

  it('names a type that is none', () => {
    expect(messageOf({}, { defaults: { 'nat-gatway': { endpoints: 1 } } })).toMatch(
      /^defaults\.nat-gatway is no type;.*did you mean "nat-gateway"\?$/,
    );
  });

  it('says where a moved resource is now', () => {
    const moved = { ...SHOP, moved: { 'aws_lb.edge': 'aws_lb.front' } };
    expect(
      problemsOf(() => withUsage(moved, usage({ 'aws_lb.front': { requestsPerSecond: 1 } })))[0]?.[1],
    ).toMatch(/has moved: it is aws_lb.edge now$/);
  });

  it.each<readonly [object, string, RegExp]>([
    [
      { 'aws_lb.edge': { requestPerSecond: 1 } },
      '/resources/aws_lb.edge/requestPerSecond',
      /is not a field of the usage of a resource; did you mean "requestsPerSecond"\?$/,
    ],
    [
      { 'aws_lb.edge': { requestsPerSecond: -1 } },
      '/resources/aws_lb.edge/requestsPerSecond',
      /is -1; it must be a number of requests per second, 0 or more$/,
    ],
    [{ a: { cacheHitRatio: 60 } }, '/resources/a/cacheHitRatio', /is 60; it must be a number from 0 to 1$/],
    [
      {
        a: {
          destinations: [
            { name: 'x', share: 0.4 },
            { name: 'y', share: 0.5 },
          ],
        },
      },
      '/resources/a/destinations',
      /have shares of 0\.9 in all; those that have a share must make up 1/,
    ],
    [
      { a: { destinations: [{ name: 'x' }, { name: 'x' }] } },
      '/resources/a/destinations/1/name',
      /is already the name of destinations\[0\]/,
    ],
  ])('is refused by its reader: %j', (resources, pointer, expected) => {
    const [problem] = problemsOf(() => usage(resources));
    expect(problem?.[0]).toBe(pointer);
    expect(problem?.[1]).toMatch(expected);
  });
});
