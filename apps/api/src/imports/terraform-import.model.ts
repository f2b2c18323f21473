import { ObjectType } from '@nestjs/graphql';
import type { ImportTerraformPlan } from '@portplan/planning';
import { Shown } from '../shown/shown.js';

@ObjectType({ description: 'Two documents, and an account of where everything in them came from.' })
export class TerraformImport {
  @Shown('json', 'A Topology document.', { document: 'Topology' })
  topology!: object;

  @Shown('json', 'A Forecast document to fill in.', { document: 'Forecast' })
  forecast!: object;

  @Shown('json', 'Resources that became nodes.', { list: true })
  understood!: object[];

  @Shown('json', 'Values that the source does not tell, each to be checked.', { list: true })
  assumptions!: object[];

  @Shown('json', 'Resources that were left out, each with the reason.', { list: true })
  notUnderstood!: object[];

  @Shown('json', 'What is wrong or unusual in the source.', { list: true })
  warnings!: object[];

  @Shown('json', 'By pointer into the topology: the address that the value was read from.')
  provenance!: object;

  static from(result: ReturnType<ImportTerraformPlan['run']>): TerraformImport {
    const { topology, forecast, understood, assumptions, notUnderstood, warnings, provenance } = result;
    return Object.assign(new TerraformImport(), {
      topology,
      forecast,
      understood,
      assumptions,
      notUnderstood,
      warnings,
      provenance,
    });
  }
}
