import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { parseDocumentText, readForecast, readTopology, readUsage } from '@portplan/documents';
import { plan, type TopologyNode } from '@portplan/engine';
import type { ImportResult } from '../import-result.js';
import { withUsage } from '../usage/apply-usage.js';
import { usageSkeleton } from '../usage/usage-skeleton.js';
import { importTerraform } from './import-terraform.js';

/** Plans and states of others, beside the repository where they are there at all. */
const SAMPLES = fileURLToPath(new URL('../../../../../shared/samples/', import.meta.url));
const present = existsSync(SAMPLES);
if (!present) {
  console.warn(`SKIPPED: the samples that nobody here wrote are not beside this repository (${SAMPLES})`);
}
const describeWithSamples = present ? describe : describe.skip;

function importSample(path: string): ImportResult {
  const bytes = readFileSync(`${SAMPLES}${path}`);
  return accepted(importTerraform((path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')));
}

/** What every import must be: documents that are valid as they stand, and a usage file that changes no value of them. */
function accepted(result: ImportResult): ImportResult {
  expect(() => readTopology(result.topology)).not.toThrow();
  expect(() => readForecast(result.forecast)).not.toThrow();
  const used = withUsage(result, readUsage(parseDocumentText(usageSkeleton(result))));
  expect(valuesOf(used)).toEqual(valuesOf(result));
  return result;
}

function valuesOf({ topology, forecast }: ImportResult): unknown {
  const text = JSON.stringify({ topology, forecast }, (name, value: unknown) =>
    name === 'provenance' ? undefined : value,
  );
  return JSON.parse(text);
}

function nodesOf<Kind extends TopologyNode['kind']>(
  { topology }: ImportResult,
  kind: Kind,
): readonly Extract<TopologyNode, { readonly kind: Kind }>[] {
  return topology.nodes.filter(
    (node): node is Extract<TopologyNode, { readonly kind: Kind }> => node.kind === kind,
  );
}

function most(node: ReturnType<typeof nodesOf<'backend'>>[number]): number {
  return typeof node.instances === 'object' ? node.instances.max : (node.instances ?? 0);
}

describeWithSamples('plans of public modules', () => {
  it('terraform-aws-vpc, complete: 1 NAT gateway with 1 address, 6 VPC endpoints, subnets of three zones behind zone a', () => {
    const result = importSample('aws-plan/aws-vpc-5.21.0-complete.plan.json');
    expect(nodesOf(result, 'nat-gateway')).toMatchObject([{ publicIps: 1, zones: 1 }]);
    expect(result.understood.filter(({ type }) => type === 'aws_vpc_endpoint')).toHaveLength(6);
    expect(result.understood.filter(({ type }) => type === 'aws_eip')).toHaveLength(1);
    expect(result.warnings.find(({ code }) => code === 'cross-zone-egress')?.addresses).toContain(
      'module.vpc.aws_subnet.private[2]',
    );
    expect(() => plan(result.topology, result.forecast)).not.toThrow();
  });

  it('terraform-aws-vpc, network-acls: 2 ACLs with 19 rules, and 49.2 % of client ports without a reply', () => {
    const result = importSample('aws-plan/aws-vpc-5.21.0-network-acls.plan.json');
    const acls = nodesOf(result, 'firewall');
    expect(acls).toHaveLength(2);
    // Two of the nineteen are about ICMP, which has no ports.
    expect(acls.flatMap(({ rules }) => rules ?? [])).toHaveLength(17);
    expect(result.warnings.filter(({ code }) => code === 'rule-left-out')).toHaveLength(2);
    expect(result.understood.filter(({ type }) => type === 'aws_network_acl_rule')).toHaveLength(19);
    expect(result.warnings.find(({ code }) => code === 'narrow-return-range')).toMatchObject({
      addresses: ['module.vpc.aws_network_acl.public[0]'],
      message: expect.stringContaining('49.2 % of client ports get no reply') as string,
    });
    expect(() => plan(result.topology, result.forecast)).not.toThrow();
  });

  it('terraform-aws-autoscaling, complete: 8 groups with 16 instances at most, one behind the application load balancer', () => {
    const result = importSample('aws-plan/aws-autoscaling-8.3.1-complete.plan.json.gz');
    const groups = nodesOf(result, 'backend');
    expect(groups).toHaveLength(8);
    expect(groups.reduce((sum, group) => sum + most(group), 0)).toBe(16);
    expect(nodesOf(result, 'load-balancer')).toMatchObject([{ profile: 'aws/alb', idleTimeoutSeconds: 60 }]);
    const [balancer] = nodesOf(result, 'load-balancer');
    expect(result.topology.legs.filter(({ from }) => from === balancer?.id)).toMatchObject([
      { to: 'complete-autoscaling-group-idc-0' },
    ]);
    expect(result.topology.legs.find(({ to }) => to === balancer?.id)?.connections).toMatchObject({
      idleTimeoutSeconds: 60,
      maxAgeSeconds: 3600,
    });
    expect(() => plan(result.topology, result.forecast)).not.toThrow();
  });

  it('pytorch: 24 addresses, 8 for each of 3 gateways, although every id is unknown', () => {
    const result = importSample('aws-plan/pytorch-ci-infra-osdc-vpc-8eip.plan.json');
    expect(nodesOf(result, 'nat-gateway')).toMatchObject([{ publicIps: 8, zones: 3 }]);
    expect(result.understood.filter(({ type }) => type === 'aws_eip')).toHaveLength(24);
    expect(result.understood.filter(({ type }) => type === 'aws_nat_gateway')).toHaveLength(3);
    const marked = result.assumptions.map(({ pointer }) => pointer);
    expect(marked).toEqual(expect.arrayContaining(['/nodes/1/publicIps', '/nodes/1/zones']));
    expect(plan(result.topology, result.forecast).natGateways).toMatchObject([{ currentIps: 8 }]);
  });
});

describeWithSamples('a state', () => {
  const raw = (): ImportResult => importSample('aws-state/alb-asg-nat.redacted.tfstate');

  it('has 1 NAT gateway with 1 address, a group of 2 to 5, and a balancer that idles 60 s', () => {
    const result = raw();
    expect(nodesOf(result, 'nat-gateway')).toMatchObject([{ publicIps: 1, zones: 1 }]);
    expect(nodesOf(result, 'backend')).toMatchObject([{ instances: { min: 2, max: 5 } }]);
    expect(nodesOf(result, 'load-balancer')).toMatchObject([{ idleTimeoutSeconds: 60 }]);
    expect(result.topology.legs.every(({ distribution }) => distribution === undefined)).toBe(true);
    expect(() => plan(result.topology, result.forecast)).not.toThrow();
  });

  it('has a subnet of zone b behind the gateway of zone a', () => {
    expect(raw().warnings.find(({ code }) => code === 'cross-zone-egress')?.addresses).toEqual([
      'aws_nat_gateway.nat_gateway',
      'aws_subnet.private_subnet[1]',
    ]);
  });

  it('is the same as a file and shown by Terraform', () => {
    expect(importSample('aws-state/alb-asg-nat.redacted.show.json')).toEqual(raw());
  });
});
