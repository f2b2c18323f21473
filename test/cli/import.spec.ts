import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { portplan, REPOSITORY } from './portplan.js';

const PLAN = 'examples/terraform-aws-shop/plan.json';
const SAMPLES = join(REPOSITORY, '..', 'shared', 'samples');

describe('portplan import terraform', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'portplan-import-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('writes documents that plan, with every assumption marked', async () => {
    const imported = await portplan(['import', 'terraform', PLAN, '--out', folder]);
    expect(imported.stderr).toBe('');
    expect(imported.status).toBe(0);
    expect(imported.stdout).toMatch(/Assumed, to be checked \(\d+\)/);
    expect(readFileSync(join(folder, 'topology.yaml'), 'utf8')).toMatch(/# assumed: /);
    const planned = await portplan(['plan', join(folder, 'topology.yaml'), join(folder, 'forecast.yaml')]);
    expect(planned.stderr).toBe('');
    expect(planned.stdout).toMatch(/needs \d+ NAT IPs? for internet; it has 2\./);
  });

  it('overwrites nothing unless it is told to', async () => {
    await portplan(['import', 'terraform', PLAN, '--out', folder]);
    const again = await portplan(['import', 'terraform', PLAN, '--out', folder]);
    expect(again.status).toBe(2);
    expect(again.stderr).toMatch(/would be overwritten; give --force, or another --out/);
    expect((await portplan(['import', 'terraform', PLAN, '--out', folder, '--force'])).status).toBe(0);
  });

  it('says what a file is not, exit 2, and writes nothing', async () => {
    const { status, stdout, stderr } = await portplan(['import', 'terraform', '-', '--out', folder], {
      input: '{"a": 1}',
    });
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^portplan: standard input: /);
    expect(readdirSync(folder)).toEqual([]);
  });

  const there = existsSync(SAMPLES);
  if (!there)
    console.warn(
      'SKIPPED: public Terraform plans are not beside this clone; only the repository’s own example is imported',
    );
  const samples = there
    ? ['aws-plan', 'aws-state'].flatMap((each) =>
        readdirSync(join(SAMPLES, each)).map((file) => join(SAMPLES, each, file)),
      )
    : [];
  (there ? it : it.skip).each(there ? samples : ['samples'])(
    'imports %s, and what it writes plans',
    async (file) => {
      expect((await portplan(['import', 'terraform', file, '--out', folder])).status).toBe(0);
      const { status, stderr } = await portplan([
        'plan',
        join(folder, 'topology.yaml'),
        join(folder, 'forecast.yaml'),
        '--fail-on',
        'never',
      ]);
      expect(stderr).toBe('');
      expect(status).toBe(0);
    },
  );
});
