import type { PlanResult } from '@portplan/engine';
import { requireRole, type Caller } from '../caller.js';
import { readForecast, readPolicy } from '../documents/read-document.js';
import type { Planner } from '../ports/planner.js';
import type { TopologyReader } from '../profiles/topology-reader.js';

/** Documents as they came: objects, or text in YAML or JSON. */
export interface PlanInput {
  readonly topology: unknown;
  readonly forecast: unknown;
  /** Defaults where not given. */
  readonly policy?: unknown;
}

/** Plans for documents that nobody keeps. */
export class CalculatePlan {
  constructor(
    private readonly planner: Planner,
    private readonly reader: TopologyReader,
  ) {}

  /** Viewer. Stores nothing. @throws DocumentError naming each bad field; what the planner throws */
  async run(caller: Caller, input: PlanInput, cancelled?: AbortSignal): Promise<PlanResult> {
    requireRole(caller, 'viewer');
    return this.planner.plan(
      await this.reader.read(caller.workspaceId, input.topology),
      readForecast(input.forecast),
      readPolicy(input.policy ?? {}),
      cancelled,
    );
  }
}
