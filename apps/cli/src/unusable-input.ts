/** What was to be read from elsewhere, an import or a server, cannot be: one line, exit 1. */
export class UnusableInput extends Error {
  override readonly name = 'UnusableInput';
}
