import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COMMANDS } from './commands.js';
import { completionScript, SHELLS } from './completion-script.js';

const PROBES = { bash: ['-n'], zsh: ['-n'], fish: ['--no-execute'] } as const;

describe('completion', () => {
  it.each(SHELLS)('for %s knows every command and every option', (shell) => {
    const script = completionScript(shell, COMMANDS);
    for (const { name, options } of COMMANDS) {
      expect(script).toMatch(new RegExp(`\\b${name}\\b`));
      for (const option of Object.keys(options)) expect(script).toContain(option);
    }
  });

  it.each(SHELLS)('is what %s understands', (shell) => {
    // In a file, as people keep it: fish does not read a socket, which is what a spawned shell has for input.
    const folder = mkdtempSync(join(tmpdir(), 'portplan-completion-'));
    const file = join(folder, 'portplan');
    writeFileSync(file, completionScript(shell, COMMANDS));
    const { status, error, stderr } = spawnSync(shell, [...PROBES[shell], file], { encoding: 'utf8' });
    rmSync(folder, { recursive: true });
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
  ])('%j becomes %j', (words, expected) => {
    expect(complete(...words)).toEqual(expected);
  });
});
