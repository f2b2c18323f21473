import {
  Forecasts,
  Runs,
  Topologies,
  type Caller,
  type RevisionReference,
  type Run,
  type StoredDocument,
} from '@portplan/planning';
import DataLoader from 'dataloader';

type RevisionLoader = DataLoader<RevisionReference, StoredDocument<object> | null, string>;

/** Batched loading for one request: as many statements for a list as for one of its items. */
export interface Loaders {
  readonly runs: DataLoader<string, Run | null>;
  readonly topologies: RevisionLoader;
  readonly forecasts: RevisionLoader;
}

/** Loaders that answer for one caller. */
export function loadersFor(
  caller: Caller,
  runs: Runs,
  topologies: Topologies,
  forecasts: Forecasts,
): Loaders {
  const revisions = (documents: Pick<Topologies | Forecasts, 'getMany'>): RevisionLoader =>
    new DataLoader((references) => documents.getMany(caller, references).then((found) => [...found]), {
      cacheKeyFn: ({ id, revision }) => `${id}:${String(revision)}`,
    });
  return {
    runs: new DataLoader((ids) => runs.getMany(caller, ids).then((found) => [...found])),
    topologies: revisions(topologies),
    forecasts: revisions(forecasts),
  };
}

/** What every resolver gets beside its arguments. */
export interface GraphQLContext {
  readonly request: { readonly caller?: Caller };
  readonly loaders: Loaders;
}
