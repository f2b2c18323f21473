import { ObjectType } from '@nestjs/graphql';
import { STATUSES, type PatchOperation as Operation } from '@portplan/engine';
import { STALE_REASONS, type Run as StoredRun, type RunHead, type StaleReason } from '@portplan/planning';
import { PlanResult } from './plan-advice.model.js';
import { PatchOperation } from './remedies.model.js';
import { Shown } from './shown.js';

@ObjectType({ isAbstract: true })
class RunFigures {
  @Shown('id', 'UUID.')
  id!: string;

  @Shown('id', 'Scenario that was run.')
  scenarioId!: string;

  @Shown('id', 'Topology that was planned.')
  topologyId!: string;

  @Shown('count', 'At this revision.')
  topologyRevision!: number;

  @Shown('id', 'Forecast that it was planned for.')
  forecastId!: string;

  @Shown('count', 'At this revision.')
  forecastRevision!: number;

  @Shown('json', 'Policy that it was held to.', { document: 'Policy' })
  policy!: object;

  @Shown(() => PatchOperation, 'What the scenario changed in the pinned topology (RFC 6902).', { list: true })
  overrides!: readonly Operation[];

  @Shown('text', 'Engine that calculated it.')
  engineVersion!: string;

  @Shown('text', 'The worst of the resources.', { values: STATUSES })
  status!: string;

  @Shown('text', 'Id of the resource that binds.', { nullable: true })
  binding!: string | null;

  @Shown('instant', 'When the first pool runs out; null when never.', { nullable: true })
  exhaustionAt!: string | null;

  @Shown('instant', 'When it began.')
  createdAt!: string;

  @Shown('instant', 'When it was done.')
  finishedAt!: string;

  @Shown('text', 'A run with a result has succeeded.', { values: ['succeeded'] })
  state!: 'succeeded';

  @Shown('flag', 'Whether it may no longer show what its scenario would give now.')
  stale!: boolean;

  @Shown('text', 'Why it is stale; none where it is not.', { list: true, values: STALE_REASONS })
  staleBecause!: readonly StaleReason[];
}

/** What a run keeps; how it stands to what is now, is asked when it is shown. */
type KeptFigures = Omit<RunFigures, 'stale' | 'staleBecause'>;

function figuresOf(run: RunHead): KeptFigures {
  const {
    id,
    scenarioId,
    topologyId,
    topologyRevision,
    forecastId,
    forecastRevision,
    policy,
    overrides,
    engineVersion,
    status,
    binding,
    exhaustionAt,
  } = run;
  return {
    id,
    scenarioId,
    topologyId,
    topologyRevision,
    forecastId,
    forecastRevision,
    policy,
    overrides,
    engineVersion,
    status,
    binding,
    exhaustionAt,
    createdAt: run.createdAt.toISOString(),
    finishedAt: run.finishedAt.toISOString(),
    state: 'succeeded',
  };
}

/** A run in a list over REST; GraphQL shows a Run. */
export class RunSummary extends RunFigures {
  static from(run: RunHead, staleBecause: readonly StaleReason[]): RunSummary {
    return Object.assign(this.kept(run), { stale: staleBecause.length > 0, staleBecause });
  }

  /** Without what GraphQL loads where it is asked for. */
  static kept(run: RunHead): RunSummary {
    return Object.assign(new RunSummary(), figuresOf(run));
  }
}

@ObjectType({ description: 'A scenario, calculated once; it never changes.' })
export class Run extends RunFigures {
  @Shown(() => PlanResult, 'What came out.')
  result!: PlanResult;

  static from(run: StoredRun, staleBecause: readonly StaleReason[]): Run {
    return Object.assign(this.kept(run), { stale: staleBecause.length > 0, staleBecause });
  }

  /** Without what GraphQL loads where it is asked for. */
  static kept(run: StoredRun): Run {
    return Object.assign(new Run(), figuresOf(run), { result: run.result });
  }
}
