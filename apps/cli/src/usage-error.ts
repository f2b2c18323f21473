/** The command line, or a file that it names, cannot be used: told in one line on standard error, exit 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
