/** Rows of 28 columns stay well below the 32,767 parameters that one statement can have. */
const ROWS_AT_ONCE = 500;

/**
 * Writes many rows, so many a statement, one statement after the other. Prisma cuts large writes too, but sends the
 * pieces at once over the one connection of a transaction, which `pg` is about to refuse.
 */
export async function inChunks<Row>(
  rows: readonly Row[],
  write: (rows: Row[]) => Promise<unknown>,
): Promise<void> {
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
    await write(rows.slice(start, start + ROWS_AT_ONCE));
  }
}
