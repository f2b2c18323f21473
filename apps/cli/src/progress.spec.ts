import { showingProgress } from './progress.js';
import type { Terminal } from './terminal.js';

function terminal(watched: Terminal['watched']): Terminal {
  return { out: () => undefined, err: () => undefined, watched, width: 80, style: (_tone, text) => text };
}

function busy(milliseconds: number): void {
  const until = performance.now() + milliseconds;
  while (performance.now() < until);
}

describe('the progress of work at a terminal', () => {
  it('is one line, shown after a second, and gone when the work is done', async () => {
    const lines: string[] = [];
    const result = await showingProgress(
      terminal((line) => lines.push(line)),
      'planning',
      (onProgress) => {
        onProgress?.(0.1);
        busy(1050);
        onProgress?.(0.514);
        onProgress?.(0.518);
        return 'planned';
      },
    );
    expect(result).toBe('planned');
    expect(lines).toEqual(['planning … 51 %', '']);
  });

  it('says nothing of what is done within a second', async () => {
    const lines: string[] = [];
    await showingProgress(
      terminal((line) => lines.push(line)),
      'planning',
      (onProgress) => onProgress?.(1),
    );
    expect(lines).toEqual([]);
  });

  it('is gone too where the work fails', async () => {
    const lines: string[] = [];
    const failing = showingProgress(
      terminal((line) => lines.push(line)),
      'planning',
      (onProgress) => {
        busy(1050);
        onProgress?.(0.3);
        throw new RangeError('no plan');
      },
    );
    await expect(failing).rejects.toThrow('no plan');
    expect(lines).toEqual(['planning … 30 %', '']);
  });

  it('is not asked for where nobody watches', async () => {
    await showingProgress(terminal(null), 'planning', (onProgress) => {
      expect(onProgress).toBeUndefined();
    });
  });
});
