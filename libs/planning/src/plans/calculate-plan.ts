import type { PlanResult } from '@portplan/engine';
import { requireRole, type Caller } from '../caller.js';
import { readForecast, readPolicy, readTopology } from '../documents/read-document.js';
import type { Planner } from '../ports/planner.js';

/** Documents as they came: objects, or text in YAML or JSON. */
export interface PlanInput {
  readonly topology: unknown;
  readonly forecast: unknown;
  /** Defaults where not given. */
  readonly policy?: unknown;
}

/** Plans for documents that nobody keeps. */
export class CalculatePlan {
  constructor(private readonly planner: Planner) {}

  /** Viewer. Stores nothing. @throws DocumentError naming each bad field; what the planner throws */
  async run(caller: Caller, input: PlanInput, cancelled?: AbortSignal): Promise<PlanResult> {
    requireRole(caller, 'viewer');
    return this.planner.plan(
      readTopology(input.topology),
      readForecast(input.forecast),
      readPolicy(input.policy ?? {}),
      cancelled,
    );
  }
}
