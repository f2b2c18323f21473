import { ImportError, type ImportErrorCode } from '../import-error.js';
import { importTerraform } from './import-terraform.js';

function failure(source: unknown): ImportError {
  try {
    importTerraform(source);
  } catch (error) {
    if (error instanceof ImportError) return error;
    throw error;
  }
  throw new Error('the import did not fail');
}

const PLAN = JSON.stringify({
  format_version: '1.2',
  planned_values: { root_module: { resources: [{ address: 'aws_lb.a', values: { secret: 'hunter2' } }] } },
});

describe('a document that is no Terraform plan or state', () => {
  it.each<[string, unknown, ImportErrorCode, string, string | null]>([
    ['an empty file', '', 'truncated', '', null],
    ['prose', 'hello', 'not-json', '', null],
    ['half a plan', PLAN.slice(0, PLAN.length - 20), 'truncated', '', null],
    ['a plan that ends inside a text', PLAN.slice(0, PLAN.indexOf('hunter2') + 4), 'truncated', '', null],
    ['a list', [], 'not-terraform', '', 'a list'],
    ['null', null, 'not-terraform', '', 'null'],
    ['a number', 7, 'not-terraform', '', 'a number'],
    ['JSON of something else', '{"name":"portplan"}', 'not-terraform', '', null],
    ['a package with a version', { version: 1, name: 'x' }, 'not-terraform', '', null],
    [
      'a plan of a format to come',
      { format_version: '2.0', planned_values: {} },
      'unsupported-format',
      '/format_version',
      '2.0',
    ],
    ['a format version that is no text', { format_version: 1 }, 'unsupported-format', '/format_version', '1'],
    [
      'a state of version 3',
      { version: 3, lineage: 'a', modules: [] },
      'unsupported-format',
      '/version',
      '3',
    ],
    ['an empty state, shown', { format_version: '1.0' }, 'not-terraform', '', null],
    ['a state without resources', { version: 4, lineage: 'a' }, 'not-terraform', '/resources', null],
  ])('%s is refused', (_, source, code, pointer, value) => {
    const error = failure(source);
    expect([error.code, error.pointer, error.value]).toEqual([code, pointer, value]);
    expect(error.message).toMatch(/valid|terraform show -json/);
  });

  it('is told what to do where it is the saved plan, compressed, or the configuration itself', () => {
    expect(failure('PK\u0003\u0004…').message).toContain('run "terraform show -json" on it');
    expect(failure('\u001f\u008b…').message).toContain('decompress it first');
    expect(failure('resource "aws_lb" "a" {}').message).toContain('plan it');
  });

  it.each([
    [
      'the log of a plan',
      '{"@level":"info","@message":"Terraform 1.11.4"}\n{"@level":"info"}\n',
      'the log of "terraform plan -json"',
    ],
    [
      'a plan in colours',
      '\n\u001b[0mTerraform used the selected providers to',
      'written for people: add -json',
    ],
    ['a state for people', '# aws_vpc.a:\nresource "aws_vpc" "a" {\n', 'written for people: add -json'],
    [
      'documents in a row',
      '{"format_version":"1.2"}\n{"format_version":"1.2"}\n',
      'several documents in one',
    ],
    [
      'an encrypted state',
      '{"lineage":"a","encrypted_data":"YWJj"}',
      'run "tofu show -json" where its key is',
    ],
  ])('is told what to do where it is %s', (_, text, message) => {
    expect(failure(text).message).toContain(message);
  });

  it('is never quoted in the message, because it may hold secrets', () => {
    expect(failure(PLAN.slice(0, PLAN.indexOf('hunter2') + 7)).message).not.toContain('hunter2');
    expect(failure('password=hunter2').message).not.toContain('hunter2');
  });
});

describe('a document without anything that makes ports', () => {
  it('is refused with a list of what was there', () => {
    const error = failure({
      format_version: '1.0',
      values: {
        root_module: {
          resources: [
            { address: 'aws_vpc.a', mode: 'managed', type: 'aws_vpc', name: 'a', values: {} },
            { address: 'random_pet.a', mode: 'managed', type: 'random_pet', name: 'a', values: {} },
            { address: 'random_pet.b', mode: 'managed', type: 'random_pet', name: 'b', values: {} },
          ],
        },
      },
    });
    expect(error.code).toBe('nothing-understood');
    expect(error.message).toContain(
      'the document has 1 aws_vpc, 2 random_pet; a topology needs NAT gateways',
    );
  });

  it('is refused with the reasons why what could stand in a topology does not', () => {
    const resources = ['aws_autoscaling_group', 'aws_vpc'].map((type) => ({
      address: `${type}.a`,
      mode: 'managed',
      type,
      name: 'a',
      values: { max_size: 0 },
    }));
    const { message } = failure({ format_version: '1.0', values: { root_module: { resources } } });
    expect(message).toContain(
      'Left out are aws_autoscaling_group: max_size is 0: the group never has an instance; aws_vpc: a network has no ports of its own',
    );
  });

  it('is refused where it is empty, with the reasons that it may have', () => {
    const error = failure({ format_version: '1.2', planned_values: { root_module: {} } });
    expect(error.code).toBe('nothing-understood');
    expect(error.message).toContain('a plan that destroys everything, or an empty state');
  });
});

describe('formats', () => {
  const resource = {
    address: 'aws_nat_gateway.a',
    mode: 'managed',
    type: 'aws_nat_gateway',
    name: 'a',
    values: { connectivity_type: 'public' },
  };

  it.each(['0.1', '0.2', '1.0', '1.2', '1.99'])(
    'format %s is read: only major versions differ',
    (format_version) => {
      const { topology } = importTerraform({
        format_version,
        planned_values: { root_module: { resources: [resource] } },
      });
      expect(topology.nodes.map(({ id }) => id)).toContain('nat-gateway-a');
    },
  );

  it('text with a byte order mark is read', () => {
    const text = JSON.stringify({
      format_version: '1.2',
      planned_values: { root_module: { resources: [resource] } },
    });
    expect(importTerraform(`\uFEFF${text}`).topology.nodes).toHaveLength(3);
  });

  it('fields that nobody knows yet are ignored', () => {
    const values = { root_module: { resources: [{ ...resource, new_field: { deep: true } }] }, other: [] };
    expect(importTerraform({ format_version: '1.9', values, hints: {} }).topology.nodes).toHaveLength(3);
  });

  it('a plan that says it is incomplete is read with a warning', () => {
    const { warnings } = importTerraform({
      format_version: '1.2',
      errored: true,
      planned_values: { root_module: { resources: [resource] } },
    });
    expect(warnings.map(({ code }) => code)).toContain('incomplete-plan');
  });
});

describe('what the wrapper of hashicorp/setup-terraform writes', () => {
  it('is read: the command before the output, and workflow commands behind it', () => {
    const output = JSON.stringify({
      format_version: '1.2',
      planned_values: {
        root_module: {
          resources: [
            { address: 'aws_instance.a', mode: 'managed', type: 'aws_instance', name: 'a', values: {} },
          ],
        },
      },
    });
    const wrapped = `[command]/tmp/terraform-bin show -json tfplan\n${output}\n::debug::Terraform exited with code 0.\n::set-output name=exitcode::0\n`;
    expect(importTerraform(wrapped)).toEqual(importTerraform(output));
  });
});
