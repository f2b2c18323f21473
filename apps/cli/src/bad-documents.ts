/** Documents that cannot be used: a line for each problem, behind the name of its file and the place in it. */
export class BadDocuments extends Error {
  override readonly name = 'BadDocuments';

  constructor(readonly lines: readonly string[]) {
    super(lines.join('\n'));
  }
}
