import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { UsageError } from './usage-error.js';

/** Bytes beyond which a file is not taken for one of ours. */
const LARGEST_FILE = 256 * 1024 * 1024;

/** The text of a file, of a gzipped one, or of standard input for `-`. @throws UsageError where it cannot be read */
export async function readText(path: string): Promise<string> {
  const bytes = path === '-' ? await readStandardInput() : await readBytes(path);
  if (bytes.length > LARGEST_FILE)
    throw new UsageError(
      `${path} has ${String(bytes.length)} bytes; at most ${String(LARGEST_FILE)} are read`,
    );
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes.toString('utf8');
  try {
    return gunzipSync(bytes, { maxOutputLength: LARGEST_FILE }).toString('utf8');
  } catch (error) {
    throw new UsageError(
      `${path} cannot be unpacked: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

async function readBytes(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    const reason =
      code === 'ENOENT'
        ? 'there is no such file'
        : code === 'EISDIR'
          ? 'it is a folder'
          : String(code ?? error);
    throw new UsageError(`${path} cannot be read: ${reason}`);
  }
}

async function readStandardInput(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
