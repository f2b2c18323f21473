import type { LegPath } from '../plan/leg-path.js';
import { settingField } from './document-patch.js';
import { written } from './leg-connections.js';
import { nodesOn, pathsOf, type Candidate, type Remedy, type Situation } from './remedy.js';

/** The side that closes first keeps the tuple in TIME_WAIT: let that be the responder, whose port is always the same. */
export const responderClosesFirst: Remedy = {
  kind: 'responder-closes-first',
  effort: 'setting',
  leadTimeDays: 2,
  sources: [
    'https://www.rfc-editor.org/rfc/rfc9112#section-9.6 (a server that receives "Connection: close" closes after its response)',
    'https://www.rfc-editor.org/rfc/rfc9293#section-3.6 (the side that closes first waits in TIME-WAIT)',
  ],
  forPool: (assessment, situation) => {
    const { kind, protocol } = assessment.pool;
    if (!['ephemeral-ports', 'snat-ports'].includes(kind) || protocol === 'udp') return [];
    return pathsOf(assessment, situation)
      .filter(
        ({ leg, from }) => (leg.connections?.closedBy ?? 'initiator') === 'initiator' && from.host !== null,
      )
      .map((path) => ({ candidate: closing(path, kind, situation) }));
  },
};

function closing(path: LegPath, poolKind: string, situation: Situation): Candidate {
  const { leg, from, to } = path;
  return {
    id: `responder-closes-first:${leg.id}`,
    title: `Let ${to.node.id} close the connections of ${leg.id} first`,
    because: `TIME_WAIT (${String(from.host?.timeWaitSeconds ?? 0)} s) is then at ${to.node.id}, which loses no port by it; over HTTP/1.1 a request with "Connection: close" asks for that`,
    patch: settingField(situation.topology, 'legs', leg.id, ['connections'], {
      ...written(path),
      closedBy: 'responder',
    }),
    touches: nodesOn(path),
    whyNot:
      poolKind === 'snat-ports'
        ? 'the gateway keeps the tuple after close whichever side closed first'
        : 'hardly any connection of this leg is closed',
  };
}
