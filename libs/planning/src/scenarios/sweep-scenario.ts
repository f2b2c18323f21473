import type { PlanResult, Summary } from '@portplan/engine';
import { requireRole, type Caller } from '../caller.js';
import { readForecast, readPolicy } from '../documents/read-document.js';
import { PlanningError } from '../planning-error.js';
import type { Planner } from '../ports/planner.js';
import type { TopologyReader } from '../profiles/topology-reader.js';
import type { PinnedDocuments } from './pinned-documents.js';

/** One thing that is varied: a place in one of the documents, and the values that it takes. */
export interface SweptParameter {
  /**
   * RFC 6901 into `{ topology, forecast, policy }`; an item of a list by its index, its id or its source:
   * `/topology/nodes/egress/publicIps`.
   */
  readonly pointer: string;
  readonly values: readonly unknown[];
}

export interface SweptCase extends Summary {
  /** A value of each parameter, in their order. */
  readonly values: readonly unknown[];
  /** Of the pool that binds; null where there is none. */
  readonly utilization: number | null;
  readonly headroomFactor: number | null;
  /** Over all gateways; null where no number would do for one of them. */
  readonly requiredIps: number | null;
}

const MOST_CASES = 200;
/** Planned at once: the others are not kept from planning. */
const AT_ONCE = 4;

/** A grid of parameters, each case planned. */
export class SweepScenario {
  constructor(
    private readonly pinned: PinnedDocuments,
    private readonly planner: Planner,
    private readonly reader: TopologyReader,
  ) {}

  /** @throws PlanningError `not-found`, `invalid-field`; DocumentError where a value is none of its place */
  async run(
    caller: Caller,
    id: string,
    parameters: readonly SweptParameter[],
    cancelled?: AbortSignal,
  ): Promise<readonly SweptCase[]> {
    requireRole(caller, 'viewer');
    const cases = parameters.reduce((product, { values }) => product * values.length, 1);
    if (parameters.length === 0 || cases === 0 || cases > MOST_CASES)
      throw invalid('parameters', `${String(cases)} cases`, `a grid of 1 to ${String(MOST_CASES)} cases`);
    const { scenario, topology, forecast } = await this.pinned.of(caller.workspaceId, id);
    const documents = { topology, forecast, policy: scenario.policy };
    const grid = gridOf(parameters);
    const swept = grid.map((values) => {
      const changed: Record<string, unknown> = structuredClone(documents);
      parameters.forEach(({ pointer }, index) => {
        put(changed, pointer, values[index], index);
      });
      return changed;
    });
    const topologies = await this.reader.readMany(
      caller.workspaceId,
      swept.map(({ topology: changed }) => changed),
    );
    const plans = topologies.map((each, index) => ({
      topology: each,
      forecast: readForecast(swept[index]?.['forecast']),
      policy: readPolicy(swept[index]?.['policy']),
    }));
    const answers: SweptCase[] = [];
    for (let from = 0; from < plans.length; from += AT_ONCE) {
      const results = await Promise.all(
        plans
          .slice(from, from + AT_ONCE)
          .map((each) => this.planner.plan(each.topology, each.forecast, each.policy, cancelled)),
      );
      answers.push(...results.map((result, index) => caseOf(grid[from + index] ?? [], result)));
    }
    return answers;
  }
}

function gridOf(parameters: readonly SweptParameter[]): readonly (readonly unknown[])[] {
  return parameters.reduce<readonly (readonly unknown[])[]>(
    (grid, { values }) => grid.flatMap((before) => values.map((value) => [...before, value])),
    [[]],
  );
}

function put(documents: Record<string, unknown>, pointer: string, value: unknown, index: number): void {
  const parts = pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  const last = parts.pop();
  const field = `parameters/${String(index)}/pointer`;
  const expected = 'a pointer into topology, forecast or policy, such as /topology/nodes/egress/publicIps';
  let place: unknown = documents;
  for (const part of parts) {
    place = within(place, part);
    if (place === undefined) throw invalid(field, JSON.stringify(pointer.slice(0, 100)), expected);
  }
  if (
    last === undefined ||
    parts.length === 0 ||
    typeof place !== 'object' ||
    place === null ||
    RESERVED.has(last)
  )
    throw invalid(field, JSON.stringify(pointer.slice(0, 100)), expected);
  if (!Array.isArray(place)) (place as Record<string, unknown>)[last] = value;
  else {
    const at = indexIn(place, last);
    if (at === undefined) throw invalid(field, JSON.stringify(pointer.slice(0, 100)), expected);
    place[at] = value;
  }
}

const RESERVED = new Set(['__proto__', 'constructor', 'prototype']);

/** Of an item that is there, named by its index, its id or its source: what is beyond the end of a list is nowhere. */
function indexIn(list: readonly unknown[], part: string): number | undefined {
  const items = list as readonly ({ readonly id?: unknown; readonly source?: unknown } | null)[];
  const at = /^\d{1,6}$/.test(part)
    ? Number(part)
    : items.findIndex((item) => item?.id === part || item?.source === part);
  return at in items ? at : undefined;
}

function within(place: unknown, part: string): unknown {
  if (RESERVED.has(part)) return undefined;
  if (Array.isArray(place)) {
    const at = indexIn(place, part);
    return at === undefined ? undefined : (place as readonly unknown[])[at];
  }
  if (typeof place !== 'object' || place === null || !Object.hasOwn(place, part)) return undefined;
  return (place as Readonly<Record<string, unknown>>)[part];
}

function caseOf(values: readonly unknown[], { summary, resources, natGateways }: PlanResult): SweptCase {
  const binding = resources.find(({ id }) => id === summary.binding);
  return {
    values,
    ...summary,
    utilization: binding?.peak.utilization ?? null,
    headroomFactor: binding?.headroom.factor ?? null,
    requiredIps: natGateways.reduce<number | null>(
      (sum, { requiredIps }) => (sum === null || requiredIps === null ? null : sum + requiredIps),
      0,
    ),
  };
}

function invalid(field: string, value: string, expected: string): PlanningError {
  return new PlanningError('invalid-field', { field, value, expected });
}
