import pg from 'pg';

/** Who asks is looked up anew every ten seconds, and told when it asked last. */
const AT_THE_DOOR = /"hash" (=|IN)|SET "last_used_at"/;

/**
 * Counts what every connection of this process asks PostgreSQL meanwhile.
 *
 * @param counted what is of interest; what begins a transaction or enters a workspace depends on which connection is free
 */
export async function statementsOf(counted: RegExp, work: () => Promise<void>): Promise<number> {
  const connection = pg.Client.prototype as { query: (...given: unknown[]) => unknown };
  const { query } = connection;
  let count = 0;
  connection.query = function (this: unknown, ...given: unknown[]): unknown {
    const [asked] = given as [string | { readonly text: string }];
    const text = typeof asked === 'string' ? asked : asked.text;
    if (counted.test(text) && !AT_THE_DOOR.test(text)) count += 1;
    return query.apply(this, given);
  };
  try {
    await work();
  } finally {
    connection.query = query;
  }
  return count;
}
