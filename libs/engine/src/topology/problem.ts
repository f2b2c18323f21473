/** One thing that is wrong with a document: where, what stands there, and what would be valid. */
export interface Problem {
  /** RFC 6901 pointer into the document, such as `/legs/0/to`. */
  readonly pointer: string;
  /** Kebab-case, stable: `unknown-node`, `cycle`, `unknown-profile`, `above-hard-limit`, `not-a-multiple`. */
  readonly code: string;
  /** What stands there, as JSON text cut to 100 characters; null where nothing does. */
  readonly value: string | null;
  /** One sentence for a person: the field, the value, and what would be valid. */
  readonly message: string;
}

/** A problem with a value of the document; null where nothing stands there. */
export function problem(pointer: string, code: string, value: unknown, message: string): Problem {
  return { pointer, code, value: value === null ? null : JSON.stringify(value).slice(0, 100), message };
}
