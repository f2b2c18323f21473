import { isPlainObject, DocumentError, readForecast, readTopology } from '@portplan/documents';
import { ImportError } from '../import-error.js';
import type { Generated } from './generated.js';

const VERSION = 1;

/** What an import leaves beside its documents, for the next one. No upload, and nothing that the documents do not have. */
export interface ImportLock extends Generated {
  /** What was imported from: `terraform`. */
  readonly source: string;
  /** Whether a usage file was given. */
  readonly usage: boolean;
}

export function lockText({ source, usage, addresses, topology, forecast }: ImportLock): string {
  return `${JSON.stringify({ lockVersion: VERSION, source, usage, addresses, topology, forecast }, null, 2)}\n`;
}

/** @throws ImportError where the text is no lock of this version, or was edited into none */
export function readLock(text: string): ImportLock {
  const lock = parsed(text);
  const { lockVersion, source, usage, addresses } = lock;
  if (lockVersion !== VERSION)
    throw new ImportError(
      'unsupported-format',
      '/lockVersion',
      String(lockVersion),
      `lockVersion is ${String(lockVersion)}; it must be ${String(VERSION)}, as this version writes it`,
    );
  if (typeof source !== 'string' || typeof usage !== 'boolean' || !isPlainObject(addresses)) throw damaged();
  try {
    return {
      source,
      usage,
      addresses: Object.fromEntries(Object.entries(addresses).map(([id, address]) => [id, String(address)])),
      topology: readTopology(lock['topology']),
      forecast: readForecast(lock['forecast']),
    };
  } catch (error) {
    if (error instanceof DocumentError) throw damaged();
    throw error;
  }
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    if (isPlainObject(value)) return value;
  } catch {
    // The same message as for JSON of another kind.
  }
  throw damaged();
}

function damaged(): ImportError {
  return new ImportError(
    'not-json',
    '',
    null,
    'the file is not as an import left it; import once more with --force, or restore the file',
  );
}
