import type { LegPath } from '../plan/leg-path.js';

/** Ports that any client may use: RFC 6056, section 3.2. */
const ANY_CLIENT: readonly [number, number] = [1024, 65_535];

/** Whose source address and port a box on a path sees. */
export interface SeenSource {
  readonly node: string;
  readonly ports: readonly [number, number];
}

/**
 * The source that a pass-through node sees: the initiator's ephemeral ports, or those of the last translator before it.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6056#section-3.2 the range where nothing is known of the client
 */
export function sourceSeenBy({ from, via }: LegPath, position: number): SeenSource {
  const initiator: SeenSource = {
    node: from.node.id,
    ports: from.host?.ephemeralPortRange ?? ANY_CLIENT,
  };
  return via
    .slice(0, position)
    .reduce<SeenSource>(
      (seen, { node, translator }) =>
        translator === null || translator.portsPerIp <= 0
          ? seen
          : { node: node.id, ports: translator.facts.sourcePortRange?.value ?? ANY_CLIENT },
      initiator,
    );
}
