import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { observedDay } from '../support/observed.js';
import { portplan, REPOSITORY } from './portplan.js';

const POOL = 'egress:snat-ports:payments';

/** 300 connections a second that last 2.5 s. */
const OBSERVED = JSON.stringify(observedDay(750, 300));

describe('portplan calibrate', () => {
  let folder: string;
  let files: readonly string[];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'portplan-calibrate-'));
    cpSync(join(REPOSITORY, 'examples/ticket-sale'), folder, { recursive: true });
    writeFileSync(join(folder, 'observed.json'), OBSERVED);
    files = [join(folder, 'topology.yaml'), join(folder, 'forecast.yaml')];
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const calibrate = (...more: readonly string[]) =>
    portplan(['calibrate', ...files, '--observed', join(folder, 'observed.json'), ...more]);

  it('says what was measured, what was predicted, and how far off it is', async () => {
    const { status, stdout, stderr } = await calibrate();
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^egress:snat-ports:payments, the leg app-payments, in 288 periods:/);
    expect(stdout).toMatch(/a connection is open for 2\.5 s/);
    expect(stdout).toMatch(/0\.1 connections a second found no port/);
    expect(stdout).toMatch(/750 observed, [\d.]+ predicted before, 750 after/);
    expect(stdout).toMatch(/72 periods, which were held back, the prediction is 0\.0 % off/);
  });

  it('leaves the documents alone unless told to write them', async () => {
    const [topology = ''] = files;
    writeFileSync(topology, `# The network team owns this.\n${readFileSync(topology, 'utf8')}`);
    const before = files.map((file) => readFileSync(file, 'utf8'));
    await calibrate();
    expect(files.map((file) => readFileSync(file, 'utf8'))).toEqual(before);

    expect((await calibrate('--write', '--pool', POOL)).status).toBe(0);
    expect((await portplan(['validate', ...files])).status).toBe(0);
    expect(readFileSync(files[0] ?? '', 'utf8')).toMatch(/^# The network team owns this\.\n/);
    expect(readFileSync(files[0] ?? '', 'utf8')).toMatch(/kind: calibrated/);
    const again = JSON.parse((await calibrate('--json', '--pool', POOL)).stdout) as {
      openConnections: { before: number; observed: number };
    };
    expect(again.openConnections.before / again.openConnections.observed).toBeCloseTo(1, 6);
  });

  it.each([
    [['--pool', 'edge:snat-ports:x'], /there is no pool "edge:snat-ports:x"/],
    [['--observed', 'package.json'], /^portplan: package\.json: the document has neither MetricDataResults/],
  ])('%j is one line, exit 1', async (more, expected) => {
    const { status, stdout, stderr } = await calibrate(...more);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(expected);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});
