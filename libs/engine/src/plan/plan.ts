import { alertsFor } from '../alerts/alerts.js';
import type { Demand, Forecast } from '../forecast/forecast.js';
import { forecastProblems } from '../forecast/forecast-problems.js';
import { firewallRules } from '../firewall-rules/return-traffic.js';
import { levelAt } from '../forecast/level.js';
import { timelineOf } from '../forecast/timeline.js';
import type { AssessedPool, Replan } from '../remedies/remedy.js';
import { NO_REMEDIES, remediesFor } from '../remedies/remedies-for.js';
import { midOf } from '../topology/quantity.js';
import { resolveTopology } from '../topology/resolve.js';
import type { ResolvedTopology } from '../topology/resolved.js';
import { topologyProblems } from '../topology/topology-problems.js';
import type { Topology } from '../topology/topology.js';
import type { PlanSample } from '../uncertainty/sample-plan.js';
import { hasIntervals } from '../uncertainty/topology-samples.js';
import { uncertainFindings, uncertaintyOf } from '../uncertainty/uncertainty.js';
import { assess, type Assessment, type Levels } from './assess.js';
import { connectionLimitPools } from './connection-limit-pools.js';
import { ENGINE_VERSION } from './engine-version.js';
import { ephemeralPortPools } from './ephemeral-port-pools.js';
import { failureCases, type FailureCase } from './failure.js';
import { fileDescriptorPools } from './file-descriptor-pools.js';
import { findingsOf } from './findings.js';
import { forecastFindings } from './forecast-findings.js';
import { machinesServed } from './machines-served.js';
import { natGatewayResults } from './nat-gateway-results.js';
import { PlanError } from './plan-error.js';
import { completePolicy, type CompletePolicy, type Policy } from './policy.js';
import { poolContext } from './pool-context.js';
import type { PoolContext, PoolRecipe } from './pool-recipe.js';
import { progressOver, type OnProgress, type Steps } from './progress.js';
import { requestsAtPeak, resourceOf } from './resource-of.js';
import type { PlanResult, Resource, Summary } from './result.js';
import { worstFirst } from './severity.js';
import { newTrackCache, type TrackCache } from './source-mix.js';
import { poolingAdvice } from './pooling-advice.js';
import { spareFindings } from './spare-findings.js';
import { unmeetableFindings } from './unmeetable-findings.js';
import { throughputPools } from './throughput-pools.js';
import { trackingTablePools } from './tracking-table-pools.js';
import { snatPortPools } from './snat-port-pools.js';

/** What kinds of pool a plan looks at. A new constraint is a new entry. */
const POOL_KINDS: readonly ((context: PoolContext) => readonly PoolRecipe[])[] = [
  ephemeralPortPools,
  snatPortPools,
  connectionLimitPools,
  trackingTablePools,
  fileDescriptorPools,
  throughputPools,
];

/** What to leave out of a plan. */
export interface PlanOptions {
  /** False leaves `recommendations` and `rejected` empty: looking for remedies plans many topologies. */
  readonly recommendations?: boolean;
  /** False leaves `uncertainty` null: it plans every sample. */
  readonly uncertainty?: boolean;
  readonly onProgress?: OnProgress;
}

/** Parts of a plan that can take long, by how often they plan what the first one plans once. */
const WEIGHTS = { pools: 1, remedies: 4, samples: 16 };

/**
 * Will the ports hold? Computes for every pool of a topology, under a forecast, its headroom against a policy, how many
 * public addresses each gateway needs, and what would help where something is not well. Pure: the same documents give
 * the same bytes.
 *
 * @throws PlanError where the documents do not fit together; its problems name each field
 */
export function plan(
  topology: Topology,
  forecast: Forecast,
  policy: Policy = {},
  { recommendations = true, uncertainty = true, onProgress = () => undefined }: PlanOptions = {},
): PlanResult {
  const [ofPools, ofRemedies, ofSamples] = progressOver(
    [
      WEIGHTS.pools,
      recommendations ? WEIGHTS.remedies : 0,
      uncertainty && hasIntervals(topology) ? WEIGHTS.samples : 0,
    ],
    onProgress,
  );
  const assessed = assessPools(topology, forecast, policy, ofPools);
  const { resolved, context, complete, levels, cache, pools, assessments } = assessed;
  const served = machinesServed(resolved, context);
  const resources = assessments.map((assessment) =>
    resourceOf(assessment, assessed, served.get(assessment.pool.node)),
  );
  const gateways = natGatewayResults(resolved, context, assessments, complete, cache.limits);
  const pooling = poolingAdvice(context, assessments, levels, cache);
  const findings = findingsOf(resolved, context, complete);
  const remedies = recommendations
    ? remediesFor(
        {
          topology,
          resolved,
          paths: context.paths,
          pick: context.pick,
          pools,
          natGateways: gateways,
          pooling,
          findings,
          policy: complete,
        },
        replanner(assessed),
        ofRemedies,
      )
    : NO_REMEDIES;
  const uncertain = uncertainty
    ? uncertaintyOf({
        topology,
        policy: complete,
        pools,
        natGateways: gateways,
        recommendations: remedies.recommendations,
        planSample: sampler(assessed),
        ...(ofSamples !== undefined && { steps: ofSamples }),
      })
    : null;
  onProgress(1);
  return {
    engineVersion: ENGINE_VERSION,
    summary: summaryOf(resources),
    resources,
    natGateways: gateways,
    pooling,
    ...remedies,
    firewallRules: firewallRules(context.paths),
    alerts: alertsFor(resolved, assessments, complete, (assessment) => requestsAtPeak(assessment, assessed)),
    findings: [
      ...findings,
      ...forecastFindings(forecast),
      ...unmeetableFindings(assessed, gateways),
      ...spareFindings(resolved, gateways, assessments),
      ...uncertainFindings(uncertain, assessments, complete),
    ],
    uncertainty: uncertain,
  };
}

