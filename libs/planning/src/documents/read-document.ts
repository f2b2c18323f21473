import {
  DocumentError,
  parseDocumentText,
  readForecast as forecastOf,
  readPolicy as policyOf,
  readProfileDefinition as profileDefinitionOf,
  readTopology as topologyOf,
  readUsage as usageOf,
  type DocumentKind,
  type Usage,
} from '@portplan/documents';
import type { Forecast, Policy, ProfileDefinition, Topology } from '@portplan/engine';

/** @param source a value, or text in YAML or JSON. @throws DocumentError naming each bad field */
export function readTopology(source: unknown): Topology {
  return topologyOf(documentValue(source, 'Topology'));
}

/** @param source a value, or text in YAML or JSON. @throws DocumentError naming each bad field */
export function readForecast(source: unknown): Forecast {
  return forecastOf(documentValue(source, 'Forecast'));
}

/** @param source a value, or text in YAML or JSON. @throws DocumentError naming each bad field */
export function readPolicy(source: unknown): Policy {
  return policyOf(documentValue(source, 'Policy'));
}

/** @param source a value, or text in YAML or JSON. @throws DocumentError naming each bad field */
export function readUsage(source: unknown): Usage {
  return usageOf(documentValue(source, 'Usage'));
}

/** @param source a value, or text in YAML or JSON. @throws DocumentError naming each bad field */
export function readProfileDefinition(source: unknown): ProfileDefinition {
  return profileDefinitionOf(documentValue(source, 'ProfileDefinition'));
}

/** Bytes that a document's text may have: YAML of a megabyte takes seconds to read, in which nobody else would be answered. */
const LONGEST_TEXT = 256 * 1024;

/**
 * What is in a document's text; values as they are.
 *
 * @param document what the text should be: only so can a text that cannot be read be told from others in the same request
 * @throws DocumentError
 */
export function documentValue(source: unknown, document: DocumentKind): unknown {
  if (typeof source !== 'string') return source;
  try {
    return parseDocumentText(source, { maxBytes: LONGEST_TEXT });
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    throw new DocumentError(document, error.problems, error.totalProblems);
  }
}
