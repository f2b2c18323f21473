import type { Caller } from '../caller.js';
import type { Forecasts } from '../documents/forecasts.js';
import type { Topologies } from '../documents/topologies.js';
import { isPlanningError } from '../planning-error.js';
import type { Clock } from '../ports/clock.js';
import type { IdSource } from '../ports/id-source.js';
import type { WorkspaceStore } from '../ports/workspace-store.js';
import type { RunScenario } from '../runs/run-scenario.js';
import type { Scenarios } from '../scenarios/scenarios.js';
import type { Authenticate } from '../tokens/authenticate.js';
import type { Tokens } from '../tokens/tokens.js';
import { FIRST_WORKSPACE, type Workspace } from './workspace.js';

const FIRST_TOKEN = 'first start';

/** Documents to begin with, so that a first look finds something. */
export interface Example {
  readonly topology: unknown;
  readonly forecast: unknown;
  readonly policy?: unknown;
  readonly scenarioName: string;
}

export interface FirstWorkspace {
  readonly workspace: Workspace;
  /** An admin token that works: the known one, or a new one. */
  readonly tokenText: string;
}

/** Makes an empty installation usable. Run at every start: what is there already stays. */
export class CreateFirstWorkspace {
  constructor(
    private readonly workspaces: WorkspaceStore,
    private readonly tokens: Tokens,
    private readonly authenticate: Authenticate,
    private readonly topologies: Topologies,
    private readonly forecasts: Forecasts,
    private readonly scenarios: Scenarios,
    private readonly runScenario: RunScenario,
    private readonly ids: IdSource,
    private readonly clock: Clock,
  ) {}

  /**
   * @param knownTokenText the token of an earlier start, if one is kept; a new one is issued where it no longer works
   * @param example put in once; it does not come back after somebody has removed it
   */
  async run(knownTokenText: string | null, example: Example | null): Promise<FirstWorkspace> {
    const workspace = await this.workspaces.findOrInsert({
      id: this.ids.next(),
      name: FIRST_WORKSPACE,
      createdAt: this.clock.now(),
      exampleLoadedAt: null,
    });
    const tokenText = await this.#workingToken(workspace, knownTokenText);
    if (example !== null && workspace.exampleLoadedAt === null) {
      await this.#load(await this.authenticate.run(tokenText), example);
      await this.workspaces.recordExample(workspace.id, this.clock.now());
    }
    return { workspace, tokenText };
  }

  async #workingToken({ id }: Workspace, known: string | null): Promise<string> {
    if (known !== null) {
      try {
        const caller = await this.authenticate.run(known);
        if (caller.workspaceId === id && caller.role === 'admin') return known;
      } catch (error) {
        if (!isPlanningError(error)) throw error;
      }
    }
    return (await this.tokens.issue(id, { name: FIRST_TOKEN, role: 'admin' })).text;
  }

  /** An interrupted or simultaneous start may have put in any part already: each start puts in what is still missing. */
  async #load(caller: Caller, example: Example): Promise<void> {
    const topology = await createdOrFound(caller, this.topologies, example.topology);
    const forecast = await createdOrFound(caller, this.forecasts, example.forecast);
    if (topology === null || forecast === null) return;
    const scenario = await this.#createdOrNull(() =>
      this.scenarios.create(caller, {
        name: example.scenarioName,
        topologyId: topology.id,
        forecastId: forecast.id,
        policy: example.policy,
      }),
    );
    if (scenario !== null) await this.runScenario.run(caller, scenario.id);
  }

  async #createdOrNull<T>(create: () => Promise<T>): Promise<T | null> {
    try {
      return await create();
    } catch (error) {
      if (isPlanningError(error, 'name-taken')) return null;
      throw error;
    }
  }
}

/** The document that is stored now, or the one that has its name; null where that went away in between. */
async function createdOrFound(
  caller: Caller,
  documents: Topologies | Forecasts,
  source: unknown,
): Promise<{ readonly id: string } | null> {
  try {
    return await documents.create(caller, source);
  } catch (error) {
    if (!isPlanningError(error, 'name-taken')) throw error;
    const { name } = error.data;
    const { edges } = await documents.list(caller, { nameContains: name }, { first: 200 });
    return edges.find(({ node }) => node.name === name)?.node ?? null;
  }
}
