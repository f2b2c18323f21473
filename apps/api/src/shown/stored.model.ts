import { ObjectType } from '@nestjs/graphql';
import type {
  DocumentHead,
  Revision as DocumentRevision,
  Scenario as StoredScenario,
  StoredDocument as Stored,
} from '@portplan/planning';
import type { PatchOperation as Operation } from '@portplan/engine';
import { PatchOperation } from './remedies.model.js';
import { Shown } from './shown.js';

@ObjectType({ isAbstract: true })
class Head {
  @Shown('id', 'UUID.')
  id!: string;

  @Shown('text', 'The document’s own name, unique among its kind in a workspace.')
  name!: string;

  @Shown('text', 'The document’s description.', { nullable: true })
  description!: string | null;

  @Shown('text', 'Words that were put on it, by alphabet.', { list: true })
  tags!: readonly string[];

  @Shown('json', 'The document’s labels, and those that were put on it, which go before.')
  labels!: object;

  @Shown('count', 'Counts changes of tags and labels, from 0.')
  marking!: number;

  @Shown('count', '1 for the first; each change makes the next.')
  revision!: number;

  @Shown('instant', 'When revision 1 was made.')
  createdAt!: string;

  @Shown('instant', 'When this revision was made.')
  updatedAt!: string;

  constructor(stored: DocumentHead) {
    this.id = stored.id;
    this.name = stored.name;
    this.description = stored.description;
    this.tags = stored.tags;
    this.labels = stored.labels;
    this.marking = stored.marking;
    this.revision = stored.revision;
    this.createdAt = stored.createdAt.toISOString();
    this.updatedAt = stored.updatedAt.toISOString();
  }
}

/** A topology in a list over REST; GraphQL shows a Topology. */
export class TopologyHead extends Head {
  static from(stored: DocumentHead): TopologyHead {
    return new TopologyHead(stored);
  }
}

@ObjectType({ description: 'A topology at one of its revisions.' })
export class Topology extends Head {
  @Shown('json', 'The document, as it was stored.', { document: 'Topology' })
  document!: object;

  static from(stored: Stored<object>): Topology {
    return Object.assign(new Topology(stored), { document: stored.document });
  }
}

/** A forecast in a list over REST; GraphQL shows a Forecast. */
export class ForecastHead extends Head {
  static from(stored: DocumentHead): ForecastHead {
    return new ForecastHead(stored);
  }
}

@ObjectType({ description: 'A forecast at one of its revisions.' })
export class Forecast extends Head {
  @Shown('json', 'The document, as it was stored.', { document: 'Forecast' })
  document!: object;

  static from(stored: Stored<object>): Forecast {
    return Object.assign(new Forecast(stored), { document: stored.document });
  }
}

@ObjectType({ description: 'What is remembered of a revision beside its document.' })
export class Revision {
  @Shown('count', 'From 1.')
  revision!: number;

  @Shown('instant', 'When it was made.')
  createdAt!: string;

  @Shown('text', 'Id of the token that made it.')
  createdBy!: string;

  static from({ revision, createdAt, createdBy }: DocumentRevision): Revision {
    return Object.assign(new Revision(), { revision, createdBy, createdAt: createdAt.toISOString() });
  }
}

@ObjectType({ description: 'A topology under a forecast, held to a policy; it pins revisions.' })
export class Scenario {
  @Shown('id', 'UUID.')
  id!: string;

  @Shown('text', 'Unique in the workspace.')
  name!: string;

  @Shown('text', 'What it is about.', { nullable: true })
  description!: string | null;

  @Shown('text', 'Words that were put on it, by alphabet.', { list: true })
  tags!: readonly string[];

  @Shown('json', 'Labels that were put on it.')
  labels!: object;

  @Shown('count', 'Counts changes, from 1.')
  revision!: number;

  @Shown('id', 'Pinned topology.')
  topologyId!: string;

  @Shown('count', 'Pinned revision of it.')
  topologyRevision!: number;

  @Shown('id', 'Pinned forecast.')
  forecastId!: string;

  @Shown('count', 'Pinned revision of it.')
  forecastRevision!: number;

  @Shown('json', 'Policy document; what it leaves open has defaults.', { document: 'Policy' })
  policy!: object;

  @Shown(() => PatchOperation, 'RFC 6902: what is changed in the pinned topology before it is planned.', {
    list: true,
  })
  overrides!: readonly Operation[];

  @Shown('id', 'Id of the newest run; null before the first.', { nullable: true })
  latestRunId!: string | null;

  @Shown('instant', 'When it was made.')
  createdAt!: string;

  @Shown('instant', 'When it was last changed.')
  updatedAt!: string;

  static from(stored: StoredScenario): Scenario {
    const { createdAt, updatedAt, ...rest } = stored;
    return Object.assign(new Scenario(), rest, {
      createdAt: createdAt.toISOString(),
      updatedAt: updatedAt.toISOString(),
    });
  }
}
