import type { NatGatewayResult, PlanResult, Resource, Summary } from '@portplan/engine';
import { requireRole, type Caller } from '../caller.js';
import { PlanningError } from '../planning-error.js';
import type { WatchScenario } from '../series/watch-scenario.js';

/** What is compared of a resource. */
export interface ComparedFigures {
  readonly status: Resource['status'];
  readonly utilization: number;
  readonly required: number;
  readonly blockingProbability: number;
  readonly headroomFactor: number | null;
  readonly exhaustionAt: string | null;
}

/** A resource in one scenario, and how it differs from the first; null where a scenario has none of it. */
export interface ComparedCase extends ComparedFigures {
  readonly difference: { readonly utilization: number; readonly required: number } | null;
}

export interface ScenarioComparison {
  readonly scenarios: readonly (Summary & {
    readonly id: string;
    readonly name: string;
    readonly natGateways: readonly Pick<NatGatewayResult, 'node' | 'currentIps' | 'requiredIps'>[];
  })[];
  /** Every resource of any scenario, with a case for each scenario in their order. */
  readonly resources: readonly { readonly id: string; readonly cases: readonly (ComparedCase | null)[] }[];
}

const FEWEST = 2;
const MOST = 20;

/** Scenarios side by side, resource by resource; the first is what the others differ from. */
export class CompareScenarios {
  constructor(private readonly watch: WatchScenario) {}

  /** @throws PlanningError `invalid-field` where there are not 2 to 20, `not-found` */
  async run(caller: Caller, ids: readonly string[]): Promise<ScenarioComparison> {
    requireRole(caller, 'viewer');
    if (ids.length < FEWEST || ids.length > MOST)
      throw new PlanningError('invalid-field', {
        field: 'scenarioIds',
        value: `a list of ${String(ids.length)}`,
        expected: `a list of ${String(FEWEST)} to ${String(MOST)} ids`,
      });
    const watched = await Promise.all(
      ids.map(async (id) => ({ id, ...(await this.watch.figures(caller, id)) })),
    );
    const resources = [...new Set(watched.flatMap(({ result }) => result.resources.map(({ id }) => id)))];
    return {
      scenarios: watched.map(({ id, name, result }) => ({
        id,
        name,
        ...result.summary,
        natGateways: result.natGateways.map(({ node, currentIps, requiredIps }) => ({
          node,
          currentIps,
          requiredIps,
        })),
      })),
      resources: resources.map((id) => ({
        id,
        cases: casesOf(
          id,
          watched.map(({ result }) => result),
        ),
      })),
    };
  }
}

function casesOf(id: string, results: readonly PlanResult[]): readonly (ComparedCase | null)[] {
  const figures = results.map(({ resources }) => resources.find((resource) => resource.id === id) ?? null);
  const [first] = figures;
  return figures.map((resource, index) => {
    if (resource === null) return null;
    const { status, peak, headroom, exhaustionAt } = resource;
    return {
      status,
      utilization: peak.utilization,
      required: peak.required,
      blockingProbability: peak.blockingProbability,
      headroomFactor: headroom.factor,
      exhaustionAt: exhaustionAt.planning,
      difference:
        index === 0 || first === null || first === undefined
          ? null
          : {
              utilization: peak.utilization - first.peak.utilization,
              required: peak.required - first.peak.required,
            },
    };
  });
}
