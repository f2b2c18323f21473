import { reuseOf } from '../plan/leg-connections.js';
import type { LegPath } from '../plan/leg-path.js';
import type { Connections } from '../topology/leg.js';

/** What stays true of a leg's connections whatever their reuse. */
export function kept({ leg }: LegPath): Pick<Connections, 'closedBy' | 'abandonedShare'> {
  const { closedBy, abandonedShare } = leg.connections ?? {};
  return {
    ...(closedBy === undefined ? {} : { closedBy }),
    ...(abandonedShare === undefined ? {} : { abandonedShare }),
  };
}

/** A leg's connections as an object that a field can be set in, where the document leaves them to the profile. */
export function written(path: LegPath): Readonly<Record<string, unknown>> {
  return { ...(path.leg.connections ?? { reuse: reuseOf(path) }) };
}
