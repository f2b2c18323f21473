import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ImportError } from '../import-error.js';
import type { ImportResult } from '../import-result.js';
import { lockText } from '../reimport/lock.js';
import { reimport } from '../reimport/reimport.js';
import { usageSkeleton } from '../usage/usage-skeleton.js';
import { importTerraform } from './import-terraform.js';

const SHOP = JSON.parse(
  readFileSync(
    fileURLToPath(new URL('../../../../examples/terraform-aws-shop/plan.json', import.meta.url)),
    'utf8',
  ),
) as PlanDocument;

const SECRET = 'hunter2-s3cr3t';

interface PlannedResource {
  readonly values: Record<string, unknown>;
}
interface PlannedModule {
  readonly resources?: readonly PlannedResource[];
  readonly child_modules?: readonly PlannedModule[];
}
interface PlanDocument {
  readonly planned_values: { readonly root_module: PlannedModule; outputs?: unknown };
  readonly resource_changes: readonly { readonly change: { readonly after: Record<string, unknown> } }[];
  readonly configuration: { readonly root_module: Record<string, unknown>; provider_config?: unknown };
  variables: Record<string, unknown>;
}

/** Attributes that commonly hold secrets, and some that nobody knows. */
const PLANTED = {
  tags: { Password: SECRET, [SECRET]: 'x' },
  tags_all: { Password: SECRET },
  user_data: SECRET,
  user_data_base64: SECRET,
  password: SECRET,
  master_password: SECRET,
  environment: [{ variables: { TOKEN: SECRET } }],
  container_definitions: JSON.stringify([{ secret: SECRET }]),
  description: SECRET,
  name: SECRET,
  metadata: { nested: { deep: [SECRET] } },
};

function resourcesOf(module: PlannedModule): readonly PlannedResource[] {
  return [...(module.resources ?? []), ...(module.child_modules ?? []).flatMap(resourcesOf)];
}

/** Everything that an import leaves behind: documents, account, usage file, lock, and what the next import says of it. */
function leftBehind(result: ImportResult): string {
  const again = reimport({
    base: { ...result, topology: { ...result.topology, nodes: [], legs: [] } },
    yours: result,
    imported: result,
  });
  return [
    JSON.stringify(result),
    usageSkeleton(result),
    lockText({ ...result, source: 'terraform', usage: false }),
    JSON.stringify(again),
  ].join('\n');
}

describe('secrets in a Terraform document', () => {
  it('do not reach the result from tags, user data, variables, outputs or attributes that are not read', () => {
    const document = structuredClone(SHOP);
    for (const { values } of resourcesOf(document.planned_values.root_module)) Object.assign(values, PLANTED);
    for (const { change } of document.resource_changes) Object.assign(change.after, PLANTED);
    document.planned_values.outputs = { password: { sensitive: false, value: SECRET } };
    document.variables['password'] = { value: SECRET };
    document.configuration.provider_config = {
      aws: { expressions: { secret_key: { constant_value: SECRET } } },
    };
    document.configuration.root_module['variables'] = { password: { default: SECRET } };

    const result = importTerraform(document);
    expect(result.topology.nodes).toHaveLength(11);
    expect(leftBehind(result)).not.toContain(SECRET);
  });

  it('do not reach the result from attributes that are read, where these are marked sensitive', () => {
    const resource = {
      address: 'aws_autoscaling_group.a',
      mode: 'managed',
      type: 'aws_autoscaling_group',
      name: 'a',
      values: { min_size: 3, max_size: 777, target_group_arns: [SECRET] },
      sensitive_values: { max_size: true, target_group_arns: [true] },
    };
    const result = importTerraform({
      format_version: '1.2',
      planned_values: { root_module: { resources: [resource] } },
    });
    expect(leftBehind(result)).not.toMatch(/777|hunter2/);
    expect(result.topology.nodes.find(({ kind }) => kind === 'backend')).toMatchObject({ instances: 3 });
    expect(result.assumptions.map(({ reason }) => reason).join()).toContain(
      'the upper bound of aws_autoscaling_group.a',
    );
  });

  it('do not reach the result from blocks with a sensitive part', () => {
    const resource = {
      address: 'aws_network_acl.a',
      mode: 'managed',
      type: 'aws_network_acl',
      name: 'a',
      values: {
        ingress: [
          {
            rule_no: 1,
            action: 'allow',
            protocol: 'tcp',
            from_port: 1,
            to_port: 2,
            cidr_block: '203.0.113.7/32',
          },
        ],
      },
      sensitive_values: { ingress: [{ cidr_block: true }] },
    };
    const result = importTerraform({
      format_version: '1.2',
      planned_values: { root_module: { resources: [resource] } },
    });
    expect(leftBehind(result)).not.toContain('203.0.113.7');
    expect(result.warnings.find(({ code }) => code === 'rule-left-out')?.message).toContain(
      'the addresses that it is for are not known',
    );
  });

  it('do not reach the result from a state file that names them by path', () => {
    const instance = {
      attributes: { ...PLANTED, desired_count: 4242, id: 'a' },
      sensitive_attributes: [[{ type: 'get_attr', value: 'desired_count' }]],
    };
    const resource = { mode: 'managed', type: 'aws_ecs_service', name: 'a', instances: [instance] };
    const result = importTerraform({
      version: 4,
      lineage: 'x',
      outputs: { password: { value: SECRET, type: 'string' } },
      resources: [
        resource,
        { mode: 'managed', type: 'aws_db_instance', name: 'db', instances: [{ attributes: PLANTED }] },
      ],
    });
    expect(leftBehind(result)).not.toMatch(/4242|hunter2/);
    expect(result.notUnderstood.map(({ address }) => address)).toEqual(['aws_db_instance.db']);
  });

  it('do not reach the message of an error', () => {
    const resource = {
      address: 'random_password.a',
      mode: 'managed',
      type: 'random_password',
      name: 'a',
      values: { result: SECRET },
    };
    const read = (): unknown =>
      importTerraform({
        format_version: '1.2',
        planned_values: { root_module: { resources: [resource] } },
        variables: { a: { value: SECRET } },
      });
    expect(read).toThrow(ImportError);
    expect(read).not.toThrow(SECRET);
  });
});
