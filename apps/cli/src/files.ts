import { createReadStream, readdirSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { UsageError } from './usage-error.js';

/** Bytes beyond which a file is not taken for one of ours. */
const LARGEST_FILE = 256 * 1024 * 1024;

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of the path is no folder',
  EACCES: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
};

/** What a file is called in messages. */
export function nameOf(path: string): string {
  return path === '-' ? 'standard input' : path;
}

/** The text of a file, of a gzipped one, or of standard input for `-`. @throws UsageError where it cannot be read */
export async function readText(path: string): Promise<string> {
  const bytes = path === '-' ? await bytesOf(process.stdin) : await readBytes(path);
  if (bytes.length > LARGEST_FILE) throw tooLarge(path);
  return bytes[0] === 0x1f && bytes[1] === 0x8b ? unpacked(bytes, path) : decoded(bytes);
}

/** In UTF-8; in UTF-16 where it begins as `>` of Windows PowerShell writes it. */
function decoded(bytes: Buffer): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return isUtf16 ? bytes.toString('utf16le', 2) : bytes.toString('utf8');
}

async function unpacked(bytes: Buffer, path: string): Promise<string> {
  const { gunzipSync } = await import('node:zlib');
  try {
    return decoded(gunzipSync(bytes, { maxOutputLength: LARGEST_FILE }));
  } catch (error) {
    if (codeOf(error) === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(path);
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${nameOf(path)} cannot be unpacked: ${reason}`);
  }
}

function tooLarge(path: string): UsageError {
  return new UsageError(
    `${nameOf(path)} is too large: at most ${String(LARGEST_FILE / 1024 ** 2)} MiB are read`,
  );
}

async function readBytes(path: string): Promise<Buffer> {
  try {
    return await bytesOf(createReadStream(path));
  } catch (error) {
    throw new UsageError(`${path} cannot be read: ${reasonOf(error)}`);
  }
}

/** All of it, or a little more than is read of any file: some have no end. */
async function bytesOf(stream: AsyncIterable<unknown>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > LARGEST_FILE) break;
  }
  return Buffer.concat(chunks);
}

/** Names of what is in a folder; none where there is no such folder. @throws UsageError where it cannot be read */
export function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw new UsageError(`${folder} cannot be read: ${reasonOf(error)}`);
  }
}

export interface NewFile {
  readonly path: string;
  readonly text: string;
}

/** Writes all of the files or none: each beside its place first, then all into place. @throws UsageError */
export async function writeFiles(files: readonly NewFile[]): Promise<void> {
  const written = files.map(({ path, text }) => ({
    path,
    text,
    beside: `${path}.${String(process.pid)}.part`,
  }));
  try {
    for (const { path, text, beside } of written) {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(beside, text);
    }
    for (const { path, beside } of written) await rename(beside, path);
  } catch (error) {
    for (const { beside } of written) await rm(beside, { force: true }).catch(() => undefined);
    throw new UsageError(
      `${files.map(({ path }) => path).join(' and ')} cannot be written: ${reasonOf(error)}`,
    );
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}

function reasonOf(error: unknown): string {
  const code = codeOf(error);
  return (code === undefined ? undefined : REASONS[code]) ?? code ?? String(error);
}
