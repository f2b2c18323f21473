import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
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

  it('reads a plan as Windows PowerShell writes it, in UTF-16', async () => {
    const file = join(folder, 'plan.json');
    const text = readFileSync(join(REPOSITORY, PLAN), 'utf8');
    writeFileSync(file, Buffer.from(`\ufeff${text}`, 'utf16le'));
    const { status, stdout, stderr } = await portplan(['import', 'terraform', file, '--json']);
    const plain = await portplan(['import', 'terraform', PLAN, '--json']);
    expect([status, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toEqual(JSON.parse(plain.stdout));
  });

  it.each(['haproxy', 'nginx'])(
    'a file that is too large for a configuration of %s is refused at once',
    async (source) => {
      const file = join(folder, 'large.cfg');
      writeFileSync(file, 'x'.repeat(8 * 1024 * 1024 + 1));
      const { status, stdout, stderr } = await portplan(['import', source, file]);
      expect([status, stdout]).toEqual([1, '']);
      expect(stderr).toMatch(
        /large\.cfg: the configuration has 8388609 characters; it must have at most 8388608\n$/,
      );
    },
  );

  const endless = existsSync('/dev/zero') ? it : it.skip;
  endless('a file without an end is refused for its size', async () => {
    const { status, stdout, stderr } = await portplan(['import', 'terraform', '/dev/zero']);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toBe('portplan: /dev/zero is too large: at most 256 MiB are read\n');
  });

  it('reads a plan for Azure', async () => {
    const azure = 'examples/terraform-azure-shop/plan.json';
    const { status, stdout, stderr } = await portplan(['import', 'terraform', azure, '--out', folder]);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/Warnings \(1\)\n.*default outbound access/s);
    expect(readFileSync(join(folder, 'topology.yaml'), 'utf8')).toContain(
      'profile: azure/load-balancer-outbound',
    );
  });

  it('overwrites nothing unless it is told to', async () => {
    await portplan(['import', 'terraform', PLAN, '--out', folder]);
    const again = await portplan(['import', 'terraform', PLAN, '--out', folder]);
    expect(again.status).toBe(2);
    expect(again.stderr).toMatch(
      /would be overwritten; give --merge to keep what you edited, --force, or another --out/,
    );
    expect((await portplan(['import', 'terraform', PLAN, '--out', folder, '--force'])).status).toBe(0);
  });

  it('prints the documents where it is to write none, and the account beside them', async () => {
    const { status, stdout, stderr } = await portplan(['import', 'terraform', PLAN, '--name', 'shop']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^# topology\.yaml\napiVersion: portplan\/v1\nkind: Topology\nname: shop\n/);
    expect(stdout).toMatch(/\n---\n# forecast\.yaml\n/);
    expect(stderr).toMatch(/^shop: \d+ nodes and \d+ legs from \d+ resources\n\nAssumed, to be checked/);
  });

  it('reads what gzip packed', async () => {
    const packed = join(folder, 'plan.json.gz');
    writeFileSync(packed, gzipSync(readFileSync(join(REPOSITORY, PLAN))));
    const [plain, unpacked] = await Promise.all([
      portplan(['import', 'terraform', PLAN, '--json']),
      portplan(['import', 'terraform', packed, '--json']),
    ]);
    expect(unpacked).toEqual(plain);
    expect(JSON.parse(plain.stdout)).toHaveProperty('assumptions');
  });

  it.each([['file'], ['file', 'x']])(
    'says why it cannot write to %s, and leaves nothing behind',
    async (...to) => {
      writeFileSync(join(folder, 'file'), '');
      const out = join(folder, ...to);
      const { status, stdout, stderr } = await portplan(['import', 'terraform', PLAN, '--out', out]);
      expect([status, stdout]).toEqual([2, '']);
      expect(stderr).toBe(`portplan: ${out} cannot be read: a part of the path is no folder\n`);
      expect(readdirSync(folder)).toEqual(['file']);
    },
  );

  it('says what a file is not, exit 1, and writes nothing', async () => {
    const { status, stdout, stderr } = await portplan(['import', 'terraform', '-', '--out', folder], {
      input: '{"a": 1}',
    });
    expect(status).toBe(1);
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

describe('portplan import aws', () => {
  const folder = join(REPOSITORY, 'examples', 'aws-cli');
  const dumps = readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => join('examples', 'aws-cli', file));

  it('takes the outputs of several commands in one call, and what it writes plans', async () => {
    const out = mkdtempSync(join(tmpdir(), 'portplan-import-'));
    try {
      const imported = await portplan(['import', 'aws', ...dumps, '--name', 'network', '--out', out]);
      expect([imported.stderr, imported.status]).toEqual(['', 0]);
      expect(imported.stdout).toMatch(/^network: 5 nodes and 3 legs from 10 resources\n/);
      expect(readFileSync(join(out, 'topology.yaml'), 'utf8')).toContain(
        'from: nat-00000000000000001 in nat-gateways.json',
      );
      const planned = await portplan(['plan', join(out, 'topology.yaml'), join(out, 'forecast.yaml')]);
      expect(planned.stdout).toMatch(/needs \d+ NAT IPs? for internet; it has 1\./);
    } finally {
      rmSync(out, { recursive: true });
    }
  });

  it('names the one file that it cannot read, exit 1', async () => {
    const [first = ''] = dumps;
    const { status, stdout, stderr } = await portplan(['import', 'aws', first, '-'], {
      input: '{"Buckets": []}',
    });
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(
      /^portplan: standard input: the document has the top-level key Buckets: that is not an output which is read; /,
    );
  });
});

describe('portplan import gcloud', () => {
  const EXAMPLE = join(REPOSITORY, 'examples', 'gcloud');
  const outputs = readdirSync(EXAMPLE)
    .filter((file) => file.endsWith('.json'))
    .map((file) => join(EXAMPLE, file));
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'portplan-import-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  async function planned(
    files: readonly string[],
  ): Promise<{ readonly account: string; readonly plan: string }> {
    const imported = await portplan(['import', 'gcloud', ...files, '--out', folder]);
    expect([imported.status, imported.stderr]).toEqual([0, '']);
    const { stdout, stderr } = await portplan([
      'plan',
      join(folder, 'topology.yaml'),
      join(folder, 'forecast.yaml'),
      '--fail-on',
      'never',
    ]);
    expect(stderr).toBe('');
    return { account: imported.stdout.replace(/\s+/g, ' '), plan: stdout };
  }

  it('reads several outputs in one call; the plan and Google ask for the same addresses', async () => {
    const { account, plan } = await planned(outputs);
    expect(account).toContain('needs 1 more address (minExtraNatIpsNeeded), 2 in all');
    expect(account).not.toContain('the plan counts');
    expect(plan).toMatch(/needs 2 NAT IPs for internet; it has 1\./);
  });

  it('shows no metadata and no label, in no output', async () => {
    const secret = 'hunter2-s3cr3t';
    const machines = JSON.parse(readFileSync(join(EXAMPLE, 'instances.json'), 'utf8')) as readonly object[];
    const planted = machines.map((machine) => ({
      ...machine,
      metadata: { items: [{ key: 'startup-script', value: secret }] },
      labels: { token: secret },
    }));
    const file = join(folder, 'instances.json');
    writeFileSync(file, JSON.stringify(planted));
    const others = outputs.filter((path) => !path.endsWith('instances.json'));
    const shown = await portplan(['import', 'gcloud', ...others, file]);
    const json = await portplan(['import', 'gcloud', ...others, file, '--json']);
    await portplan(['import', 'gcloud', ...others, file, '--out', folder]);
    const written = ['topology.yaml', 'forecast.yaml', 'usage.yaml'].map((name) =>
      readFileSync(join(folder, name), 'utf8'),
    );
    for (const text of [shown.stdout, shown.stderr, json.stdout, json.stderr, ...written])
      expect(text).not.toContain(secret);
    expect(shown.stdout).toContain('compute-instance-web');
  });

  it('names the file that is no output, exit 1', async () => {
    const { status, stderr } = await portplan(['import', 'gcloud', outputs[0] ?? '', '-'], {
      input: 'NAME  REGION\nr  europe-west4',
    });
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /^portplan: standard input: the document is not JSON but a table: give --format=json/,
    );
  });

  const there = existsSync(join(SAMPLES, 'gcp-api'));
  if (!there) console.warn('SKIPPED: answers of the Compute API of others are not beside this clone');
  (there ? it : it.skip)('asks for three addresses where Google says that two more are needed', async () => {
    const answers = [
      'routers-europe-west4',
      'instances-europe-west4-a',
      'routers-routerStatus-public-nat-cloud-router',
    ];
    const { account, plan } = await planned(
      answers.map((name) => join(SAMPLES, 'gcp-api', `compute-${name}.json`)),
    );
    expect(account).toContain('needs 2 more addresses (minExtraNatIpsNeeded), 3 in all');
    expect(plan).toMatch(/needs 3 NAT IPs for internet; it has 1\./);
  });
});
