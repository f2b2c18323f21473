import type { Steps } from '../plan/progress.js';
import type { PlanResult, Rejection } from '../plan/result.js';
import { worstFirst } from '../plan/severity.js';
import { combinations, EFFORTS } from './combination.js';
import { dangerousTunings } from './dangerous-tunings.js';
import { REMEDIES } from './remedies.js';
import type { Candidate, Proposal, Remedy, Replan, Situation } from './remedy.js';
import { refusal, tried, type Helpful } from './trial.js';

/** What would help, best first, and what would not. */
type Remedies = Pick<PlanResult, 'recommendations' | 'rejected'>;

export const NO_REMEDIES: Remedies = { recommendations: [], rejected: [] };

/** Pools that remedies are looked for, worst first: what mends those mostly mends the rest. */
const MOST_POOLS = 16;

/** Candidates that are planned with, so that the cost of looking does not grow with what is wrong. */
const MOST_CANDIDATES = 48;

/** Kinds of pool whose shortage makes people look for tunings of TIME_WAIT. */
const PORTS: readonly string[] = ['ephemeral-ports', 'snat-ports'];

/**
 * What would help where a pool or finding is not well: every remedy that applies is tried by planning the topology with
 * its patch. What helps is ranked by what it mends, then by cost, time and effort; what does not is listed with its
 * reason. Nothing is tried where nothing is wrong.
 */
export function remediesFor(situation: Situation, replan: Replan, steps?: Steps): Remedies {
  const unwell = situation.pools
    .map(({ assessment }) => assessment)
    .filter(({ status }) => status !== 'ok')
    .sort(worstFirst)
    .slice(0, MOST_POOLS);
  const proposals = REMEDIES.flatMap((remedy) => [
    ...unwell.flatMap((assessment) => named(remedy, remedy.forPool?.(assessment, situation))),
    ...situation.findings.flatMap((finding) => named(remedy, remedy.forFinding?.(finding, situation))),
  ]);
  const candidates = largestOfEach(proposals).slice(0, MOST_CANDIDATES);
  const step = steps?.(candidates.length);
  const verdicts = candidates.map(({ remedy, candidate }) => {
    const verdict = tried(remedy, candidate, situation, replan);
    step?.();
    return verdict;
  });
  const helpful = verdicts
    .flatMap((verdict) => ('recommendation' in verdict ? [verdict] : []))
    .sort(bestFirst);
  const rejected = [
    ...proposals.flatMap(({ remedy, rejection }) =>
      rejection === undefined ? [] : [refusal(remedy, rejection)],
    ),
    ...verdicts.flatMap((verdict) => ('rejection' in verdict ? [verdict.rejection] : [])),
    ...(unwell.some(({ pool }) => PORTS.includes(pool.kind)) ? dangerousTunings() : []),
  ];
  return {
    recommendations: [...helpful, ...combinations(helpful, situation, replan)]
      .sort(bestFirst)
      .map(({ recommendation }) => recommendation),
    rejected: eachOnce(rejected),
  };
}

type Named = Proposal & { readonly remedy: Remedy };

function named(remedy: Remedy, proposals: readonly Proposal[] = []): readonly Named[] {
  return proposals.map((proposal) => ({ ...proposal, remedy }));
}

interface NamedCandidate {
  readonly remedy: Remedy;
  readonly candidate: Candidate;
}

/** Of the same change for several pools the largest, which serves them all. */
function largestOfEach(proposals: readonly Named[]): readonly NamedCandidate[] {
  const largest = new Map<string, NamedCandidate>();
  for (const { remedy, candidate } of proposals) {
    if (candidate === undefined) continue;
    const known = largest.get(candidate.id)?.candidate;
    if (known === undefined || (candidate.size ?? 0) > (known.size ?? 0)) {
      largest.set(candidate.id, { remedy, candidate });
    }
  }
  return [...largest.values()];
}

function eachOnce(rejections: readonly Rejection[]): readonly Rejection[] {
  const first = new Map<string, Rejection>();
  for (const rejection of rejections) {
    const key = JSON.stringify([rejection.remedy, rejection.node, rejection.constraint]);
    if (!first.has(key)) first.set(key, rejection);
  }
  return [...first.values()];
}

/** By how far things get better, then by cost, then by days, then by effort. */
function bestFirst(left: Helpful, right: Helpful): number {
  const [a, b] = [left.recommendation, right.recommendation];
  return (
    right.gain - left.gain ||
    right.mended.length - left.mended.length ||
    (a.monthlyCost?.amount ?? 0) - (b.monthlyCost?.amount ?? 0) ||
    a.leadTimeDays - b.leadTimeDays ||
    EFFORTS.indexOf(a.effort) - EFFORTS.indexOf(b.effort) ||
    (a.id < b.id ? -1 : 1)
  );
}
