/** Why a document could not be imported at all. */
export type ImportErrorCode =
  'not-json' | 'truncated' | 'not-terraform' | 'unsupported-format' | 'nothing-understood' | 'syntax';

const LONGEST_VALUE = 100;

/**
 * A document that cannot be imported. The message names the field, what stands there and what would be valid; it never
 * quotes the document beyond format versions and resource types, because plans and states hold secrets.
 */
export class ImportError extends Error {
  override readonly name = 'ImportError';
  /** What stands there, cut to 100 characters; null where nothing does or where it must not be shown. */
  readonly value: string | null;

  constructor(
    readonly code: ImportErrorCode,
    /** RFC 6901 pointer into the document that was read; empty for the document as a whole. */
    readonly pointer: string,
    value: string | null,
    message: string,
    /** Which of several files it is; null where there is one, or where it is about all. */
    readonly file: string | null = null,
  ) {
    super(message);
    this.value = value === null ? null : value.slice(0, LONGEST_VALUE);
  }
}

/** Reads the document in a field of something larger: what is wrong with it is told with pointers into the larger. @throws as `read` */
export function readField<T>(field: string, read: () => T): T {
  try {
    return read();
  } catch (thrown) {
    if (!(thrown instanceof ImportError)) throw thrown;
    const { code, pointer, value, message, file } = thrown;
    throw new ImportError(code, `/${field}${pointer}`, value, message, file);
  }
}
