/** Why recorded demand cannot be fitted to. */
export type HistoryErrorCode = 'syntax' | 'not-an-instant' | 'not-a-rate' | 'gap' | 'too-short' | 'too-far';

/** Says which value of a recording is wrong, and what would be right. */
export class HistoryError extends Error {
  override readonly name = 'HistoryError';

  constructor(
    readonly code: HistoryErrorCode,
    /** What stands there; null where nothing does. */
    readonly value: string | null,
    message: string,
  ) {
    super(message);
  }
}
