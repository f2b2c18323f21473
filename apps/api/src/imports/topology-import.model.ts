import { ObjectType } from '@nestjs/graphql';
import type { Reimported as Outcome } from '@portplan/planning';
import { Shown } from '../shown/shown.js';
import { Topology } from '../shown/stored.model.js';
import { TerraformImport } from './terraform-import.model.js';

@ObjectType({ description: 'Something that an import does to a topology.' })
class ImportChange {
  @Shown('text', 'What the import does.', { values: ['added', 'removed', 'changed'] })
  kind!: string;

  @Shown('text', 'What it is.', { values: ['node', 'leg', 'document'] })
  part!: string;

  @Shown('text', 'Id of the node or leg; name of the topology.')
  id!: string;

  @Shown('text', 'In dots, of what is changed; null of what comes or goes as a whole.', { nullable: true })
  field!: string | null;

  @Shown('anything', 'What stood there; null where nothing did.', { nullable: true })
  before!: unknown;

  @Shown('anything', 'What stands there; null where nothing does.', { nullable: true })
  after!: unknown;
}

@ObjectType({ description: 'Something that cannot be had both ways.' })
class ImportConflict {
  @Shown('text', 'Why it cannot be had both ways.', {
    values: ['changed-by-both', 'removed-by-import', 'removed-by-you', 'still-used'],
  })
  kind!: string;

  @Shown('text', 'What it is.', { values: ['node', 'leg', 'document'] })
  part!: string;

  @Shown('text', 'Id of the node or leg; name of the topology.')
  id!: string;

  @Shown('text', 'In dots; null of a part as a whole.', { nullable: true })
  field!: string | null;

  @Shown('anything', 'As the last import made it; null where there was nothing.', { nullable: true })
  base!: unknown;

  @Shown('anything', 'As it stands, and stays.', { nullable: true })
  yours!: unknown;

  @Shown('anything', 'As this import makes it.', { nullable: true })
  imported!: unknown;
}

@ObjectType({ description: 'What a new import does to a topology, or would.' })
export class Reimported {
  @Shown(() => Topology, 'The topology at its next revision; null where it was only tried.', {
    nullable: true,
  })
  topology!: Topology | null;

  @Shown(
    'count',
    'Of the import that both sides were compared with; null where a source comes for the first time.',
    {
      nullable: true,
    },
  )
  baseRevision!: number | null;

  @Shown(() => ImportChange, 'What becomes of the topology.', { list: true })
  changes!: ImportChange[];

  @Shown(() => ImportConflict, 'What cannot be had both ways; yours is kept, and its provenance says so.', {
    list: true,
  })
  conflicts!: ImportConflict[];

  @Shown(() => TerraformImport, 'The import as it is without your changes, with its account.')
  imported!: TerraformImport;

  static from({ topology, baseRevision, changes, conflicts, imported }: Outcome): Reimported {
    return Object.assign(new Reimported(), {
      topology: topology === null ? null : Topology.from(topology),
      baseRevision,
      changes,
      conflicts,
      imported: TerraformImport.from(imported),
    });
  }
}
