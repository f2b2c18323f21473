import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { REPOSITORY } from './portplan.js';

const PROGRAMS = ['portplan.cjs', 'terraform.cjs'];
const QUERY = JSON.stringify({
  topology_file: 'examples/ticket-sale/topology.yaml',
  forecast_file: 'examples/ticket-sale/forecast.yaml',
});

describe('what V8 compiled of the command line when it was built', () => {
  let copy: string;
  const bundled = (name: string): string => join(copy, 'bundle', name);
  const compiled = (name: string): string =>
    `${bundled(name)}.${process.version}-${process.platform}-${process.arch}`;
  const answer = (): string =>
    execFileSync(process.execPath, [join(copy, 'bin/portplan.js'), 'terraform'], {
      cwd: REPOSITORY,
      input: QUERY,
      encoding: 'utf8',
    });

  beforeEach(() => {
    copy = mkdtempSync(join(tmpdir(), 'portplan-compiled-'));
    for (const part of ['bin', 'bundle'])
      cpSync(join(REPOSITORY, 'apps/cli', part), join(copy, part), { recursive: true });
  });
  afterEach(() => {
    rmSync(copy, { recursive: true });
  });

  it.each(PROGRAMS)('is there for the Node that built %s, and V8 takes it', (name) => {
    const cachedData = readFileSync(compiled(name));
    expect(new Script(readFileSync(bundled(name), 'latin1'), { cachedData }).cachedDataRejected).toBe(false);
  });

  it('changes no answer: neither where there is none, nor where it is of another V8 or cut short', () => {
    const usual = answer();
    const whole = readFileSync(compiled('terraform.cjs'));
    for (const other of [Buffer.from('of another V8'), Buffer.alloc(0), whole.subarray(0, 1000)]) {
      writeFileSync(compiled('terraform.cjs'), other);
      expect(answer()).toBe(usual);
    }
    rmSync(compiled('terraform.cjs'));
    expect(answer()).toBe(usual);
  });

  it('is of no use without the program, which is asked for in one line', () => {
    rmSync(bundled('terraform.cjs'));
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(copy, 'bin/portplan.js'), 'terraform'],
      { input: QUERY, encoding: 'utf8' },
    );
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toBe('portplan: not built yet; run `npm run build` in the clone first\n');
  });
});
