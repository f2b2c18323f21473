import { NODE_KINDS } from '@portplan/documents';
import { Field, ID, InputType } from '@nestjs/graphql';
import type {
  CourseOfDemand,
  DocumentFilter,
  NatGatewayFilter,
  RecommendationFilter,
  ResourceFilter,
  RunFilter,
  ScenarioFilter,
} from '@portplan/planning';
import { RESOURCE_KINDS, STATUSES, type Effort, type ResourceKind, type Status } from '@portplan/engine';
import { RequestError } from '@portplan/platform';
import { labelsOf } from '../requests/list-query.js';

@InputType({ isAbstract: true })
class MarkedFilterInput {
  @Field(() => String, { nullable: true, description: 'Part of the name, upper or lower case.' })
  name?: string;

  @Field(() => String, { nullable: true, description: 'A label as name=value.' })
  label?: string;

  @Field(() => [String], { nullable: true, description: 'Labels as name=value: with all of them.' })
  labels?: string[];

  @Field(() => [String], { nullable: true, description: 'With all of these tags.' })
  tags?: string[];
}

@InputType({ description: 'All given conditions hold.' })
export class DocumentFilterInput extends MarkedFilterInput {}

@InputType({ description: 'All given conditions hold.' })
export class TopologyFilterInput extends MarkedFilterInput {
  @Field(() => String, { nullable: true, description: 'With a node of this kind, such as nat-gateway.' })
  kind?: string;

  @Field(() => String, {
    nullable: true,
    description: 'With a node of this profile, such as aws/nat-gateway; of the same node as the kind.',
  })
  profile?: string;
}

/** What a condition on staleness is, over REST and GraphQL. */
export const STALE_MEANS = 'true: those that are stale; false: the others.';
export const STALE_SCENARIO_MEANS =
  'true: those whose newest run is stale; false: those whose newest run is not.';

@InputType({ description: 'All given conditions hold; those on figures are of the newest run.' })
export class ScenarioFilterInput extends MarkedFilterInput {
  @Field(() => [String], { nullable: true, description: 'Only these states: ok, warning, over, exhausted.' })
  statuses?: string[];

  @Field(() => Number, { nullable: true, description: 'With a pool that is fuller at its peak, 1 for full.' })
  utilizationAbove?: number;

  @Field(() => String, {
    nullable: true,
    description: 'Exhausted before this instant, at the planning quantile.',
  })
  exhaustedBefore?: string;

  @Field(() => ID, { nullable: true, description: 'Only those that pin this topology.' })
  topologyId?: string;

  @Field(() => ID, { nullable: true, description: 'Only those that pin this forecast.' })
  forecastId?: string;

  @Field(() => Boolean, { nullable: true, description: STALE_SCENARIO_MEANS })
  stale?: boolean;
}

@InputType({ description: 'All given conditions hold.' })
export class RunFilterInput {
  @Field(() => ID, { nullable: true, description: 'Only runs of this scenario.' })
  scenarioId?: string;

  @Field(() => ID, { nullable: true, description: 'Only runs of this topology.' })
  topologyId?: string;

  @Field(() => [String], { nullable: true, description: 'Only these states: ok, warning, over, exhausted.' })
  statuses?: string[];

  @Field(() => Boolean, { nullable: true, description: 'Only the newest run of each scenario.' })
  latestOnly?: boolean;

  @Field(() => Boolean, { nullable: true, description: STALE_MEANS })
  stale?: boolean;
}

@InputType({ isAbstract: true })
class FigureFilterInput {
  @Field(() => ID, { nullable: true, description: 'Only this run.' })
  runId?: string;

  @Field(() => ID, { nullable: true, description: 'Only runs of this scenario.' })
  scenarioId?: string;

  @Field(() => ID, { nullable: true, description: 'Only runs of this topology.' })
  topologyId?: string;

  @Field(() => String, { nullable: true, description: 'Only this node.' })
  node?: string;

