import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseDocumentText } from '@portplan/documents';
import { REPOSITORY } from './portplan.js';

interface Step {
  readonly name?: string;
  readonly run?: string;
}

const WORKFLOW = parseDocumentText(
  readFileSync(join(REPOSITORY, 'deploy/github-actions/port-headroom.yml'), 'utf8'),
) as {
  readonly jobs: { readonly headroom: { readonly steps: readonly Step[] } };
};

function scriptOf(name: string): string {
  const found = WORKFLOW.jobs.headroom.steps.find((step) => step.name === name)?.run;
  if (found === undefined) throw new Error(`the workflow has no step "${name}"`);
  return found;
}

describe('the GitHub Actions example', () => {
  let folder: string;

  const git = (...args: readonly string[]) =>
    execFileSync('git', [...args], { cwd: folder, stdio: 'ignore' });
  const run = (name: string, base = 'main') =>
    execFileSync('bash', ['-e', '-c', scriptOf(name)], {
      cwd: folder,
      env: {
        ...process.env,
        GITHUB_BASE_REF: base,
        RUNNER_TEMP: join(folder, 'temp'),
        GITHUB_STEP_SUMMARY: join(folder, 'summary.md'),
      },
      stdio: 'pipe',
    });

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'portplan-actions-'));
    const commit = (...args: readonly string[]) => {
      git('-c', 'user.name=test', '-c', 'user.email=test@example.com', 'commit', ...args);
    };
    git('init', '--initial-branch=main');
    commit('--allow-empty', '-m', 'nothing yet');
    git('branch', 'without-documents');
    cpSync(join(REPOSITORY, 'examples/ticket-sale'), join(folder, 'capacity'), { recursive: true });
    git('add', '.');
    commit('-m', 'before');
    git('remote', 'add', 'origin', folder);
    // The program lies beside, as the workflow checks it out.
    mkdirSync(join(folder, 'temp'));
    cpSync(join(REPOSITORY, 'apps/cli/bin'), join(folder, '.portplan-program/apps/cli/bin'), {
      recursive: true,
    });
    cpSync(join(REPOSITORY, 'apps/cli/bundle'), join(folder, '.portplan-program/apps/cli/bundle'), {
      recursive: true,
    });
    const topology = join(folder, 'capacity/topology.yaml');
    writeFileSync(topology, readFileSync(topology, 'utf8').replace('publicIps: 1', 'publicIps: 8'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('writes a comment with the plan, and with what the pull request changes', () => {
    run('What the plan changes');
    const comment = readFileSync(join(folder, 'comment.md'), 'utf8');
    expect(comment).toMatch(/### Port headroom: warning/);
    expect(comment).toMatch(/\| pool \| now\.yaml \| proposed\.yaml \|/);
    expect(comment).toMatch(/\| `egress:snat-ports:payments` \| 489\.8 % \*\*exhausted\*\* \| 61\.2 % \|/);
    expect(readFileSync(join(folder, 'summary.md'), 'utf8')).toBe(comment);
  });

  it('writes the plan alone where the pull request adds the documents', () => {
    run('What the plan changes', 'without-documents');
    const comment = readFileSync(join(folder, 'comment.md'), 'utf8');
    expect(comment).toMatch(/### Port headroom: warning/);
    expect(comment).not.toContain('proposed.yaml');
  });

  it('fails where a pool fits less than the factor that it asks for', () => {
    expect(() => run('Fail where the ports run out')).toThrow();
  });
});
