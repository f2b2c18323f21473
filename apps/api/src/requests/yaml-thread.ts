import { DocumentError, parseDocumentText } from '@portplan/documents';

/** What a thread is asked to read. */
export interface YamlText {
  readonly text: string;
  readonly maxBytes: number;
}

/** Errors lose their class on the way between threads: why it cannot be read goes as data. */
export type YamlOutcome = { readonly value: unknown } | { readonly refusal: YamlRefusal };

export interface YamlRefusal {
  readonly isTooLarge: boolean;
  readonly message: string;
}

/** Reads YAML. @throws only on faults of its own */
export function readYaml({ text, maxBytes }: YamlText): YamlOutcome {
  try {
    return { value: parseDocumentText(text, { format: 'yaml', maxBytes }) };
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    return { refusal: { isTooLarge: error.problems[0]?.code === 'too-large', message: error.message } };
  }
}
