import { Args, Query, Resolver } from '@nestjs/graphql';
import { ImportTerraformPlan, type Caller } from '@portplan/planning';
import { WhoAsks } from '@portplan/platform';
import { GraphQLJson } from '../shown/json.scalar.js';
import { TerraformImport } from './terraform-import.model.js';

@Resolver(() => TerraformImport)
export class ImportsResolver {
  constructor(private readonly importTerraformPlan: ImportTerraformPlan) {}

  @Query(() => TerraformImport, {
    description:
      'A topology and the skeleton of a forecast from `terraform show -json` of a plan or state. Nothing is stored.',
  })
  importTerraform(
    @WhoAsks() caller: Caller,
    @Args('source', { type: () => GraphQLJson, description: 'The plan or state.' }) source: unknown,
    @Args('name', { type: () => String, nullable: true, description: 'Name of the topology.' })
    name?: string | null,
  ): TerraformImport {
    return TerraformImport.from(this.importTerraformPlan.run(caller, source, name == null ? {} : { name }));
  }
}
