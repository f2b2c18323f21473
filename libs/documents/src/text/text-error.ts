export interface TextPlace {
  /** From 1. */
  readonly line: number;
  readonly column: number;
}

/** Why a text is no document, and where. */
export class TextError extends Error {
  override readonly name = 'TextError';

  constructor(
    readonly code: string,
    message: string,
    readonly place: TextPlace | null,
  ) {
    super(message);
  }
}
