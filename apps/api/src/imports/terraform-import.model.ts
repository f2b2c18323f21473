import { ObjectType } from '@nestjs/graphql';
import type { ImportTerraformPlan } from '@portplan/planning';
import { Shown } from '../shown/shown.js';

@ObjectType({ description: 'A resource that became a node, or told something about one.' })
class Understood {
  @Shown('text', 'Address of the resource.')
  address!: string;

  @Shown('text', 'Its type.')
  type!: string;

  @Shown('text', 'Id of the node that it became, or told something about.')
  as!: string;
}

@ObjectType({ description: 'A value that the source does not tell.' })
class Assumption {
  @Shown('text', 'Where the value stands.', { values: ['topology', 'forecast'] })
  document!: string;

  @Shown('text', 'RFC 6901 pointer into that document.')
  pointer!: string;

  @Shown('anything', 'What was put there.')
  value!: unknown;

  @Shown('text', 'Why this value.')
  reason!: string;
}

@ObjectType({ description: 'A resource that was left out.' })
class NotUnderstood {
  @Shown('text', 'Address of the resource.')
  address!: string;

  @Shown('text', 'Its type.')
  type!: string;

  @Shown('text', 'Why it was left out.')
  reason!: string;
}

@ObjectType({ description: 'Something wrong or unusual in the source.' })
class ImportWarning {
  @Shown('text', 'Kebab-case, stable.')
  code!: string;

  @Shown('text', 'Resources that it is about.', { list: true })
  addresses!: string[];

  @Shown('text', 'In a sentence.')
  message!: string;
}

@ObjectType({ description: 'Two documents, and an account of where everything in them came from.' })
export class TerraformImport {
  @Shown('json', 'A Topology document.', { document: 'Topology' })
  topology!: object;

  @Shown('json', 'A Forecast document to fill in.', { document: 'Forecast' })
  forecast!: object;

  @Shown(() => Understood, 'Resources that became nodes.', { list: true })
  understood!: Understood[];

  @Shown(() => Assumption, 'Values that the source does not tell, each to be checked.', { list: true })
  assumptions!: Assumption[];

  @Shown(() => NotUnderstood, 'Resources that were left out, each with the reason.', { list: true })
  notUnderstood!: NotUnderstood[];

  @Shown(() => ImportWarning, 'What is wrong or unusual in the source.', { list: true })
  warnings!: ImportWarning[];

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
