import { DocumentError, parseDocumentText } from '@portplan/documents';

/** A body to be read, in this thread or another. */
export interface BodyText {
  readonly text: string;
  readonly format: 'json' | 'yaml';
  readonly maxBytes: number;
}

/** Errors lose their class on the way between threads: why a body cannot be read goes as data. */
export type BodyOutcome =
  | { readonly value: unknown }
  | { readonly refusal: { readonly isTooLarge: boolean; readonly message: string } };

/** Reads a body. @throws only on faults of its own */
export function readText({ text, format, maxBytes }: BodyText): BodyOutcome {
  try {
    return { value: parseDocumentText(text, { format, maxBytes }) };
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    return { refusal: { isTooLarge: error.problems[0]?.code === 'too-large', message: error.message } };
  }
}
