import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COMMANDS } from './commands.js';
import { completionScript, SHELLS } from './completion-script.js';

const PROBES = { bash: ['-n'], zsh: ['-n'], fish: ['--no-execute'] } as const;

describe('completion', () => {
  let folder = '';

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'portplan-completion-'));
  });

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it.each(SHELLS)('for %s knows every command and every option', (shell) => {
    const script = completionScript(shell, COMMANDS);
    for (const { name, options } of COMMANDS) {
      expect(script).toMatch(new RegExp(`\\b${name}\\b`));
      for (const option of Object.keys(options)) expect(script).toContain(option);
    }
  });

  it.each(SHELLS)('is what %s understands', (shell) => {
    // From a file: fish reads no script from the socket that a spawned program has for standard input.
    const file = join(folder, shell);
    writeFileSync(file, completionScript(shell, COMMANDS));
    const { status, error, stderr } = spawnSync(shell, [...PROBES[shell], file], { encoding: 'utf8' });
    if (error !== undefined) {
      console.warn(`SKIPPED: there is no ${shell} on this machine to read its completion`);
      return;
    }
    expect([status, stderr]).toEqual([0, '']);
  });

  const complete = (...words: readonly string[]): readonly string[] => {
    const script = `${completionScript('bash', COMMANDS)}
COMP_WORDS=(portplan ${words.map((word) => `'${word}'`).join(' ')})
COMP_CWORD=${String(words.length)}
_portplan
printf '%s\\n' "\${COMPREPLY[@]}"`;
    return spawnSync('bash', ['--norc'], { input: script, encoding: 'utf8' }).stdout.trim().split('\n');
  };
  const where = spawnSync('bash', ['--version']).error === undefined ? it : it.skip;

  where.each([
    [['pl'], ['plan']],
    [['plan', '--fail'], ['--fail-on']],
    [['export', 'ht'], ['html']],
    [['plan', 'package.js'], ['package.json']],
    [
      ['plan', '--fail-on', ''],
      ['warning', 'over', 'exhausted', 'never'],
    ],
    [['plan', '--fail-on', '=', 'ex'], ['exhausted']],
  ])('%j becomes %j', (words, expected) => {
    expect(complete(...words)).toEqual(expected);
  });

  it('for zsh completes at its first call, from a file of $fpath, and registers itself where it is sourced', () => {
    writeFileSync(join(folder, '_portplan'), completionScript('zsh', COMMANDS));
    const stubs = '_describe() { print described $1 }; compdef() { print registered $1 }';
    const { error, stdout } = spawnSync(
      'zsh',
      [
        '-f',
        '-c',
        `${stubs}; fpath=(${folder}); autoload -U _portplan; CURRENT=2; _portplan; _portplan; . ${folder}/_portplan`,
      ],
      { encoding: 'utf8' },
    );
    if (error !== undefined) {
      console.warn('SKIPPED: there is no zsh on this machine to complete with');
      return;
    }
    expect(stdout).toBe('described command\ndescribed command\nregistered _portplan\n');
  });
});
