/** The command line itself is wrong: one line on standard error, exit 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
