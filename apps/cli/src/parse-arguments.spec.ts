import type { Command } from './command.js';
import { parseArguments } from './parse-arguments.js';

const COPY: Command = {
  name: 'copy',
  summary: 'copies',
  operands: 'FROM TO',
  arity: [2, 2],
  options: {
    depth: { type: 'string', value: 'N', help: 'how deep' },
    force: { type: 'boolean', help: 'in any case' },
  },
  examples: [],
  load: () => Promise.reject(new Error('is not run')),
};

describe('the arguments of a command', () => {
  it('are operands and options in any order', async () => {
    expect(await parseArguments(COPY, ['a', '--depth', '3', '-', '--force'])).toEqual({
      operands: ['a', '-'],
      options: { depth: '3', force: true },
    });
    expect(await parseArguments(COPY, ['--depth=--all', '--', '--a', 'b'])).toEqual({
      operands: ['--a', 'b'],
      options: { depth: '--all' },
    });
  });

  it.each([['--help'], ['-h']])('ask for help with %s whatever else is wrong', async (flag) => {
    expect(await parseArguments(COPY, [flag, '--nonsense'])).toBe('help');
  });

  it.each([
    [['a', 'b', '--forse'], 'copy has no option --forse; did you mean --force?'],
    [['a', 'b', '--quite-else'], 'copy has no option --quite-else; there are --depth, --force'],
    [['a', 'b', '--toString'], 'copy has no option --toString; there are --depth, --force'],
    [['a', 'b', '--depth'], '--depth needs a value: --depth N'],
    [['a', 'b', '--depth', '--force'], '--depth needs a value: --depth N'],
    [['a', 'b', '--force=yes'], '--force takes no value'],
    [[], 'copy takes FROM TO, but none were given; see portplan copy --help'],
    [['a'], 'copy takes FROM TO, but 1 was given; see portplan copy --help'],
    [['a', 'b', 'c'], 'copy takes FROM TO, but 3 were given; see portplan copy --help'],
  ])('%j are refused: %s', async (args, message) => {
    await expect(parseArguments(COPY, args)).rejects.toThrow(message);
  });
});
