import { Args, ID, Int, Mutation, Resolver } from '@nestjs/graphql';
import { ReimportTopology, type Caller } from '@portplan/planning';
import { pointingIntoBody, WhoAsks } from '@portplan/platform';
import { GraphQLJson } from '../shown/json.scalar.js';
import { SOURCE_NAME_MEANS } from './topology-import.input.js';
import { Reimported } from './topology-import.model.js';

@Resolver(() => Reimported)
export class TopologyImportsResolver {
  constructor(private readonly reimportTopology: ReimportTopology) {}

  @Mutation(() => Reimported, {
    description:
      'Bring a new Terraform import into a topology as its next revision, edits kept; without an expected revision only say what it would do.',
  })
  async importTerraformIntoTopology(
    @WhoAsks() caller: Caller,
    @Args('id', { type: () => ID }) id: string,
    @Args('source', { type: () => GraphQLJson, description: 'The plan or state.' }) source: unknown,
    @Args('usage', { type: () => GraphQLJson, nullable: true, description: 'A Usage document.' })
    usage?: unknown,
    @Args('baseRevision', { type: () => Int, nullable: true }) baseRevision?: number | null,
    @Args('expectedRevision', { type: () => Int, nullable: true }) expectedRevision?: number | null,
    @Args('sourceName', { type: () => String, nullable: true, description: SOURCE_NAME_MEANS })
    sourceName?: string | null,
  ): Promise<Reimported> {
    const input = { source, sourceName, usage, baseRevision: baseRevision ?? undefined };
    return Reimported.from(
      await pointingIntoBody(this.reimportTopology.run(caller, id, expectedRevision ?? null, input)),
    );
  }
}
