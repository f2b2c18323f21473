import { ObjectType } from '@nestjs/graphql';
import { STATUSES, type Topology } from '@portplan/engine';
import { withOverrides, type Reverted as StoredReverted } from '@portplan/planning';
import { Shown } from '../shown/shown.js';
import { Scenario } from '../shown/stored.model.js';

@ObjectType({ description: 'An override that does not apply.' })
export class OverrideConflict {
  @Shown('whole', 'Which operation, from 0.')
  index!: number;

  @Shown('text', 'What it does.')
  operation!: string;

  @Shown('text', 'Why it does not apply.')
  reason!: string;
}

@ObjectType({ description: 'What a rebase led to, or would.' })
export class Rebased {
  @Shown(() => Scenario, 'As it is now; null where it was only tried.', { nullable: true })
  scenario!: Scenario | null;

  @Shown('whole', 'Revision of the topology that it pins now, or would.')
  topologyRevision!: number;

  @Shown(() => OverrideConflict, 'What does not apply there; null where all does.', { nullable: true })
  conflict!: OverrideConflict | null;
}

@ObjectType({ description: 'What a revert led to, or would.' })
export class Reverted {
  @Shown(() => Scenario, 'As it is now, with its overrides again; null where it was only tried.', {
    nullable: true,
  })
  scenario!: Scenario | null;

  @Shown('whole', 'Revision of the topology that takes the merge back, or would.')
  topologyRevision!: number;

  @Shown(() => OverrideConflict, 'What does not apply there; null where all does.', { nullable: true })
  conflict!: OverrideConflict | null;

  static from({ scenario, ...rest }: StoredReverted): Reverted {
    return Object.assign(new Reverted(), rest, {
      scenario: scenario === null ? null : Scenario.from(scenario),
    });
  }
}

@ObjectType({ description: 'How a resource differs from the first scenario’s.' })
export class ComparedDifference {
  @Shown('number', 'In utilization.')
  utilization!: number;

  @Shown('number', 'In what is required.')
  required!: number;
}

@ObjectType({ description: 'A resource in one of the scenarios.' })
export class ComparedCase {
  @Shown('text', 'State.', { values: STATUSES })
  status!: string;

  @Shown('number', 'Offered load over capacity.')
  utilization!: number;

  @Shown('number', 'The smallest number that meets the policy.')
  required!: number;

  @Shown('number', 'Share of new connections that find nothing free.')
  blockingProbability!: number;

  @Shown('number', 'Traffic that still fits, in multiples; null where no traffic reaches it.', {
    nullable: true,
  })
  headroomFactor!: number | null;

  @Shown('instant', 'When it runs out; null when never.', { nullable: true })
  exhaustionAt!: string | null;

  @Shown(() => ComparedDifference, 'From the first scenario; null for that one itself.', { nullable: true })
  difference!: ComparedDifference | null;
}

@ObjectType({ description: 'A resource in each of the scenarios.' })
export class ComparedResource {
  @Shown('text', 'Id of the resource.')
  id!: string;

  @Shown(() => ComparedCase, 'In the order of the scenarios; null where one has none of it.', {
    list: true,
    nullableItems: true,
  })
  cases!: (ComparedCase | null)[];
}

@ObjectType({ description: 'Addresses of a gateway in one of the scenarios.' })
export class ComparedGateway {
  @Shown('text', 'Node.')
  node!: string;

  @Shown('whole', 'Addresses that it has.')
  currentIps!: number;

  @Shown('whole', 'Addresses that it needs; null where no number would do.', { nullable: true })
  requiredIps!: number | null;
}

@ObjectType({ description: 'One of the scenarios that are compared.' })
export class ComparedScenario {
  @Shown('id', 'Of the scenario.')
  id!: string;

  @Shown('text', 'Of the scenario.')
  name!: string;

  @Shown('text', 'Worst state.', { values: STATUSES })
  status!: string;

  @Shown('text', 'Id of the resource that binds.', { nullable: true })
  binding!: string | null;

  @Shown('instant', 'First exhaustion.', { nullable: true })
  exhaustionAt!: string | null;

  @Shown(() => ComparedGateway, 'Its gateways.', { list: true })
  natGateways!: ComparedGateway[];
}

@ObjectType({ description: 'Scenarios side by side.' })
export class Comparison {
  @Shown(() => ComparedScenario, 'In the order asked for.', { list: true })
  scenarios!: ComparedScenario[];

  @Shown(() => ComparedResource, 'Every resource of any of them.', { list: true })
  resources!: ComparedResource[];
}

@ObjectType({ description: 'The documents that a scenario plans.' })
export class PlannedDocuments {
  @Shown('json', 'With the scenario’s overrides.', { document: 'Topology' })
  topology!: object;

  @Shown('json', 'As pinned.', { document: 'Forecast' })
  forecast!: object;

  @Shown('json', 'Of the scenario.', { document: 'Policy' })
  policy!: object;

  /** @throws PlanningError `patch-conflict`, DocumentError */
  static of(
    { overrides, policy }: Pick<Scenario, 'overrides' | 'policy'>,
    topology: object,
    forecast: object,
  ): PlannedDocuments {
    const planned = withOverrides(topology as Topology, overrides);
    return Object.assign(new PlannedDocuments(), { topology: planned, forecast, policy });
  }
}

@ObjectType({ description: 'One case of a sweep.' })
export class SweptCase {
  @Shown('anything', 'A value of each parameter, in their order.', { list: true })
  values!: unknown[];

  @Shown('text', 'Worst state.', { values: STATUSES })
  status!: string;

  @Shown('text', 'Id of the resource that binds.', { nullable: true })
  binding!: string | null;

  @Shown('instant', 'First exhaustion.', { nullable: true })
  exhaustionAt!: string | null;

  @Shown('number', 'Of the resource that binds.', { nullable: true })
  utilization!: number | null;

  @Shown('number', 'Of the resource that binds.', { nullable: true })
  headroomFactor!: number | null;

  @Shown('whole', 'Over all gateways; null where no number would do for one of them.', { nullable: true })
  requiredIps!: number | null;
}
