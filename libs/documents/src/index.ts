// Reading: text to value, value to document. Everything wrong comes in one DocumentError.
export { nearest } from './fields/nearest.js';
export { parseDocumentText, type ParseOptions } from './text/parse-document-text.js';
export {
  readDocument,
  readForecast,
  readPolicy,
  readProfileDefinition,
  readTopology,
  readUsage,
} from './reading/read.js';
export { DocumentError, type DocumentKind, type DocumentProblem } from './reading/document-error.js';

// What an import cannot know.
export type { DestinationUsage, ResourceUsage, Usage } from './model/usage-shape.js';

// Places in a document, in words and as pointers.
export { pathOf, pathText, pointerOf, type Path } from './fields/path-text.js';

// Values of any shape.
export { isPlainObject, isSameValue } from './fields/plain-object.js';

// Writing.
export { editYaml, type EditOptions } from './text/edit-yaml.js';
export type { YamlNote } from './text/yaml-comments.js';
export { toYaml, type AssumedValue, type YamlOptions } from './text/to-yaml.js';

// The one definition, as plain data, for whoever derives another description from it.
export { documentClasses } from './model/document-classes.js';
export { NODE_KINDS } from './model/node-base.js';
export type {
  DocumentClass,
  DocumentField,
  EitherType,
  FieldType,
  FlagType,
  IdentifierType,
  InstantType,
  JsonType,
  ListType,
  NestedType,
  NumberType,
  OneOfType,
  RangeType,
  RecordType,
  TextType,
  UnionType,
} from './fields/field-type.js';

// JSON Schema for editors.
export {
  forecastSchema,
  policySchema,
  topologySchema,
  usageSchema,
  type JsonSchema,
} from './schema/json-schema.js';
