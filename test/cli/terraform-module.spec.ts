import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { ANSWER_KEYS } from '../../apps/cli/src/terraform/answer.js';
import { REPOSITORY } from './portplan.js';

/*
 * The real Terraform, where one is on the PATH. Its providers come from the registry, or from folders laid out as its
 * filesystem mirrors: PORTPLAN_TERRAFORM_PLUGINS=/one:/other.
 */
const FOLDER = mkdtempSync(join(tmpdir(), 'portplan-terraform-'));
const MODULE = join(FOLDER, 'deploy', 'terraform');
const EXAMPLE = join(MODULE, 'examples', 'nat-gateway');
const MIRRORS = (process.env['PORTPLAN_TERRAFORM_PLUGINS'] ?? '')
  .split(delimiter)
  .filter((path) => path !== '');

interface Done {
  readonly status: number | null;
  readonly text: string;
}

function terraform(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}): Done {
  const configuration = MIRRORS.length === 0 ? {} : { TF_CLI_CONFIG_FILE: join(FOLDER, 'terraformrc') };
  const { status, stdout, stderr } = spawnSync('terraform', args, {
    cwd,
    encoding: 'utf8',
    timeout: 120_000,
    env: {
      ...process.env,
      ...configuration,
      CHECKPOINT_DISABLE: '1',
      TF_IN_AUTOMATION: '1',
      // Where there is no registry, once is enough to know.
      TF_REGISTRY_DISCOVERY_RETRY: '0',
      ...env,
    },
  });
  return { status, text: `${stdout}${stderr}` };
}

const HAS_PROGRAM = spawnSync('terraform', ['version']).error === undefined;

/** Why the real program cannot plan; null where it can. */
function missing(): string | null {
  if (!HAS_PROGRAM) return 'there is no terraform on the PATH';
  const { status, text } = terraform(['init', '-input=false', '-no-color'], EXAMPLE);
  return status === 0
    ? null
    : `terraform init finds no providers: ${text.replaceAll(/\s+/g, ' ').slice(-300)}`;
}

function prepare(): void {
  cpSync(join(REPOSITORY, 'deploy', 'terraform'), MODULE, { recursive: true });
  mkdirSync(join(FOLDER, 'examples'));
  cpSync(join(REPOSITORY, 'examples', 'ticket-sale'), join(FOLDER, 'examples', 'ticket-sale'), {
    recursive: true,
  });
  // The example leaves credentials to the environment, which has none here.
  writeFileSync(
    join(EXAMPLE, 'account_override.tf'),
    `provider "aws" {
  access_key                  = "none"
  secret_key                  = "none"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}
`,
  );
  const mirrors = MIRRORS.map(
    (path) =>
      `  filesystem_mirror {\n    path = ${JSON.stringify(path)}\n    include = [${providersIn(path)}]\n  }\n`,
  );
  writeFileSync(join(FOLDER, 'terraformrc'), `provider_installation {\n${mirrors.join('')}}\n`);
}

function providersIn(mirror: string): string {
  return ['aws', 'external']
    .map((name) => `registry.terraform.io/hashicorp/${name}`)
    .filter((provider) => spawnSync('test', ['-d', join(mirror, provider)]).status === 0)
    .map((provider) => JSON.stringify(provider))
    .join(', ');
}

prepare();
const why = missing();
if (why !== null)
  console.warn(`SKIPPED: the Terraform module was not planned by Terraform itself, since ${why}`);
const whereTerraformIs = why === null ? describe : describe.skip;
const whereTheProgramIs = HAS_PROGRAM ? it : it.skip;

afterAll(() => {
  rmSync(FOLDER, { recursive: true, force: true });
});

describe('the Terraform module', () => {
  it('passes on every figure of the answer', () => {
    const text = ['main.tf', 'outputs.tf'].map((file) => readFileSync(join(MODULE, file), 'utf8')).join('');
    for (const key of ANSWER_KEYS) expect(text).toContain(key);
  });

  whereTheProgramIs('is formatted as Terraform formats', () => {
    const { status, text } = terraform(
      ['fmt', '-check', '-recursive', '-diff'],
      join(REPOSITORY, 'deploy', 'terraform'),
    );
    expect(status === 0 ? 'formatted' : text).toBe('formatted');
  });
});

whereTerraformIs('the Terraform module, in the real Terraform', () => {
  const program = JSON.stringify([
    process.execPath,
    join(REPOSITORY, 'apps', 'cli', 'bin', 'portplan.js'),
    'terraform',
  ]);
  const plan = (more: readonly string[] = [], env: NodeJS.ProcessEnv = {}): Done =>
    terraform(['plan', '-input=false', '-no-color', '-var', `program=${program}`, ...more], EXAMPLE, env);

  it('is valid', () => {
    expect(terraform(['validate', '-no-color'], EXAMPLE).text).toMatch(/The configuration is valid/);
  });

  it('plans as many elastic IPs as the gateway needs, and warns that it has too few', () => {
    const { status, text } = plan();
    expect(status).toBe(0);
    const ips = Number(/\+ nat_ips +\+? *= (\d+)/.exec(text)?.[1]);
    expect(ips).toBeGreaterThan(1);
    expect(text).toContain(`aws_eip.nat[${String(ips - 1)}] will be created`);
    expect(text).toContain(`Plan: ${String(ips + 1)} to add, 0 to change, 0 to destroy`);
    expect(text).toMatch(/Warning: Check block assertion failed/);
    expect(text.replaceAll(/\s+/g, ' ')).toMatch(
      /egress fits 0\.\d+ times its peak traffic, less than 1\.2: it is exhausted, has 1 NAT IPs and needs \d+/,
    );
  });

  it('shows the one line of an error, and where', () => {
    const { status, text } = plan(['-var', 'documents=/nowhere']);
    expect(status).toBe(1);
    expect(text.replaceAll(/[\s│]+/g, ' ')).toMatch(
      /portplan terraform: \/nowhere\/topology\.yaml cannot be read: there is no such file/,
    );
  });
});
