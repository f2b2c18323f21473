import {
  PlanningError,
  type Caller,
  type Forecasts,
  type Page,
  type PageRequest,
  type Revision,
  type RevisionReference,
  type Run,
  type RunHead,
  type Runs,
  type Scenario,
  type Scenarios,
  type StaleReason,
  type StoredDocument,
  type Topologies,
} from '@portplan/planning';
import { callerOf, type FailedRequest, type KnownRequest } from '@portplan/platform';
import DataLoader from 'dataloader';

/** The same page of a list of each parent. */
export interface ChildPage {
  readonly parent: string;
  readonly page: PageRequest;
  /** Of runs: only those that are stale, or are not. */
  readonly stale?: boolean | undefined;
}

type ChildLoader<Item> = DataLoader<ChildPage, Page<Item>, string>;

type RevisionLoader = DataLoader<RevisionReference, StoredDocument<object> | null, string>;

/** Batched loading for one request: as many statements for a list as for one of its items. */
export interface Loaders {
  readonly runs: DataLoader<string, Run | null>;
  readonly scenarios: DataLoader<string, Scenario | null>;
  readonly topologies: RevisionLoader;
  readonly forecasts: RevisionLoader;
  readonly topologyRevisions: ChildLoader<Revision>;
  readonly forecastRevisions: ChildLoader<Revision>;
  readonly runsOfScenarios: ChildLoader<RunHead>;
  readonly staleness: DataLoader<string, readonly StaleReason[]>;
}

/** Where loaders find what they load. */
export interface Sources {
  readonly runs: Pick<Runs, 'getMany' | 'listOfScenarios' | 'staleness'>;
  readonly scenarios: Pick<Scenarios, 'getMany'>;
  readonly topologies: Pick<Topologies, 'getMany' | 'revisionsOfMany'>;
  readonly forecasts: Pick<Forecasts, 'getMany' | 'revisionsOfMany'>;
}

/** Loaders that answer for one caller. */
function loadersFor(caller: Caller, { runs, scenarios, topologies, forecasts }: Sources): Loaders {
  const revisions = (documents: Pick<Topologies | Forecasts, 'getMany'>): RevisionLoader =>
    new DataLoader((references) => documents.getMany(caller, references).then((found) => [...found]), {
      cacheKeyFn: ({ id, revision }) => `${id}:${String(revision)}`,
    });
  return {
    runs: new DataLoader((ids) => runs.getMany(caller, ids).then((found) => [...found])),
    scenarios: new DataLoader((ids) => scenarios.getMany(caller, ids).then((found) => [...found])),
    topologies: revisions(topologies),
    forecasts: revisions(forecasts),
    topologyRevisions: childPages((ids, page) => topologies.revisionsOfMany(caller, ids, page)),
    forecastRevisions: childPages((ids, page) => forecasts.revisionsOfMany(caller, ids, page)),
    runsOfScenarios: childPages((ids, page, stale) => runs.listOfScenarios(caller, ids, { stale }, page)),
    staleness: new DataLoader((ids) => runs.staleness(caller, ids).then((found) => [...found])),
  };
}

/** One call for all parents of which the same page is asked: a field of a query asks the same of each. */
function childPages<Item>(
  load: (
    parents: readonly string[],
    page: PageRequest,
    stale: boolean | undefined,
  ) => Promise<readonly Page<Item>[]>,
): ChildLoader<Item> {
  const keyOfPage = ({ page: { first, after, counted }, stale }: ChildPage): string =>
    JSON.stringify([first, after, counted, stale]);
  return new DataLoader(
    async (asked) => {
      const pages = new Map<ChildPage, Page<Item>>();
      for (const key of new Set(asked.map(keyOfPage))) {
        const alike = asked.filter((each) => keyOfPage(each) === key);
        const page = alike[0]?.page ?? {};
        const found = await load(
          alike.map(({ parent }) => parent),
          page,
          alike[0]?.stale,
        );
        alike.forEach((each, at) => {
          const its = found[at];
          if (its !== undefined) pages.set(each, its);
        });
      }
      return asked.map((each) => pages.get(each) ?? new Error('There is no page of this parent.'));
    },
    { cacheKeyFn: (each) => `${each.parent} ${keyOfPage(each)}` },
  );
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
  /** Aborts when a subscription is over. */
  readonly over?: AbortSignal;
}

/** The context of a request that was let in. */
export function contextFor(request: GraphQLContext['request'], sources: Sources): GraphQLContext {
  return { request, loaders: loadersFor(callerOf(request), sources) };
}
