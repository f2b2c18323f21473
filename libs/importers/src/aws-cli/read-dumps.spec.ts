import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as fc from 'fast-check';
import { readForecast, readTopology } from '@portplan/documents';
import type { TopologyNode } from '@portplan/engine';
import { ImportError } from '../import-error.js';
import type { ImportResult } from '../import-result.js';
import { importAwsCli } from './import-aws-cli.js';

const FOLDER = fileURLToPath(new URL('../../../../examples/aws-cli/', import.meta.url));
const FILES = readdirSync(FOLDER).filter((file) => file.endsWith('.json'));
const textOf = (file: string): string => readFileSync(`${FOLDER}${file}`, 'utf8');

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

describe('outputs that do not say whose they are', () => {
  const balancers = {
    LoadBalancers: ['shop', 'shop-api'].map((name) => ({
      LoadBalancerArn: `arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/${name}/1`,
      LoadBalancerName: name,
      Type: 'application',
    })),
  };
  const attributes = (seconds: number): unknown => ({
    Attributes: [{ Key: 'idle_timeout.timeout_seconds', Value: String(seconds) }],
  });

  it('belong to the load balancer in the name of the file', () => {
    const result = importDumps(
      ['lb.json', balancers],
      ['dumps/shop.json', attributes(75)],
      ['dumps/shop-api.json', attributes(120)],
    );
    expect(node(result, 'lb-shop')).toMatchObject({ idleTimeoutSeconds: 75 });
    expect(node(result, 'lb-shop-api')).toMatchObject({ idleTimeoutSeconds: 120 });
  });

  it('are left out with a warning where nothing tells', () => {
    const result = importDumps(['lb.json', balancers], ['attributes.json', attributes(75)]);
    expect(result.warnings.find(({ code }) => code === 'dump-left-out')?.message).toBe(
      'attributes.json does not say of which load balancer it is, and its name has none that was described: it was left out; put the name of the load balancer into the name of the file',
    );
    expect(JSON.stringify(result.topology)).not.toContain('idleTimeoutSeconds');
  });
});

describe('outputs that cannot be read', () => {
  const failure = (text: string): ImportError => {
    try {
      importAwsCli([textOf('subnets.json'), text], { files: ['subnets.json', 'dumps/bad.json'] });
    } catch (error) {
      if (error instanceof ImportError) return error;
    }
    throw new Error('no ImportError');
  };

  it.each([
    [
      'that end in the middle',
      textOf('subnets.json').slice(0, 300),
      'truncated',
      'the JSON ends in the middle, after 300 characters',
    ],
    ['that are empty', '\n', 'truncated', 'the document is empty'],
    [
      'of an error',
      '\nAn error occurred (UnauthorizedOperation) when calling',
      'not-json',
      'but an error message of the AWS CLI',
    ],
    [
      'in a table',
      '-----------------------\n|  DescribeSubnets  |',
      'not-json',
      'but a table: give --output json',
    ],
    ['of --query', '[["subnet-1"]]', 'unsupported-format', 'the document is a list, as --query makes it,'],
    [
      'of a command that is not read',
      '{"Buckets": []}',
      'unsupported-format',
      'the document has the top-level key Buckets: that is not an output which is read',
    ],
  ])('%s are refused with their file', (_, text, code, message) => {
    const error = failure(text);
    expect([error.code, error.file]).toEqual([code, 'dumps/bad.json']);
    expect(error.message).toContain(message);
  });

  it('because they are one page of several give a warning', () => {
    const subnets = JSON.parse(textOf('subnets.json')) as object;
    const result = importDumps(
      ['subnets.json', { ...subnets, NextToken: 'eyJ2' }],
      ['nat.json', JSON.parse(textOf('nat-gateways.json')) as unknown],
    );
    expect(result.warnings.find(({ code }) => code === 'incomplete-dump')?.message).toBe(
      'subnets.json is one page of several (it has a token for the next): what aws ec2 describe-subnets lists further is missing; run it without --max-items and --no-paginate',
    );
  });

  it('because there is nothing in them say what they have', () => {
    expect(() => importAwsCli(['{"NatGateways": []}'])).toThrow(
      'the outputs have 0 NatGateways; a topology needs',
    );
  });
});

describe('secrets in outputs of the AWS CLI', () => {
  const SECRET = 'hunter2-XXXX';

  it('do not reach the result from tags, user data, environments or fields that are not read', () => {
    const planted = {
      UserData: SECRET,
      Tags: [{ Key: 'password', Value: SECRET }],
      tags: { password: SECRET },
      taskDefinition: SECRET,
      environment: [{ name: 'TOKEN', value: SECRET }],
      PolicyDocument: SECRET,
    };
    const texts = FILES.map((file) =>
      JSON.stringify(
        JSON.parse(textOf(file), (_, value: unknown) =>
          typeof value === 'object' && value !== null && !Array.isArray(value)
            ? { ...value, ...planted }
            : value,
        ),
      ),
    );
    const result = importAwsCli(texts, { files: FILES });
    expect(result.topology.nodes).toHaveLength(5);
    expect(JSON.stringify(result)).not.toContain(SECRET);
  });

  it('do not reach the message of an error', () => {
    const read = (): unknown => importAwsCli([`{"secret ${SECRET}": "${SECRET}"}`]);
    expect(read).toThrow(ImportError);
    expect(read).not.toThrow(SECRET);
  });
});

describe('outputs of which parts are missing or malformed', () => {
  const JUNK: readonly unknown[] = [null, '', 7, [], {}, true, 'x'];

  it('are refused with an ImportError, or give documents that are valid', () => {
    const draws = fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 50, maxLength: 200 });
    fc.assert(
      fc.property(draws, fc.subarray(FILES, { minLength: 1 }), (list, files) => {
        let position = 0;
        const draw = (): number => list[position++ % list.length] ?? 1;
        const damaged = files.map((file) =>
          JSON.stringify(
            JSON.parse(textOf(file), (_, value: unknown) =>
              draw() < 0.05 ? JUNK[Math.floor(draw() * JUNK.length)] : value,
            ),
          ),
        );
        try {
          const result = importAwsCli(damaged, { files });
          readTopology(result.topology);
          readForecast(result.forecast);
        } catch (error) {
          expect(error).toBeInstanceOf(ImportError);
        }
      }),
      { numRuns: 200 },
    );
  });
});
