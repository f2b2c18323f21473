import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import type { Terminal } from './terminal.js';

/** The first line of standard input; where a person types it, asked for and not shown. Empty where there is none. */
export async function hiddenLine(prompt: string, terminal: Terminal): Promise<string> {
  const typed = process.stdin.isTTY;
  if (typed) terminal.err(prompt);
  const nowhere = new Writable({
    write: (_chunk, _encoding, done) => {
      done();
    },
  });
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: typed });
  try {
    for await (const line of lines) return line;
    return '';
  } finally {
    lines.close();
    if (typed) terminal.err('\n');
  }
}
