import {
  PlanningError,
  type Caller,
  type Forecasts,
  type RevisionReference,
  type Run,
  type Runs,
  type Scenario,
  type Scenarios,
  type StoredDocument,
  type Topologies,
} from '@portplan/planning';
import type { FailedRequest, KnownRequest } from '@portplan/platform';
import DataLoader from 'dataloader';

type RevisionLoader = DataLoader<RevisionReference, StoredDocument<object> | null, string>;

/** Batched loading for one request: as many statements for a list as for one of its items. */
export interface Loaders {
  readonly runs: DataLoader<string, Run | null>;
  readonly scenarios: DataLoader<string, Scenario | null>;
  readonly topologies: RevisionLoader;
  readonly forecasts: RevisionLoader;
}

/** Where loaders find what they load. */
export interface Sources {
  readonly runs: Pick<Runs, 'getMany'>;
  readonly scenarios: Pick<Scenarios, 'getMany'>;
  readonly topologies: Pick<Topologies, 'getMany'>;
  readonly forecasts: Pick<Forecasts, 'getMany'>;
}

/** Loaders that answer for one caller. */
export function loadersFor(caller: Caller, { runs, scenarios, topologies, forecasts }: Sources): Loaders {
  const revisions = (documents: Pick<Topologies | Forecasts, 'getMany'>): RevisionLoader =>
    new DataLoader((references) => documents.getMany(caller, references).then((found) => [...found]), {
      cacheKeyFn: ({ id, revision }) => `${id}:${String(revision)}`,
    });
  return {
    runs: new DataLoader((ids) => runs.getMany(caller, ids).then((found) => [...found])),
    scenarios: new DataLoader((ids) => scenarios.getMany(caller, ids).then((found) => [...found])),
    topologies: revisions(topologies),
    forecasts: revisions(forecasts),
  };
}

/** The document of a revision, which lists leave out. @throws PlanningError `not-found` where it was removed meanwhile */
export async function documentOf(
  head: RevisionReference & { readonly document?: object },
  noun: 'topology' | 'forecast',
  loader: RevisionLoader,
): Promise<object> {
  if (head.document !== undefined) return head.document;
  const { id, revision } = head;
  const found = await loader.load({ id, revision });
  if (found === null) throw new PlanningError('not-found', { noun, id, revision });
  return found.document;
}

/** What every resolver gets beside its arguments. */
export interface GraphQLContext {
  readonly request: KnownRequest & FailedRequest;
  readonly loaders: Loaders;
}
