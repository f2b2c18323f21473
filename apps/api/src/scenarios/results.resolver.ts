import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { RESOURCE_KINDS, STATUSES, type PlanResult as Result } from '@portplan/engine';
import { oneOf } from '../graphql/filters.input.js';
import { PlanResult } from '../shown/plan-advice.model.js';
import { Resource } from '../shown/plan-result.model.js';

@Resolver(() => PlanResult)
export class ResultsResolver {
  @ResolveField(() => [Resource], { description: 'Every pool, or those of a kind or in some states.' })
  resources(
    @Parent() { resources }: Result,
    @Args('kind', { type: () => String, nullable: true, description: 'Only this kind, such as snat-ports.' })
    kind?: string | null,
    @Args('statuses', {
      type: () => [String],
      nullable: true,
      description: 'Only these states: ok, warning, over, exhausted.',
    })
    statuses?: readonly string[] | null,
  ): Result['resources'] {
    const wantedKind = kind == null ? null : oneOf('kind', kind, RESOURCE_KINDS);
    const wanted = statuses?.map((status) => oneOf('statuses', status, STATUSES)) ?? STATUSES;
    return resources.filter(
      (resource) => wanted.includes(resource.status) && (wantedKind ?? resource.kind) === resource.kind,
    );
  }
}
