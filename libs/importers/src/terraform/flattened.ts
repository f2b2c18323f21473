import type { ModuleConfiguration } from './configuration.js';
import type { JsonRecord } from './json-value.js';
import type { ForeignResource, Resource } from './resource.js';

/** All resources of a document, whichever format it has. */
export interface Flattened {
  readonly resources: readonly Resource[];
  readonly foreign: readonly ForeignResource[];
  /** Root module's configuration; empty for states. */
  readonly configuration: ModuleConfiguration;
  /** Values of root variables that are not sensitive; only ever compared with instance keys. */
  readonly variables: JsonRecord;
}