  @Field(() => [String], { nullable: true, description: 'Only these states: ok, warning, over, exhausted.' })
  statuses?: string[];

  @Field(() => String, {
    nullable: true,
    description: 'Exhausted before this instant, at the given quantile of demand.',
  })
  exhaustedBefore?: string;

  @Field(() => String, {
    nullable: true,
    description: 'Over its target before this instant, at the given quantile of demand.',
  })
  overTargetBefore?: string;

  @Field(() => String, {
    nullable: true,
    description: 'Quantile of the two instants: p50, planning (where not given) or p99.',
  })
  quantile?: string;

  @Field(() => Number, { nullable: true, description: 'Fuller than this at the peak: 0.8 is 80 %.' })
  utilizationAbove?: number;
}

@InputType({
  description: 'All given conditions hold; of each scenario its newest run, unless a run is named.',
})
export class ResourceFilterInput extends FigureFilterInput {
  @Field(() => String, { nullable: true, description: 'Only this kind, such as snat-ports.' })
  kind?: string;

  @Field(() => String, { nullable: true, description: 'Only toward this node.' })
  destination?: string;
}

@InputType({
  description: 'All given conditions hold; of each scenario its newest run, unless a run is named.',
})
export class RecommendationFilterInput {
  @Field(() => ID, { nullable: true, description: 'Only this run.' })
  runId?: string;

  @Field(() => ID, { nullable: true, description: 'Only runs of this scenario.' })
  scenarioId?: string;

  @Field(() => ID, { nullable: true, description: 'Only runs of this topology.' })
  topologyId?: string;

  @Field(() => String, { nullable: true, description: 'Only those that change figures of this node.' })
  node?: string;

  @Field(() => String, { nullable: true, description: 'Only this remedy, such as more-nat-ips.' })
  remedy?: string;

  @Field(() => [String], { nullable: true, description: 'Only these: setting, redeploy, redesign.' })
  efforts?: string[];
}

@InputType({
  description: 'All given conditions hold; of each scenario its newest run, unless a run is named.',
})
export class NatGatewayFilterInput extends FigureFilterInput {
  @Field(() => Boolean, { nullable: true, description: 'Those that need more addresses than they have.' })
  needsMoreIps?: boolean;
}

/** An input as it comes: plain, and with null for a condition that a client's variable leaves open. */
export type Incoming<Input> = { readonly [Field in keyof Input]?: Input[Field] | null } | null | undefined;

/** The conditions that were given: GraphQL's null is none. */
export function given<Input extends object>(filter: Incoming<Input>): Readonly<Partial<Input>> {
  const conditions = Object.entries(filter ?? {}).filter(([, value]) => value !== null);
  return Object.fromEntries(conditions) as Partial<Input>;
}

function markedFilterOf({ name, label, labels, tags }: Readonly<Partial<MarkedFilterInput>>): DocumentFilter {
  const all = [...(label === undefined ? [] : [label]), ...(labels ?? [])];
  return { nameContains: name, tags, labels: all.length === 0 ? undefined : labelsOf(all) };
}

export function documentFilterOf(filter: Incoming<DocumentFilterInput>): DocumentFilter {
  return markedFilterOf(given<DocumentFilterInput>(filter));
}

export function topologyFilterOf(filter: Incoming<TopologyFilterInput>): DocumentFilter {
  const conditions = given<TopologyFilterInput>(filter);
  const { kind, profile: nodeProfile } = conditions;
  const nodeKind = kind === undefined ? undefined : oneOf('kind', kind, NODE_KINDS);
  return { ...markedFilterOf(conditions), nodeKind, nodeProfile };
}

