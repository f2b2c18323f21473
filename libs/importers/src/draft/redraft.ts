import type { Demand, Leg, Provenance, TopologyNode } from '@portplan/engine';
import { pathOf } from '@portplan/documents';
import type { Assumption, ImportResult } from '../import-result.js';
import type { Titles } from './finish-draft.js';
import { assumed, given, imported, type Drafted, type DraftParts, type Origin } from './topology-draft.js';

/** A finished import as the draft that it was made of, to be changed and finished again. */
export interface Redraft {
  readonly parts: DraftParts;
  readonly titles: Titles;
}

export function redraft(result: ImportResult): Redraft {
  const { topology, forecast, understood, notUnderstood, warnings, addresses, moved } = result;
  const { name, start, stepSeconds, steps } = forecast;
  const reasons = reasonsByItem(result.assumptions);
  const item = <T extends TopologyNode | Leg>(list: string, each: T, index: number): Drafted<T> => ({
    item: withoutProvenance(each),
    origins: Object.fromEntries([
      ...Object.entries(each.provenance ?? {}).map(([field, value]) => [field, originOf(value)] as const),
      ...(reasons.get(`${list}/${String(index)}`) ?? []),
    ]),
  });
  return {
    parts: {
      nodes: topology.nodes.map((node, index) => item('topology/nodes', node, index)),
      legs: topology.legs.map((leg, index) => item('topology/legs', leg, index)),
      demand: forecast.demand.map((demand, index): Drafted<Demand> => ({
        item: demand,
        origins: Object.fromEntries(reasons.get(`forecast/demand/${String(index)}`) ?? []),
      })),
      understood,
      notUnderstood,
      warnings,
      addresses: new Map(
        topology.nodes.flatMap(({ id, kind }) => (kind === 'clients' ? [] : [[id, addresses[id] ?? id]])),
      ),
      moved: new Map(Object.entries(moved)),
    },
    titles: {
      name,
      start,
      stepSeconds,
      steps,
      forecastOrigins: Object.fromEntries(reasons.get('forecast') ?? []),
    },
  };
}

function withoutProvenance<T extends TopologyNode | Leg>(item: T): T {
  const { provenance: _, ...rest } = item;
  return rest as T;
}

function originOf({ kind, from = '', reason }: Provenance): Origin {
  if (kind === 'assumed') return assumed(reason ?? '');
  return kind === 'given' ? given(from) : imported(from, reason);
}

type Reasons = ReadonlyMap<string, readonly (readonly [string, Origin])[]>;

/** What is assumed of each item, by its place: a finished document cuts long reasons, the account does not. */
function reasonsByItem(assumptions: readonly Assumption[]): Reasons {
  const byItem = new Map<string, (readonly [string, Origin])[]>();
  for (const { document, pointer, reason } of assumptions) {
    const path = pathOf(pointer).map(String);
    const inList = path.length > 2;
    const place = [document, ...(inList ? path.slice(0, 2) : [])].join('/');
    const field = path.slice(inList ? 2 : 0).join('.');
    byItem.set(place, [...(byItem.get(place) ?? []), [field, assumed(reason)]]);
  }
  return byItem;
}
