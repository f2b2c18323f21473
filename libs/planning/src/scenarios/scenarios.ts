import type { PatchOperation, Policy } from '@portplan/engine';
import { requireRole, type Caller } from '../caller.js';
import { marked, NO_MARKINGS, type MarkingsChange } from '../documents/markings.js';
import { readPolicy } from '../documents/read-document.js';
import { textsOf } from '../documents/revised-documents.js';
import { canMatch } from '../lists/can-match.js';
import { expectedRevisionOf, identifierOf, isIdentifier, isRevision } from '../lists/identifier.js';
import { EMPTY_SLICE, toKeyset, toPage, type Page, type PageRequest } from '../lists/page.js';
import { PlanningError } from '../planning-error.js';
import type { Clock } from '../ports/clock.js';
import type { DocumentStore } from '../ports/document-store.js';
import type { ForecastStore } from '../ports/forecast-store.js';
import type { IdSource } from '../ports/id-source.js';
import type { ScenarioStore } from '../ports/scenario-store.js';
import type { TopologyStore } from '../ports/topology-store.js';
import { readOverrides, withOverrides } from './overrides.js';
import type { Scenario, ScenarioContent, ScenarioFilter } from './scenario.js';
import { readDescription, readName } from '../lists/name.js';

/** What a client says of a scenario. */
export interface ScenarioInput extends MarkingsChange {
  readonly name: string;
  readonly description?: string | null | undefined;
  readonly topologyId: string;
  /** The latest one where not given; it stays pinned. */
  readonly topologyRevision?: number | undefined;
  readonly forecastId: string;
  /** The latest one where not given; it stays pinned. */
  readonly forecastRevision?: number | undefined;
  /** A policy document; defaults where not given. */
  readonly policy?: unknown;
  /** RFC 6902, on the pinned topology; none where not given. */
  readonly overrides?: unknown;
}

/** What a client would say to make a scenario as it is. */
export function inputOf(
  scenario: Scenario,
): ScenarioInput & { readonly overrides: readonly PatchOperation[] } {
  const {
    id: _id,
    revision: _revision,
    latestRunId: _run,
    createdAt: _made,
    updatedAt: _changed,
    ...input
  } = scenario;
  return input;
}

/** The scenarios of a workspace. */
export class Scenarios {
  constructor(
    private readonly scenarios: ScenarioStore,
    private readonly topologies: TopologyStore,
    private readonly forecasts: ForecastStore,
    private readonly ids: IdSource,
    private readonly clock: Clock,
  ) {}

  /** Planner. @throws DocumentError; PlanningError `invalid-field`, `unknown-reference`, `name-taken` */
  async create(caller: Caller, input: ScenarioInput): Promise<Scenario> {
    requireRole(caller, 'planner');
    const content = { ...(await this.#contentOf(caller, input)), ...marked(NO_MARKINGS, input) };
    return this.scenarios.insert(caller.workspaceId, this.ids.next(), content, this.clock.now());
  }

  /** Replaces a scenario's content; tags and labels change as by `mark`. Planner. @throws as `create`; PlanningError `not-found`, `revision-conflict` */
  async revise(
    caller: Caller,
    id: string,
    expectedRevision: number,
    input: ScenarioInput,
  ): Promise<Scenario> {
    requireRole(caller, 'planner');
    identifierOf('scenario', id);
    const expected = expectedRevisionOf(expectedRevision);
    const content = await this.#contentOf(caller, input);
    const before = await this.#found(caller, id);
    const revised = { ...content, ...marked(before, input) };
    return this.scenarios.revise(caller.workspaceId, id, expected, revised, this.clock.now());
  }

  /** Changes tags and labels. Planner. @throws PlanningError `not-found`, `revision-conflict`, `invalid-field` */
  async mark(
    caller: Caller,
    id: string,
    expectedRevision: number,
    change: MarkingsChange,
  ): Promise<Scenario> {
    requireRole(caller, 'planner');
    const expected = expectedRevisionOf(expectedRevision);
    const markings = marked(await this.#found(caller, id), change);
    return this.scenarios.mark(caller.workspaceId, id, expected, markings, this.clock.now());
  }

  /** @throws PlanningError `not-found` */
  async get(caller: Caller, id: string): Promise<Scenario> {
    requireRole(caller, 'viewer');
    return this.#found(caller, id);
  }

  /** Many at once, in the order asked for; null where there is none such. For batched loading. */
  async getMany(caller: Caller, ids: readonly string[]): Promise<readonly (Scenario | null)[]> {
    const found = await this.scenarios.findMany(caller.workspaceId, ids.filter(isIdentifier));
    const byId = new Map(found.map((scenario) => [scenario.id, scenario]));
    return ids.map((id) => byId.get(id) ?? null);
  }

  /** Newest first. @throws PlanningError `invalid-cursor`, `invalid-page-size` */
  async list(caller: Caller, filter: ScenarioFilter = {}, page: PageRequest = {}): Promise<Page<Scenario>> {
    const keyset = toKeyset('scenarios', page);
    const slice = canMatch({ ids: [filter.topologyId, filter.forecastId], texts: textsOf(filter) })
      ? await this.scenarios.list(caller.workspaceId, filter, keyset)
      : EMPTY_SLICE;
    return toPage('scenarios', slice, ({ id }) => id, keyset.sort);
  }

  /** Removes a scenario and its runs. Planner. @throws PlanningError `not-found`, `revision-conflict` */
  async remove(caller: Caller, id: string, expectedRevision?: number): Promise<void> {
    requireRole(caller, 'planner');
    const expected = expectedRevision === undefined ? undefined : expectedRevisionOf(expectedRevision);
    await this.scenarios.remove(caller.workspaceId, identifierOf('scenario', id), expected);
  }

  async #found({ workspaceId }: Caller, id: string): Promise<Scenario> {
    const found = await this.scenarios.find(workspaceId, identifierOf('scenario', id));
    if (found === null) throw new PlanningError('not-found', { noun: 'scenario', id });
    return found;
  }

  async #contentOf(caller: Caller, input: ScenarioInput): Promise<ScenarioContent> {
    const name = readName('name', input.name);
    const overrides = readOverrides(input.overrides);
    const policy: Policy = readPolicy(input.policy ?? {});
    const content: ScenarioContent = {
      name,
      description: readDescription('description', input.description),
      topologyId: input.topologyId,
      topologyRevision: await pinned(
        caller,
        'topology',
        this.topologies.documents,
        input.topologyId,
        input.topologyRevision,
      ),
      forecastId: input.forecastId,
      forecastRevision: await pinned(
        caller,
        'forecast',
        this.forecasts.documents,
        input.forecastId,
        input.forecastRevision,
      ),
      policy,
      overrides,
    };
    // What does not apply now never will: the revision is pinned.
    const pinnedTopology = await this.topologies.documents.find(
      caller.workspaceId,
      content.topologyId,
      content.topologyRevision,
    );
    if (pinnedTopology !== null) withOverrides(pinnedTopology.document, overrides);
    return content;
  }
}

async function pinned(
  { workspaceId }: Caller,
  noun: 'topology' | 'forecast',
  documents: DocumentStore<unknown>,
  id: string,
  revision: number | undefined,
): Promise<number> {
  const possible = isIdentifier(id) && (revision === undefined || isRevision(revision));
  const found = possible ? await documents.find(workspaceId, id, revision) : null;
  if (found !== null) return found.revision;
  throw new PlanningError('unknown-reference', {
    field: `${noun}Id`,
    noun,
    id: id.slice(0, 100),
    revision: revision ?? null,
  });
}
