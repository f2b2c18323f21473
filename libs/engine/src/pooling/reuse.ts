/** How often connections are opened, how many are open at once on average, and how long each is. */
export interface Reuse {
  readonly connectionsPerSecond: number;
  readonly openConnections: number;
  readonly connectionSeconds: number;
}

/**
 * The three of them from two, by Little's law. @see Little, A Proof for the Queuing Formula L = λW, OR 9(3),
 * 1961
 */
export function reuseOf(connectionsPerSecond: number, connectionSeconds: number): Reuse {
  return {
    connectionsPerSecond,
    connectionSeconds,
    openConnections: connectionsPerSecond * connectionSeconds,
  };
}
