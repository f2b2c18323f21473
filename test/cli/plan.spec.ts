import { plan } from '@portplan/engine';
import { parseDocumentText, readForecast, readTopology } from '@portplan/documents';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { portplan, REPOSITORY } from './portplan.js';

const TOPOLOGY = 'examples/ticket-sale/topology.yaml';
const FORECAST = 'examples/ticket-sale/forecast.yaml';

function textOf(path: string): string {
  return readFileSync(join(REPOSITORY, path), 'utf8');
}

describe('portplan plan', () => {
  it('says which pool binds, when it runs out, and how many NAT IPs it needs; exit 1', async () => {
    const { status, stdout, stderr } = await portplan(['plan', TOPOLOGY, FORECAST]);
    expect(stderr).toBe('');
    expect(status).toBe(1);
    expect(stdout.split('\n').slice(0, 4)).toEqual([
      'EXHAUSTED',
      expect.stringMatching(
        /^egress:snat-ports:payments binds: 2\d\d,\d{3} of 55,000 ports at 2026-12-12 09:15 UTC, \d{3}\.\d %\.$/,
      ),
      expect.stringMatching(/^It runs out at 2026-12-12 09:00:\d\d UTC, in 11 days\.$/),
      expect.stringMatching(/^egress needs \d NAT IPs for payments; it has 1\.$/),
    ]);
  });

  it('prints what the README shows, but for what stands there as …', async () => {
    const [, shown = ''] = /\$ npx portplan plan \S+ \S+\n([^`]*)```/.exec(textOf('README.md')) ?? [];
    const { stdout } = await portplan(['plan', TOPOLOGY, FORECAST]);
    const [above = '', below = '', ...more] = shown.split('…\n');
    expect([above.length > 0, more]).toEqual([true, []]);
    expect(stdout.slice(0, above.length)).toBe(above);
    expect(stdout.slice(-below.length)).toBe(below);
  });

  it('fits the width that it is given', async () => {
    for (const columns of [80, 120]) {
      const { stdout } = await portplan(['plan', TOPOLOGY, FORECAST], { env: { COLUMNS: String(columns) } });
      const longest = Math.max(...stdout.split('\n').map((line) => Array.from(line).length));
      expect(longest).toBeLessThanOrEqual(columns);
    }
  });

  it('has colours only where they are asked for', async () => {
    const escape = String.fromCharCode(27);
    expect((await portplan(['plan', TOPOLOGY, FORECAST])).stdout).not.toContain(escape);
    const forced = await portplan(['plan', TOPOLOGY, FORECAST], { env: { NO_COLOR: '', FORCE_COLOR: '1' } });
    expect(forced.stdout).toContain(`${escape}[31mEXHAUSTED`);
  });

  it('prints with --json exactly what the engine gives', async () => {
    const { stdout } = await portplan(['plan', TOPOLOGY, FORECAST, '--json']);
    const topology = readTopology(parseDocumentText(textOf(TOPOLOGY)));
    const forecast = readForecast(parseDocumentText(textOf(FORECAST)));
    expect(JSON.parse(stdout)).toEqual(JSON.parse(JSON.stringify(plan(topology, forecast))));
  });

  it('prints CSV with a line for each pool', async () => {
    const { stdout } = await portplan(['plan', TOPOLOGY, FORECAST, '--csv']);
    const [header, ...rows] = stdout.trimEnd().split('\r\n');
    expect(header).toMatch(/^id,node,kind,destination,/);
    expect(rows).toHaveLength(6);
  });

  it('prints YAML of the same', async () => {
    const [yaml, json] = await Promise.all(
      ['--yaml', '--json'].map((format) => portplan(['plan', TOPOLOGY, FORECAST, format])),
    );
    expect(parseDocumentText(yaml?.stdout ?? '', { format: 'yaml' })).toEqual(JSON.parse(json?.stdout ?? ''));
    // PyYAML and others read by YAML 1.1, where what is not quoted would be an instant and no text.
    expect(parse(yaml?.stdout ?? '', { version: '1.1' })).toEqual(JSON.parse(json?.stdout ?? ''));
  });

  it('reads one document from standard input', async () => {
    const { status, stdout } = await portplan(['plan', '-', FORECAST, '--fail-on', 'never', '--markdown'], {
      input: textOf(TOPOLOGY),
    });
    expect(status).toBe(0);
    expect(stdout).toMatch(/^### Port headroom: exhausted/);
  });

  it.each([
    [['--fail-on', 'never'], 0],
    [['--fail-on', 'warning'], 1],
    [['--fail-on', 'never', '--min-headroom-factor', '1.5'], 1],
    [['--fail-on', 'never', '--min-headroom-factor', '0.01'], 0],
  ])('with %j exits %d', async (options, expected) => {
    expect((await portplan(['plan', TOPOLOGY, FORECAST, ...options])).status).toBe(expected);
  });
});
