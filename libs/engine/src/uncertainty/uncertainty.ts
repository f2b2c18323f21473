import type { Assessment } from '../plan/assess.js';
import type { CompletePolicy } from '../plan/policy.js';
import type {
  Finding,
  NatGatewayResult,
  Uncertainty,
  UncertainGateway,
  UncertainResource,
} from '../plan/result.js';
import { leastRegret } from './least-regret.js';
import { earliestFirst, percentilesOf, upwards } from './percentiles.js';
import type { SamplePlan, UncertainPlan } from './sample-plan.js';
import { reachOf } from './reach.js';
import { drawsFor, sampledTopology } from './topology-samples.js';

/** Samples times legs that are planned at most: large topologies are sampled less. */
const MOST_LEG_SAMPLES = 16_384;

/** Samples below which quantiles say nothing. */
const LEAST_SAMPLES = 20;

/**
 * What the intervals of a topology leave open: the plan over seeded samples of them, its figures at 5, 50 and 95 %, and
 * the remedy of least regret. Null where the topology has no interval.
 */
export function uncertaintyOf(plan: UncertainPlan): Uncertainty | null {
  const { topology, policy, pools, planSample } = plan;
  const bounded = Math.max(LEAST_SAMPLES, Math.floor(MOST_LEG_SAMPLES / topology.legs.length));
  const samples = Math.min(policy.samples, bounded);
  const draws = drawsFor(topology, samples, policy.seed);
  if (draws.size === 0) return null;
  const quantities = [...draws.keys()];
  const reach = reachOf(topology, quantities);
  const step = plan.steps?.(samples);
  const plans = Array.from({ length: samples }, (_, sample) => {
    const planned = planSample(sampledTopology(topology, draws, sample), reach);
    step?.();
    return planned;
  });
  const overSamples = new Map(resourcesOver(plans).map((each) => [each.resource, each]));
  const natGateways = gatewaysOver(plan.natGateways, plans, reach);
  return {
    samples,
    seed: policy.seed,
    quantities,
    // What the intervals do not reach is as sure as it was.
    resources: pools.flatMap(
      ({ assessment }) =>
        overSamples.get(assessment.pool.id) ?? resourcesOver([{ assessments: [assessment] }]),
    ),
    natGateways,
    leastRegret: leastRegret({ ...plan, draws, reach, uncertainGateways: natGateways, plans }),
  };
}

function resourcesOver(plans: readonly Pick<SamplePlan, 'assessments'>[]): readonly UncertainResource[] {
  const byId = new Map<string, Assessment[]>();
  for (const { assessments } of plans) {
    for (const assessment of assessments) {
      const known = byId.get(assessment.pool.id);
      if (known === undefined) byId.set(assessment.pool.id, [assessment]);
      else known.push(assessment);
    }
  }
  return [...byId].map(([resource, assessments]) => {
    const over = (value: (assessment: Assessment) => number | null): UncertainResource['headroomFactor'] =>
      percentilesOf(assessments.map(value), upwards);
    return {
      resource,
      utilization: percentilesOf(
        assessments.map(({ peak }) => peak.utilization),
        upwards,
      ),
      required: percentilesOf(
        assessments.map(({ peak }) => peak.required),
        upwards,
      ),
      headroomFactor: over(({ headroom }) => headroom.factor),
      exhaustionAt: percentilesOf(
        assessments.map(({ exhaustionAt }) => exhaustionAt.planning),
        earliestFirst,
      ),
      exhaustedShare: assessments.filter(({ status }) => status === 'exhausted').length / assessments.length,
    };
  });
}

function gatewaysOver(
  gateways: readonly NatGatewayResult[],
  plans: readonly SamplePlan[],
  reach: ReadonlySet<string>,
): readonly UncertainGateway[] {
  return gateways.map(({ node, requiredIps }) => {
    const inSample = ({ natGateways }: SamplePlan): number | null =>
      natGateways.find((gateway) => gateway.node === node)?.requiredIps ?? null;
    return {
      node,
      requiredIps: percentilesOf(reach.has(node) ? plans.map(inSample) : [requiredIps], upwards),
    };
  });
}

/** Pools that hold at the middle of every interval, but not in as many samples as the policy wants to be sure of. */
export function uncertainFindings(
  uncertainty: Uncertainty | null,
  assessments: readonly Assessment[],
  { planningQuantile }: CompletePolicy,
): readonly Finding[] {
  const holding = new Set(
    assessments.filter(({ status }) => status !== 'exhausted').map(({ pool }) => pool.id),
  );
  return (uncertainty?.resources ?? [])
    .filter(({ resource, exhaustedShare }) => holding.has(resource) && exhaustedShare > 1 - planningQuantile)
    .map(({ resource, exhaustedShare, exhaustionAt }) => ({
      code: 'may-run-out',
      severity: 'warning',
      message: `${resource} holds in the middle of what is known, but runs out in ${String(Math.round(exhaustedShare * 100))} % of the samples${exhaustionAt.p5 === null ? '' : `, at ${exhaustionAt.p5} where it is worst`}: narrow the intervals, or make room`,
    }));
}
