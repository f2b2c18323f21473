import type {
  LeastRegret,
  PatchOperation,
  Recommendation,
  RegretOption,
  UncertainGateway,
} from '../plan/result.js';
import { addressLimit } from '../remedies/address-limits.js';
import { applyPatch } from '../remedies/json-patch.js';
import { costDifference } from '../remedies/monthly-cost.js';
import type { AssessedPool } from '../remedies/remedy.js';
import { resolveTopology } from '../topology/resolve.js';
import { sampledTopology, type Draws } from './topology-samples.js';
import type { SamplePlan, UncertainPlan } from './sample-plan.js';

/** Remedies that are weighed against each other: the best of those recommended. */
const MOST_REMEDIES = 5;

/** Samples that each is held against, and times legs at most. */
const MOST_SAMPLES = 32;
const MOST_LEG_SAMPLES = 4096;
const LEAST_SAMPLES = 8;

interface RegretQuestion extends UncertainPlan {
  readonly draws: Draws;
  /** Nodes whose pools the drawn quantities can change. */
  readonly reach: ReadonlySet<string>;
  readonly uncertainGateways: readonly UncertainGateway[];
  /** Of the topology as it is, in each sample. */
  readonly plans: readonly SamplePlan[];
}

/** Something that could be done, and what it costs. */
interface Option {
  readonly id: string | null;
  readonly title: string;
  readonly patch: readonly PatchOperation[];
  readonly cost: number;
  /** Nodes that own a pool which it changes. */
  readonly touches: readonly string[];
}

/**
 * Of doing nothing and the best remedies, the one that is regretted least when the truth turns out to be any of the
 * samples. An outage where another option had held is one regret, money beyond the cheapest option that held the other:
 * least money among those that fail in no more samples than the policy accepts. Null where nothing is recommended.
 */
export function leastRegret(question: RegretQuestion): LeastRegret | null {
  const { policy, plans, recommendations, topology } = question;
  if (recommendations.length === 0) return null;
  const samples = Math.min(plans.length, MOST_SAMPLES, Math.floor(MOST_LEG_SAMPLES / topology.legs.length));
  if (samples < LEAST_SAMPLES) return null;
  const options = optionsOf(question);
  const holding = options.map((option) => holdsIn(option, samples, question));
  const cheapest = Array.from({ length: samples }, (_, sample) =>
    options.reduce(
      (least, { cost }, index) => (holding[index]?.[sample] === true ? Math.min(least, cost) : least),
      Infinity,
    ),
  );
  const weighed = options.map(({ id, title, patch, cost }, index): RegretOption => {
    const holds = holding[index] ?? [];
    const beyond = cheapest.map((least) => (least < cost ? cost - least : 0));
    return {
      recommendation: id,
      title,
      patch,
      outageShare: holds.filter((held) => !held).length / samples,
      overspendPerMonth: rounded(beyond.reduce((sum, each) => sum + each, 0) / samples),
      monthlyCost: rounded(cost),
    };
  });
  const accepted = 1 - policy.planningQuantile;
  const safest = Math.min(...weighed.map(({ outageShare }) => outageShare));
  const [best] = weighed
    .filter(({ outageShare }) => outageShare <= Math.max(accepted, safest))
    .sort((left, right) => left.overspendPerMonth - right.overspendPerMonth);
  if (best === undefined) return null;
  return {
    recommendation: best.recommendation,
    title: best.title,
    because: `it runs out in ${percent(best.outageShare)} of ${String(samples)} samples (${percent(accepted)} accepted) and costs USD ${best.overspendPerMonth.toFixed(2)} a month more than the cheapest that would have done`,
    samples,
    currency: 'USD',
    options: weighed,
  };
}

/** Doing nothing, what is recommended, and as many addresses as all but one sample in twenty need. */
function optionsOf({ recommendations, ...question }: RegretQuestion): readonly Option[] {
  return [
    { id: null, title: 'Leave it as it is', patch: [], cost: 0, touches: [] },
    ...recommendations.slice(0, MOST_REMEDIES).flatMap((each) => [
      {
        id: each.id,
        title: each.title,
        patch: each.patch,
        cost: each.monthlyCost?.amount ?? 0,
        touches: touchedBy(each),
      },
      ...withSpare(each, question),
    ]),
  ];
}

function withSpare(
  { id, patch, gateways }: Recommendation,
  { topology, policy, uncertainGateways }: Omit<RegretQuestion, 'recommendations'>,
): readonly Option[] {
  const [gateway] = gateways;
  const addresses = patch.find(({ path }) => path.endsWith('/publicIps'));
  const wanted = uncertainGateways.find(({ node }) => node === gateway?.node)?.requiredIps.p95 ?? null;
  if (gateway === undefined || addresses === undefined || wanted === null) return [];
  if (typeof addresses.value !== 'number' || wanted <= addresses.value) return [];
  const resolved = resolveTopology(topology);
  const node = resolved.nodes.get(gateway.node);
  const limit = node === undefined ? null : addressLimit(node, policy);
  const most = limit?.known === 'default-quota' ? node?.translator?.maxPublicIps : limit?.limit;
  if (wanted > (most ?? Infinity)) return [];
  const larger = patch.map((operation) =>
    operation === addresses ? { ...operation, value: wanted } : operation,
  );
  const cost = costDifference(resolved, resolveTopology(applyPatch(topology, larger)))?.amount ?? 0;
  return [
    {
      id,
      title: `Give ${gateway.node} ${String(wanted)} public addresses`,
      patch: larger,
      cost,
      touches: [gateway.node],
    },
  ];
}

/** The nodes before the colon of each resource's id. */
function touchedBy({ effect }: Recommendation): readonly string[] {
  return effect.flatMap(({ resource }) => resource.split(':')[0] ?? []);
}

/** In which samples nothing runs out. */
function holdsIn(
  { patch, touches }: Option,
  samples: number,
  { topology, draws, reach, plans, pools, planSample }: RegretQuestion,
): readonly boolean[] {
  const touched = new Set([...reach, ...touches]);
  const isHeld = ({ status }: AssessedPool['assessment']): boolean => status !== 'exhausted';
  const others = pools
    .filter(({ nodes }) => !nodes.some((id) => touched.has(id)))
    .every(({ assessment }) => isHeld(assessment));
  const patched = applyPatch(topology, patch);
  return Array.from({ length: samples }, (_, sample) => {
    if (!others) return false;
    const planned =
      patch.length === 0 ? plans[sample] : planSample(sampledTopology(patched, draws, sample), touched);
    return planned?.assessments.every(isHeld) ?? false;
  });
}

function rounded(amount: number): number {
  return Math.round(amount * 100) / 100;
}

function percent(share: number): string {
  return `${String(Math.round(share * 1000) / 10)} %`;
}
