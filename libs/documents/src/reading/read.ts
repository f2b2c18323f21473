import {
  definitionProblems,
  topologyProblems,
  type Forecast,
  type Policy,
  type Problem,
  type ProfileDefinition,
  type Topology,
} from '@portplan/engine';
import { nearest } from '../fields/nearest.js';
import { pathOf } from '../fields/path-text.js';
import { fieldOf } from '../fields/rules.js';
import { valueText } from '../fields/value-text.js';
import { Forecast as ForecastClass } from '../model/forecast.js';
import { Policy as PolicyClass } from '../model/policy.js';
import { ProfileDefinition as ProfileDefinitionClass } from '../model/profile-definition.js';
import { Topology as TopologyClass } from '../model/topology.js';
import { Usage as UsageClass } from '../model/usage.js';
import type { Usage } from '../model/usage-shape.js';
import { DocumentError, documentError, type DocumentKind, type DocumentProblem } from './document-error.js';
import { validDocument } from './validate.js';

/** @throws DocumentError with everything that is wrong with the fields; where nothing is, with how they fit together */
export function readTopology(input: unknown): Topology {
  const topology = validDocument('Topology', TopologyClass, input);
  requireNone('Topology', topologyProblems(topology));
  return topology;
}

/** @throws DocumentError with everything that is wrong with the fields; where nothing is, with how they fit the catalogue */
export function readProfileDefinition(input: unknown): ProfileDefinition {
  const definition = validDocument('ProfileDefinition', ProfileDefinitionClass, input);
  requireNone('ProfileDefinition', definitionProblems(definition, ''));
  return definition;
}

function requireNone(document: DocumentKind, problems: readonly Problem[]): void {
  if (problems.length === 0) return;
  const unworded = problems.map((problem) => ({ path: pathOf(problem.pointer), worded: () => problem }));
  throw documentError(document, unworded);
}

/** @throws DocumentError with everything that is wrong; whether it fits a topology is not asked */
export function readForecast(input: unknown): Forecast {
  return validDocument('Forecast', ForecastClass, input);
}

/** @throws DocumentError with everything that is wrong */
export function readPolicy(input: unknown): Policy {
  return validDocument('Policy', PolicyClass, input);
}

/** @throws DocumentError with everything that is wrong; whether it fits an import is not asked */
export function readUsage(input: unknown): Usage {
  return validDocument('Usage', UsageClass, input);
}

const READERS = {
  Topology: readTopology,
  Forecast: readForecast,
  Policy: readPolicy,
  Usage: readUsage,
} as const;
const KINDS = ['Topology', 'Forecast', 'Policy', 'Usage'] as const satisfies readonly DocumentKind[];

/**
 * Reads a document of whichever kind it says it is.
 *
 * @throws DocumentError also where it says none
 */
export function readDocument(input: unknown): Topology | Forecast | Policy | Usage {
  const kind = fieldOf(input, 'kind');
  const known = KINDS.find((name) => name === kind);
  if (known === undefined) throw new DocumentError(null, [kindProblem(input, kind)]);
  return READERS[known](input);
}

function kindProblem(input: unknown, kind: unknown): DocumentProblem {
  const kinds = KINDS.join(', ');
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    const value = valueText(input);
    const message = `the document is ${value}; it must be an object whose kind is one of ${kinds}`;
    return { pointer: '', code: 'wrong-type', value, message };
  }
  if (kind === undefined) {
    const message = `kind is missing; it must be one of ${kinds}`;
    return { pointer: '/kind', code: 'missing-field', value: null, message };
  }
  const near = typeof kind === 'string' ? nearest(kind, KINDS) : undefined;
  const hint = near === undefined ? '' : `; did you mean "${near}"?`;
  const message = `kind is ${valueText(kind)}; it must be one of ${kinds}${hint}`;
  return { pointer: '/kind', code: 'unknown-value', value: valueText(kind), message };
}
