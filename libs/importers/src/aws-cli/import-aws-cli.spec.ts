import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readForecast, readTopology } from '@portplan/documents';
import { plan, type Leg, type TopologyNode } from '@portplan/engine';
import type { ImportResult } from '../import-result.js';
import { importAwsCli } from './import-aws-cli.js';

const FOLDER = fileURLToPath(new URL('../../../../examples/aws-cli/', import.meta.url));
const FILES = readdirSync(FOLDER).filter((file) => file.endsWith('.json'));
const textOf = (file: string): string => readFileSync(`${FOLDER}${file}`, 'utf8');

function importFiles(...files: readonly string[]): ImportResult {
  return importAwsCli(files.map(textOf), { files });
}

/** Outputs of commands, under their own keys or as they stand. */
function importDumps(...dumps: readonly (readonly [file: string, content: unknown])[]): ImportResult {
  return importAwsCli(
    dumps.map(([, content]) => JSON.stringify(content)),
    { files: dumps.map(([file]) => file) },
  );
}

function node({ topology }: ImportResult, id: string): TopologyNode | undefined {
  return topology.nodes.find((item) => item.id === id);
}

const reasons = ({ notUnderstood }: ImportResult): string =>
  notUnderstood.map(({ address, reason }) => `${address}: ${reason}`).join('\n');

describe('a network that the AWS CLI shows', () => {
  const result = importFiles(...FILES);

  it('has the load balancer, the group and the NAT gateway, and the way of each connection', () => {
    expect(result.topology.nodes.map(({ id }) => id)).toEqual([
      'lb-example-alb-clients',
      'lb-example-alb',
      'autoscaling-group-my-asg',
      'nat-gateway-nat-00000000000000001',
      'internet',
    ]);
    expect(node(result, 'nat-gateway-nat-00000000000000001')).toMatchObject({ publicIps: 1, zones: 1 });
    expect(node(result, 'autoscaling-group-my-asg')).toMatchObject({
      instances: { min: 2, max: 5 },
      zones: 2,
    });
    expect(node(result, 'lb-example-alb')).toMatchObject({ profile: 'aws/alb', idleTimeoutSeconds: 60 });
    expect(result.topology.legs.find(({ to }) => to === 'internet')?.via).toEqual([
      'nat-gateway-nat-00000000000000001',
    ]);
  });

  it('is valid and can be planned as it is', () => {
    expect(readTopology(result.topology)).toEqual(result.topology);
    expect(readForecast(result.forecast)).toEqual(result.forecast);
    expect(plan(result.topology, result.forecast).natGateways).toMatchObject([{ currentIps: 1 }]);
  });

  it('says by id or ARN, and by file, where each value was read', () => {
    expect(node(result, 'nat-gateway-nat-00000000000000001')?.provenance?.['publicIps']).toMatchObject({
      kind: 'imported',
      from: 'nat-00000000000000001 in nat-gateways.json',
    });
    expect(Object.values(result.provenance)).toContain(
      'arn:aws:elasticloadbalancing:us-west-2:123456789012:loadbalancer/app/example-alb/0000000000000001 in load-balancers.json and example-alb-attributes.json',
    );
    expect(Object.values(result.provenance).filter((place) => !place.includes('.json'))).toEqual([]);
  });

  it('leaves out a gateway that is deleted, and machines that their group counts', () => {
    expect(reasons(result)).toContain(
      'aws_nat_gateway.nat-00000000000000009: its State is deleted: it translates nothing',
    );
    expect(reasons(result)).toContain(
      'aws_instance.i-00000000000000001: one of the machines of a group, which counts it',
    );
  });

  it('warns of the subnet of zone b that leaves through zone a', () => {
    expect(result.warnings.map(({ code }) => code)).toEqual(['cross-zone-egress']);
  });

  it('is the same in whatever order the files are given', () => {
    expect(importFiles(...FILES.toReversed()).topology.legs).toEqual(result.topology.legs);
  });

  it('is the same in one file, each output under its own key', () => {
    const merged = Object.assign(
      {},
      ...FILES.map((file) => JSON.parse(textOf(file)) as Record<string, unknown>),
    ) as unknown;
    const withoutProvenance = ({ topology }: ImportResult): readonly Leg[] =>
      topology.legs.map(({ provenance: _, ...leg }) => leg);
    expect(withoutProvenance(importDumps(['all.json', merged]))).toEqual(withoutProvenance(result));
  });
});
