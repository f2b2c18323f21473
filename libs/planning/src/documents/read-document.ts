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
  return topologyOf(valueOf(source));
}

/** @param source a value, or text in YAML or JSON. @throws DocumentError naming each bad field */
export function readForecast(source: unknown): Forecast {
  return forecastOf(valueOf(source));
}

/** @param source a value, or text in YAML or JSON. @throws DocumentError naming each bad field */
export function readPolicy(source: unknown): Policy {
  return policyOf(valueOf(source));
}

/** @param source a value, or text in YAML or JSON. @throws DocumentError naming each bad field */
export function readUsage(source: unknown): Usage {
  return usageOf(valueOf(source));
}

/** @param source a value, or text in YAML or JSON. @throws DocumentError naming each bad field */
export function readProfileDefinition(source: unknown): ProfileDefinition {
  return profileDefinitionOf(valueOf(source));
}

/** What is in a document's text; values as they are. @throws DocumentError */
export function valueOf(source: unknown): unknown {
  return typeof source === 'string' ? parseDocumentText(source) : source;
}
