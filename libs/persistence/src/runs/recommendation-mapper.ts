import type { Recommendation } from '@portplan/engine';
import type { RunRecommendation } from '@portplan/planning';
import { fromJsonText, toJsonText } from '../database/json-text.js';
import type { OfRun } from './resource-mapper.js';

export interface RecommendationColumns {
  readonly runId: string;
  readonly position: number;
  readonly remedy: string;
  readonly effort: string;
  readonly nodes: string[];
  readonly recommendation: string;
}

export function toRecommendationColumns(row: RunRecommendation): RecommendationColumns {
  const { runId, position, recommendation } = row;
  const { remedy, effort } = recommendation;
  return {
    runId,
    position,
    remedy,
    effort,
    nodes: nodesOf(recommendation),
    recommendation: toJsonText(recommendation),
  };
}

/** Nodes whose resources or addresses it changes; a resource's id begins with its node. */
function nodesOf({ effect, gateways }: Recommendation): string[] {
  const ofResources = effect.map(({ resource }) => resource.split(':')[0] ?? resource);
  return [...new Set([...ofResources, ...gateways.map(({ node }) => node)])];
}

export function toRunRecommendation(row: RecommendationColumns & OfRun): RunRecommendation {
  return {
    runId: row.runId,
    ...row.run,
    position: row.position,
    recommendation: fromJsonText(row.recommendation) as Recommendation,
  };
}
