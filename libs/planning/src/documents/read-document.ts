import {
  parseDocumentText,
  readForecast as forecastOf,
  readPolicy as policyOf,
  readProfileDefinition as profileDefinitionOf,
  readTopology as topologyOf,
  readUsage as usageOf,
  type Usage,
} from '@portplan/documents';
import type { Forecast, Policy, ProfileDefinition, Topology } from '@portplan/engine';

/** @param source a value, or text in YAML or JSON. @throws DocumentError naming each bad field */
export function readTopology(source: unknown): Topology {
  return topologyOf(documentValue(source));
}

/** @param source a value, or text in YAML or JSON. @throws DocumentError naming each bad field */
export function readForecast(source: unknown): Forecast {
  return forecastOf(documentValue(source));
}

/** @param source a value, or text in YAML or JSON. @throws DocumentError naming each bad field */
export function readPolicy(source: unknown): Policy {
  return policyOf(documentValue(source));
}

/** @param source a value, or text in YAML or JSON. @throws DocumentError naming each bad field */
export function readUsage(source: unknown): Usage {
  return usageOf(documentValue(source));
}

/** @param source a value, or text in YAML or JSON. @throws DocumentError naming each bad field */
export function readProfileDefinition(source: unknown): ProfileDefinition {
  return profileDefinitionOf(documentValue(source));
}

/** Bytes that a document's text may have: YAML of a megabyte takes seconds to read, in which nobody else would be answered. */
const LONGEST_TEXT = 256 * 1024;

/** What is in a document's text; values as they are. @throws DocumentError */
export function documentValue(source: unknown): unknown {
  return typeof source === 'string' ? parseDocumentText(source, { maxBytes: LONGEST_TEXT }) : source;
}
