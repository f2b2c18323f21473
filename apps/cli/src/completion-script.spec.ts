import { spawnSync } from 'node:child_process';
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
    const { status, error, stderr } = spawnSync(shell, [...PROBES[shell]], {
      input: completionScript(shell, COMMANDS),
      encoding: 'utf8',
    });
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
