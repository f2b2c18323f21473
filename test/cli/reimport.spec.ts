import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { portplan, REPOSITORY, type Ended } from './portplan.js';

const PLAN = 'examples/terraform-aws-shop/plan.json';
const WEB = 'service-web-autoscaling-group-this';

describe('portplan import --merge', () => {
  let folder: string;
  let later: string;

  /** The plan with another number of instances, which is what most changes of a plan are. */
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'portplan-reimport-'));
    later = join(folder, 'later.json');
    const plan = readFileSync(join(REPOSITORY, PLAN), 'utf8');
    writeFileSync(later, plan.replaceAll(/"max_size": ?24/g, '"max_size": 48'));
    await portplan(['import', 'terraform', PLAN, '--out', folder]);
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const text = (file = 'topology.yaml'): string => readFileSync(join(folder, file), 'utf8');
  const edit = (from: string | RegExp, to: string, file = 'topology.yaml'): void => {
    const edited = text(file).replace(from, to);
    expect(edited).not.toBe(text(file));
    writeFileSync(join(folder, file), edited);
  };
  const merge = (...more: readonly string[]): Promise<Ended> =>
    portplan(['import', 'terraform', later, '--out', folder, '--merge', ...more]);

  it('takes what changed in the plan, and keeps edits with their comments', async () => {
    edit(/^/, '# The network team owns this.\n');
    edit('      max: 24\n', '      max: 24 # agreed with operations\n');
    edit('    publicIps: 2\n', '    publicIps: 6 # the second contract\n');
    edit('requestsPerSecond: 100', 'requestsPerSecond: 1200 # measured in May', 'forecast.yaml');
    const [before, forecast] = [text(), text('forecast.yaml')];

    const dry = await merge('--dry-run');
    expect([dry.status, dry.stderr]).toEqual([0, '']);
    expect(dry.stdout).toBe(`terraform: 1 changed

Changed (1)
  - node ${WEB}, instances.max: 24 → 48
`);
    expect(text()).toBe(before);

    expect((await merge()).stdout).toBe(dry.stdout);
    expect(text()).toBe(before.replace('max: 24 # agreed', 'max: 48 # agreed'));
    expect(text('forecast.yaml')).toBe(forecast);
    expect((await merge()).stdout).toBe('terraform: nothing changes\n');
    expect((await portplan(['validate', join(folder, 'topology.yaml')])).status).toBe(0);
  });

  it('keeps yours where both changed it, tells all three values and marks it', async () => {
    edit('      max: 24\n', '      max: 30\n');
    const { status, stdout } = await merge();
    expect(status).toBe(0);
    expect(stdout).toBe(`terraform: 1 conflict

Conflicts, yours is kept (1)
  - node ${WEB}, instances.max: was 24, yours 30, imported 48
`);
    expect(text()).toContain('max: 30 # conflict: yours is kept; the import says 48, and said 24 before\n');
    expect(text()).toMatch(
      /instances\.max:\n +kind: given\n +reason: kept against the import, which says 48\n/,
    );
  });

  it('prints the difference as JSON where it is asked to', async () => {
    const { stdout } = await merge('--json', '--dry-run');
    expect(JSON.parse(stdout)).toMatchObject({
      changes: [{ kind: 'changed', part: 'node', id: WEB, field: 'instances.max', before: 24, after: 48 }],
      conflicts: [],
      topology: { kind: 'Topology' },
    });
  });

  it('goes on with the usage file that the last import had', async () => {
    const usage = join(folder, 'usage.yaml');
    edit('requestsPerSecond: 100', 'requestsPerSecond: 700', 'usage.yaml');
    await portplan(['import', 'terraform', PLAN, '--usage', usage, '--out', folder, '--force']);
    const without = await merge();
    expect([without.status, without.stdout]).toEqual([2, '']);
    expect(without.stderr).toMatch(/the last import had a usage file; give it with --usage again/);
    edit('requestsPerSecond: 700', 'requestsPerSecond: 900', 'usage.yaml');
    expect((await merge('--usage', usage)).stdout).toMatch(
      /Changed \(2\)\n {2}- node .*instances\.max: 24 → 48\n {2}- demand of lb-edge-clients, requestsPerSecond: 700 → 900\n/,
    );
    expect(text('forecast.yaml')).toContain('requestsPerSecond: 900\n');
  });

  it('says what stands in the way, and writes nothing', async () => {
    const failure = async (...args: readonly string[]): Promise<string> => {
      const before = text();
      const { status, stdout, stderr } = await portplan(['import', ...args]);
      expect([status === 0, stdout, text()]).toEqual([false, '', before]);
      return stderr;
    };
    const into = ['--out', folder, '--merge'];
    expect(await failure('terraform', later, '--merge')).toMatch(/--merge needs --out DIR/);
    expect(await failure('terraform', later, ...into, '--force')).toMatch(/give --merge, .* or --force/);
    expect(await failure('terraform', later, '--dry-run')).toMatch(/--dry-run goes with --merge/);
    expect(await failure('nginx', later, ...into)).toMatch(
      /import\.lock\.json is of an import of terraform; nginx cannot be merged into it/,
    );
    const lock = text('import.lock.json');
    writeFileSync(join(folder, 'import.lock.json'), lock.replace('"lockVersion": 1', '"lockVersion": 9'));
    expect(await failure('terraform', later, ...into)).toMatch(/lockVersion is 9; it must be 1/);
    writeFileSync(join(folder, 'import.lock.json'), lock.slice(0, 900));
    expect(await failure('terraform', later, ...into)).toMatch(
      /import\.lock\.json: the file is not as an import left it/,
    );
    rmSync(join(folder, 'import.lock.json'));
    expect(await failure('terraform', later, ...into)).toMatch(
      /import\.lock\.json is not there, .*--force once/,
    );
    expect(existsSync(join(folder, 'import.lock.json'))).toBe(false);
  });

  describe('of another source beside it', () => {
    const PROXY = `defaults
  mode http
frontend www
  bind :443
  default_backend api
backend api
  server api1 10.0.0.5:8080 maxconn 500
`;
    const haproxy = (text: string, ...more: readonly string[]): Promise<Ended> =>
      portplan(['import', 'haproxy', '-', '--out', folder, '--merge', ...more], { input: text });
    const named = ['--source-name', 'proxy'];

    it('adds what it brings, and merges each with its own last import from then on', async () => {
      const [before, forecast] = [text(), text('forecast.yaml')];
      expect((await haproxy(PROXY)).stderr).toMatch(
        /is of an import of terraform; .*give it a --source-name/,
      );
      const first = await haproxy(PROXY, ...named);
      expect([first.status, first.stderr]).toEqual([0, '']);
      expect(first.stdout).toMatch(/^terraform: \d+ added\n/);
      expect(first.stdout).not.toMatch(/Removed|Changed|Conflict/);
      expect(text()).toContain('server');
      expect(text('forecast.yaml').split('\n').slice(0, 6)).toEqual(forecast.split('\n').slice(0, 6));
      expect((await merge()).stdout).toMatch(
        /^terraform: 1 changed\n\nChanged \(1\)\n {2}- node .*instances\.max: 24 → 48\n$/,
      );
      expect((await haproxy(PROXY.replace('500', '800'), ...named)).stdout).toMatch(
        /^terraform: 1 changed\n/,
      );
      expect((await haproxy(PROXY.replace('500', '800'), ...named)).stdout).toBe(
        'terraform: nothing changes\n',
      );
      expect((await merge()).stdout).toBe('terraform: nothing changes\n');
      for (const line of before.split('\n').filter((each) => each.includes('- id:')))
        expect(text()).toContain(line);
      const check = ['topology.yaml', 'forecast.yaml'].map((file) => join(folder, file));
      expect((await portplan(['validate', ...check])).stderr).toBe('');
      const forced = await portplan(['import', 'terraform', PLAN, '--out', folder, '--force']);
      expect(forced.stderr).toMatch(
        /import\.proxy\.lock\.json: what other sources brought would be overwritten/,
      );
    });

    it('has a name that a file can have', async () => {
      expect((await haproxy(PROXY, '--source-name', '../x')).stderr).toMatch(/letters, digits/);
      expect((await portplan(['import', 'haproxy', '-', ...named])).stderr).toMatch(/goes with --merge/);
    });
  });

  it('says where an edited document is wrong', async () => {
    edit('kind: nat-gateway', 'kind: nat-gatway');
    const { status, stderr } = await merge();
    expect(status).toBe(2);
    expect(stderr).toMatch(/topology\.yaml:\d+:\d+: .*did you mean "nat-gateway"\?\n/);
  });
});
