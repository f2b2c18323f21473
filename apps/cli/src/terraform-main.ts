import { readSync, writeSync } from 'node:fs';
import { answerTerraform } from './terraform/terraform.js';
import { TerraformFault } from './terraform/terraform-fault.js';

/** Bytes of a query beyond which it is not Terraform that asks. */
const LARGEST_QUERY = 1024 * 1024;

/** Read as it comes, without a stream: setting one up takes longer than reading. */
function standardInput(): string {
  const chunks: Buffer[] = [];
  let length = 0;
  for (;;) {
    const chunk = Buffer.alloc(64 * 1024);
    const read = whenReady('standard input cannot be read', () => readSync(0, chunk));
    if (read === 0) return Buffer.concat(chunks).toString('utf8');
    chunks.push(chunk.subarray(0, read));
    length += read;
    if (length > LARGEST_QUERY)
      throw new TerraformFault(
        `standard input is larger than ${String(LARGEST_QUERY)} bytes; it must hold one JSON object of strings`,
      );
  }
}

function writeToStandardOutput(text: string): void {
  const bytes = Buffer.from(text);
  const fault = 'standard output cannot be written';
  for (let written = 0; written < bytes.length;) {
    const more = whenReady(fault, () => writeSync(1, bytes, written));
    if (more === 0) throw new TerraformFault(`${fault}: its reader has gone`);
    written += more;
  }
}

function whenReady(fault: string, transfer: () => number): number {
  for (;;) {
    try {
      return transfer();
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : null;
      // Windows ends a pipe with an error, which is no more bytes; a terminal or socket that is not blocking may not be ready yet.
      if (code === 'EOF') return 0;
      if (code !== 'EAGAIN') throw new TerraformFault(`${fault}: ${String(code ?? error)}`);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

/** `portplan terraform`: answers on standard output and exits 0, or says why not in one line and exits 1. */
export async function main(): Promise<void> {
  try {
    writeToStandardOutput(await answerTerraform(standardInput(), process.env));
  } catch (error) {
    const message =
      error instanceof TerraformFault
        ? error.message
        : `${String(error).replaceAll(/\s+/g, ' ')} (a fault of portplan)`;
    process.stderr.write(`portplan terraform: ${message}\n`);
    process.exitCode = 1;
  }
}
