import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseDocumentText } from '@portplan/documents';
import { portplan, REPOSITORY } from './portplan.js';

const TOPOLOGY = 'examples/ticket-sale/topology.yaml';
const FORECAST = 'examples/ticket-sale/forecast.yaml';
const POLICY = 'examples/ticket-sale/policy.yaml';

function textOf(path: string): string {
  return readFileSync(join(REPOSITORY, path), 'utf8');
}

describe('reports from a command line', () => {
  let folder: string;
  let enough: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'portplan-reports-'));
    enough = join(folder, 'enough.yaml');
    const today = textOf(TOPOLOGY);
    writeFileSync(enough, today.replace('publicIps: 1', 'publicIps: 7'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('two topologies stand side by side, with the one that has enough addresses', async () => {
    const { status, stdout } = await portplan(['compare', TOPOLOGY, enough, '--forecast', FORECAST]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/topology\.yaml +exhausted +egress:snat-ports:payments +489\.8 %/);
    expect(stdout).toMatch(/enough\.yaml +warning +app:ephemeral-ports:payments/);
    expect(stdout).toMatch(/egress:snat-ports:payments +489\.8 % +70\.0 %/);
  });

  it.each([
    ['a topology', ['-', TOPOLOGY, '--forecast', FORECAST, '--policy', POLICY], TOPOLOGY],
    ['the forecast', [TOPOLOGY, TOPOLOGY, '--forecast', '-', '--policy', POLICY], FORECAST],
    ['the policy', [TOPOLOGY, TOPOLOGY, '--forecast', FORECAST, '--policy', '-'], POLICY],
  ])('%s may come from standard input, for all that are compared', async (_, args, piped) => {
    const ended = await portplan(['compare', ...args, '--json'], { input: textOf(piped) });
    expect([ended.status, ended.stderr]).toEqual([0, '']);
    const [one, other] = JSON.parse(ended.stdout) as { name: string; result: object }[];
    expect(one?.name).toBe(args[0] === '-' ? 'standard input' : TOPOLOGY);
    expect(one?.result).toEqual(other?.result);
  });

  it('goes to standard output where - is what to write to', async () => {
    const [asked, usual] = await Promise.all([
      portplan(['export', 'csv', TOPOLOGY, FORECAST, '--out', '-']),
      portplan(['export', 'csv', TOPOLOGY, FORECAST]),
    ]);
    expect(asked).toEqual(usual);
  });

  it.each([
    ['--json', /^\[\n {2}\{\n {4}"name": "topology.yaml"/],
    ['--yaml', /^- name: topology.yaml/],
    ['--csv', /^plan,plan_status,/],
    ['--markdown', /^### Port headroom, compared\n/],
  ])('a comparison can be had as %s', async (format, expected) => {
    const { stdout } = await portplan(['compare', TOPOLOGY, enough, '--forecast', FORECAST, format]);
    expect(stdout).toMatch(expected);
  });

  it('a page is written whole, with the curve of the pool that runs out', async () => {
    const out = join(folder, 'report.html');
    const { status, stdout } = await portplan(['export', 'html', TOPOLOGY, FORECAST, '--out', out]);
    expect([status, stdout]).toEqual([0, '']);
    const page = readFileSync(out, 'utf8');
    expect(page).toMatch(/^<!doctype html>.*<\/html>\n$/s);
    expect(page).toContain('aria-label="utilization of egress:snat-ports:payments around its peak"');
    expect(page).not.toMatch(/NaN|undefined|Infinity|\[object/);
  });

  it('the pools over time are a line for each instant, the peak of the plan among them', async () => {
    const { stdout } = await portplan(['export', 'series', TOPOLOGY, FORECAST]);
    const lines = stdout.trim().split('\r\n');
    expect(lines[0]).toBe('resource,at,capacity,offered_load,utilization,required,headroom_factor');
    const { stdout: planned } = await portplan(['plan', TOPOLOGY, FORECAST, '--json']);
    const { resources } = JSON.parse(planned) as {
      resources: { id: string; peak: { at: string; utilization: number } }[];
    };
    for (const { id, peak } of resources) {
      const highest = lines.find((line) => line.startsWith(`${id},${peak.at},`));
      expect(Number(highest?.split(',')[4])).toBe(peak.utilization);
    }
  });

  it.each([
    ['markdown', '--markdown'],
    ['csv', '--csv'],
  ])('%s is what plan prints', async (format, option) => {
    const exported = await portplan(['export', format, TOPOLOGY, FORECAST]);
    expect(exported.status).toBe(0);
    expect(exported.stdout).toBe((await portplan(['plan', TOPOLOGY, FORECAST, option])).stdout);
  });

  it('the alerts of the hosts are a rule file that YAML reads', async () => {
    const { status, stdout } = await portplan(['export', 'prometheus-rules', TOPOLOGY, FORECAST]);
    expect(status).toBe(0);
    expect(parseDocumentText(stdout)).toMatchObject({
      groups: [
        {
          name: 'portplan',
          rules: [{ labels: { node: 'app', severity: 'warning' } }],
        },
      ],
    });
  });

  it('the alerts of the gateway are alarms in the JSON of Terraform', async () => {
    const { stdout } = await portplan(['export', 'cloudwatch-alarms', TOPOLOGY, FORECAST]);
    const { resource } = JSON.parse(stdout) as { resource: Record<string, object> };
    expect(Object.keys(resource['aws_cloudwatch_metric_alarm'] ?? {})).toEqual([
      'portplan_egress__snat-ports__payments__refused',
      'portplan_egress__snat-ports__payments__opened',
    ]);
  });

  it.each(['azure-alerts', 'gcp-alerts', 'proxy-configuration'])('%s are written', async (format) => {
    const { status, stdout } = await portplan(['export', format, TOPOLOGY, FORECAST]);
    expect(status).toBe(0);
    expect(stdout).toContain('computed by Portplan');
  });

  it('a format of which the plan has nothing is told on standard error', async () => {
    const { status, stdout, stderr } = await portplan(['export', 'azure-alerts', TOPOLOGY, FORECAST]);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).not.toHaveProperty('resource');
    expect(stderr).toBe(
      'no pool of the plan that needs watching has a metric of Azure Monitor: there is nothing to export\n',
    );
  });

  it('a place that cannot be written is told', async () => {
    const out = join(folder, 'enough.yaml', 'report.html');
    const { status, stderr } = await portplan(['export', 'html', TOPOLOGY, FORECAST, '--out', out]);
    expect(status).toBe(2);
    expect(stderr).toMatch(/cannot be written: a part of the path is no folder|cannot be written: /);
  });
});
