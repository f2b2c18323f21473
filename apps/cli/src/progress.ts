import type { OnProgress } from '@portplan/engine';
import type { Terminal } from './terminal.js';

/** What is shorter than this needs no word. */
const QUIET_MILLISECONDS = 1000;

/** Shows how far work is, in one line that goes when the work is done; nothing where nobody watches. */
export async function showingProgress<Result>(
  { watched }: Terminal,
  what: string,
  work: (onProgress: OnProgress | undefined) => Result | Promise<Result>,
): Promise<Result> {
  if (watched === null) return work(undefined);
  const began = performance.now();
  let shown = '';
  try {
    return await work((share) => {
      if (performance.now() - began < QUIET_MILLISECONDS) return;
      const line = `${what} … ${String(Math.floor(share * 100))} %`;
      if (line === shown) return;
      watched(line);
      shown = line;
    });
  } finally {
    if (shown !== '') watched('');
  }
}
