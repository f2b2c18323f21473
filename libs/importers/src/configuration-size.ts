import { ImportError } from './import-error.js';

/** Characters of a configuration that people or their tools write; it is read character by character. */
const LONGEST_CONFIGURATION = 8 * 1024 * 1024;

/** @throws ImportError `syntax` for what is too long to be a configuration */
export function requireConfigurationSize(text: string): void {
  if (text.length <= LONGEST_CONFIGURATION) return;
  const sizes = `${String(text.length)} characters; it must have at most ${String(LONGEST_CONFIGURATION)}`;
  throw new ImportError('syntax', '', null, `the configuration has ${sizes}`);
}