export function scenarioFilterOf(filter: Incoming<ScenarioFilterInput>): ScenarioFilter {
  const conditions = given<ScenarioFilterInput>(filter);
  const { topologyId, forecastId, statuses, utilizationAbove, exhaustedBefore, stale } = conditions;
  return {
    ...markedFilterOf(conditions),
    topologyId,
    forecastId,
    utilizationAbove,
    stale,
    statuses: statuses?.map((status): Status => oneOf('statuses', status, STATUSES)),
    exhaustedBefore: exhaustedBefore === undefined ? undefined : instant('exhaustedBefore', exhaustedBefore),
  };
}

export function runFilterOf(filter: Incoming<RunFilterInput>): RunFilter {
  const { statuses, ...rest } = given<RunFilterInput>(filter);
  return { ...rest, statuses: statuses?.map((status) => oneOf('statuses', status, STATUSES)) };
}

/** Conditions as REST and GraphQL take them. */
export type FigureConditions = Readonly<Partial<FigureFilterInput>>;

export function resourceFilterOf(filter: Incoming<ResourceFilterInput>): ResourceFilter {
  const conditions = given<ResourceFilterInput>(filter);
  const { kind, destination } = conditions;
  return {
    ...figures(conditions),
    destination,
    kind: kind === undefined ? undefined : (oneOf('kind', kind, RESOURCE_KINDS) satisfies ResourceKind),
  };
}

export function natGatewayFilterOf(filter: Incoming<NatGatewayFilterInput>): NatGatewayFilter {
  const conditions = given<NatGatewayFilterInput>(filter);
  return { ...figures(conditions), needsMoreIps: conditions.needsMoreIps };
}

export const EFFORTS = ['setting', 'redeploy', 'redesign'] as const satisfies readonly Effort[];

export function recommendationFilterOf(filter: Incoming<RecommendationFilterInput>): RecommendationFilter {
  const { runId, scenarioId, topologyId, node, remedy, efforts } = given<RecommendationFilterInput>(filter);
  return {
    runId,
    scenarioId,
    topologyId,
    node,
    remedy,
    efforts: efforts?.map((effort) => oneOf('efforts', effort, EFFORTS)),
    latestOnly: runId === undefined,
  };
}

const COURSES = ['p50', 'planning', 'p99'] as const satisfies readonly CourseOfDemand[];

function figures(filter: FigureConditions): NatGatewayFilter {
  const { runId, scenarioId, topologyId, node, statuses, utilizationAbove } = filter;
  const course = oneOf('quantile', filter.quantile ?? 'planning', COURSES);
  const before = (field: 'exhaustedBefore' | 'overTargetBefore') => {
    const text = filter[field];
    return text === undefined ? undefined : { at: instant(field, text), course };
  };
  return {
    runId,
    scenarioId,
    topologyId,
    node,
    utilizationAbove,
    statuses: statuses?.map((status): Status => oneOf('statuses', status, STATUSES)),
    latestOnly: runId === undefined,
    exhaustedBefore: before('exhaustedBefore'),
    overTargetBefore: before('overTargetBefore'),
  };
}

/** One of a closed list of values. @throws RequestError `invalid-parameter` */
export function oneOf<T extends string>(field: string, value: string, values: readonly T[]): T {
  const found = values.find((candidate) => candidate === value);
  if (found !== undefined) return found;
  throw new RequestError(
    'invalid-parameter',
    `${field} is "${value.slice(0, 50)}"; it must be one of ${values.join(', ')}`,
  );
}

/** Years of four digits, without a year 0: PostgreSQL's calendar begins later than JavaScript's. */
const ISO_INSTANT = /^\d{4}-\d{2}-\d{2}(T|$)/;
const FIRST_MILLISECONDS = Date.parse('0001-01-01T00:00:00Z');

/** @throws RequestError `invalid-parameter` */
export function instant(field: string, text: string): Date {
  const at = new Date(text);
  if (ISO_INSTANT.test(text) && at.getTime() >= FIRST_MILLISECONDS) return at;
  throw new RequestError(
    'invalid-parameter',
    `${field} is "${text.slice(0, 50)}"; it must be an ISO 8601 instant, such as 2027-03-01T00:00:00Z`,
  );
}