/** A topology's pools, each held against its load. */
interface Evaluation {
  readonly resolved: ResolvedTopology;
  readonly context: PoolContext;
  readonly pools: readonly AssessedPool[];
  readonly assessments: readonly Assessment[];
}

/** What any topology is held against under one forecast and policy, and what was computed of both already. */
interface Question {
  readonly complete: CompletePolicy;
  readonly levels: Levels;
  readonly cache: TrackCache;
}

/** Every pool of a topology with its load over the forecast, and what it was found from. */
export interface AssessedPools extends Evaluation, Question {
  readonly forecast: Forecast;
}

/** @throws PlanError where the documents do not fit together; its problems name each field */
export function assessPools(
  topology: Topology,
  forecast: Forecast,
  policy: Policy,
  steps?: Steps,
): AssessedPools {
  const problems = topologyProblems(topology);
  if (problems.length > 0) throw new PlanError('topology', problems);
  const unmatched = forecastProblems(forecast, topology);
  if (unmatched.length > 0) throw new PlanError('forecast', unmatched);

  const complete = completePolicy(policy);
  const question: Question = {
    complete,
    levels: levelsOf(forecast.demand, complete),
    cache: newTrackCache(timelineOf(forecast)),
  };
  return { ...question, forecast, ...evaluate(topology, forecast, question, undefined, steps) };
}

/** A topology of which another one is a change, and the nodes whose pools the change can reach. */
interface Change {
  readonly before: ResolvedTopology;
  readonly touched: ReadonlySet<string>;
}

/** @param change leaves out the pools that it cannot reach */
function evaluate(
  topology: Topology,
  forecast: Forecast,
  { complete, levels, cache }: Question,
  change?: Change,
  steps?: Steps,
): Evaluation {
  const resolved = resolveTopology(topology, midOf, change?.before);
  const context = poolContext(resolved, forecast, midOf, cache.rates);
  const cases = failureCases(resolved, complete.survive);
  const recipes = POOL_KINDS.flatMap((poolsOf) => poolsOf(context)).filter(
    ({ nodes }) => change === undefined || nodes.some((id) => change.touched.has(id)),
  );
  const step = steps?.(recipes.length);
  const pools = recipes.map((recipe) => {
    const assessment = worstCase(recipe, cases, levels, complete, cache);
    step?.();
    return { nodes: recipe.nodes, assessment };
  });
  return { resolved, context, pools, assessments: pools.map(({ assessment }) => assessment) };
}

/** Plans a changed topology as far as the change reaches. */
function replanner(assessed: AssessedPools): Replan {
  const { forecast, complete, cache, resolved: before } = assessed;
  return (topology, touches) => {
    const [problem] = topologyProblems(topology, before.topology);
    if (problem !== undefined) return { problem };
    const touched = new Set(touches);
    const { resolved, context, assessments } = evaluate(topology, forecast, assessed, { before, touched });
    const gateways = natGatewayResults(resolved, context, assessments, complete, cache.limits);
    return {
      resolved,
      assessments,
      natGateways: gateways.filter(({ node }) => touched.has(node)),
      findings: findingsOf(resolved, context, complete),
    };
  };
}

/** Plans one sample of a topology. */
function sampler(assessed: AssessedPools): PlanSample {
  const { forecast, complete, cache, resolved: before } = assessed;
  return (topology, touched) => {
    const { resolved, context, assessments } = evaluate(topology, forecast, assessed, { before, touched });
    return {
      assessments,
      natGateways: natGatewayResults(resolved, context, assessments, complete, cache.limits),
    };
  };
}

function levelsOf(demand: readonly Demand[], policy: CompletePolicy): Levels {
  const at = (quantile: number): Float64Array => Float64Array.from(demand, (item) => levelAt(item, quantile));
  const planning = at(policy.planningQuantile);
  // The same quantile is the same levels, and has the same curves.
  const p95 = policy.planningQuantile === 0.95 ? planning : at(0.95);
  return { p50: at(0.5), planning, p95, p99: at(0.99) };
}

function worstCase(
  recipe: PoolRecipe,
  cases: readonly FailureCase[],
  levels: Levels,
  policy: CompletePolicy,
  cache: TrackCache,
): Assessment {
  const touching = cases.filter(
    ({ affects }) => affects === null || affects.some((id) => recipe.nodes.includes(id)),
  );
  const assessed = touching.map(({ name, view }) => assess(recipe.build(view), name, levels, policy, cache));
  const [first, ...others] = assessed;
  if (first === undefined) throw new RangeError(`resource "${recipe.id}" has no case to be planned for`);
  return others.reduce((worst, other) => (worstFirst(other, worst) < 0 ? other : worst), first);
}

function summaryOf(resources: readonly Resource[]): Summary {
  const worst = [...resources].sort(worstFirst)[0];
  const exhaustions = resources.flatMap(({ exhaustionAt }) => exhaustionAt.planning ?? []).sort();
  return {
    status: worst?.status ?? 'ok',
    binding: worst?.id ?? null,
    exhaustionAt: exhaustions[0] ?? null,
  };
}
