import { ImportError } from './import-error.js';

/** A text that is not what it should be, at a line. */
export function syntaxError(line: number, message: string): ImportError {
  return new ImportError('syntax', '', null, `line ${String(line)}: ${message}`);
}
