import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { portplan } from './portplan.js';

const PLAN = 'examples/terraform-aws-shop/plan.json';

describe('portplan import --usage', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'portplan-usage-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('writes a usage file, and reads it back edited', async () => {
    await portplan(['import', 'terraform', PLAN, '--out', folder]);
    const usage = join(folder, 'usage.yaml');
    expect((await portplan(['validate', usage])).stdout).toMatch(/usage\.yaml: ok, a Usage\n$/);
    const skeleton = readFileSync(usage, 'utf8');
    expect(skeleton).toMatch(/ {2}aws_lb\.edge:\n {4}requestsPerSecond: 100 # assumed: /);
    const edited = skeleton.replace('requestsPerSecond: 100', 'requestsPerSecond: 1200').replace(
      '- name: internet',
      `- name: payments
        endpoints: 1
        callsPerRequest: 0.2
      - name: internet`,
    );
    writeFileSync(usage, edited);

    const command = ['import', 'terraform', PLAN, '--usage', usage, '--out', folder];
    expect((await portplan(command)).stderr).toMatch(
      /topology\.yaml and .*forecast\.yaml would be overwritten/,
    );
    const { status, stdout, stderr } = await portplan([...command, '--force']);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).not.toMatch(/requestsPerSecond = 100/);
    expect(readFileSync(usage, 'utf8')).toBe(edited);
    expect(readFileSync(join(folder, 'forecast.yaml'), 'utf8')).toMatch(/requestsPerSecond: 1200\n/);
    const topology = readFileSync(join(folder, 'topology.yaml'), 'utf8');
    expect(topology).toMatch(/ {2}- id: payments\n {4}kind: external\n/);
    expect(topology).toMatch(
      /kind: given\n +from: usage file, module\.network\.aws_nat_gateway\.this\[\*\]\n/,
    );
    const planned = await portplan(['plan', join(folder, 'topology.yaml'), join(folder, 'forecast.yaml')]);
    expect(planned.stderr).toBe('');
    expect(planned.stdout).toMatch(/payments/);
  });

  it('says where in a usage file what is wrong, and writes nothing', async () => {
    const usage = join(folder, 'usage.yaml');
    const text = (resources: string): string =>
      `apiVersion: portplan/v1\nkind: Usage\nresources:\n${resources}\n`;
    const errors = async (resources: string): Promise<string> => {
      writeFileSync(usage, text(resources));
      const { status, stdout, stderr } = await portplan([
        'import',
        'terraform',
        PLAN,
        '--usage',
        usage,
        '--out',
        folder,
      ]);
      expect([status, stdout]).toEqual([2, '']);
      return stderr;
    };
    expect(await errors('  aws_lb.egde: { requestsPerSecond: 5 }')).toMatch(
      /usage\.yaml:4:3: resources\["aws_lb\.egde"\] names no resource of the source; did you mean aws_lb\.edge\?\n/,
    );
    expect(await errors('  aws_lb.edge: { requestPerSecond: 5 }')).toMatch(
      /usage\.yaml:4:18: .*is not a field of the usage of a resource; did you mean "requestsPerSecond"\?\n/,
    );
    expect(await errors('  aws_lb.edge: { requestsPerSecond: -5 }')).toMatch(
      /usage\.yaml:4:18: .*requestsPerSecond is -5; it must be a number of requests per second, 0 or more\n/,
    );
    expect(readdirSync(folder)).toEqual(['usage.yaml']);
  });
});
