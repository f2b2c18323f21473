import type { Recommendation, Rejection } from '../plan/result.js';
import { compare, type Comparison } from './comparison.js';
import { applyPatch } from './json-patch.js';
import { added, costDifference } from './monthly-cost.js';
import type { Candidate, Proposal, Remedy, Replan, Situation } from './remedy.js';
import { goalOf, shortfall } from './shortfall.js';

/** A candidate that planning found to help. */
export interface Helpful {
  readonly recommendation: Recommendation;
  readonly remedy: Remedy;
  readonly candidate: Candidate;
  readonly gain: number;
  /** Ids of pools that it brings within the policy, and of those that it only gives more room. */
  readonly mended: readonly string[];
  readonly relieved: readonly string[];
}

/** A remedy's candidate, found helpful or refused. */
export type Verdict = Helpful | { readonly rejection: Rejection };

/** How often a change that relieves but does not suffice is tried on a larger scale. */
const MOST_ROUNDS = 3;

/** Plans a topology with a candidate's patch, on a larger scale where that falls short, and judges what became of it. */
export function tried(
  remedy: Remedy,
  candidate: Candidate,
  situation: Situation,
  replan: Replan,
  round = 1,
): Verdict {
  const outcome = replan(applyPatch(situation.topology, candidate.patch), candidate.touches);
  if ('problem' in outcome) {
    const { code, message } = outcome.problem;
    return { rejection: rejectionOf(remedy, candidate, { constraint: code, reason: message }) };
  }
  const comparison = compare(situation, candidate.touches, outcome);
  const larger = round < MOST_ROUNDS ? enlarged(candidate, comparison, situation) : null;
  if (larger?.candidate !== undefined) {
    const verdict = tried(remedy, larger.candidate, situation, replan, round + 1);
    // More of it is better only where it mends more.
    const more = 'recommendation' in verdict ? verdict.mended.length : 0;
    if (more > comparison.mended.length || comparison.mended.length === 0) return verdict;
  }
  if (larger?.rejection !== undefined && comparison.mended.length === 0) {
    return { rejection: refusal(remedy, larger.rejection) };
  }

  const against = objection(remedy, candidate, comparison, situation);
  if (against !== null) return { rejection: against };
  return {
    gain: comparison.gain,
    mended: comparison.mended.map(({ id }) => id),
    relieved: comparison.relieved.map(({ id }) => id),
    remedy,
    candidate,
    recommendation: {
      id: candidate.id,
      remedy: remedy.kind,
      title: candidate.title,
      why: sentence(candidate.because),
      patch: candidate.patch,
      effect: comparison.effect,
      gateways: comparison.gateways,
      effort: remedy.effort,
      leadTimeDays: leadTimeDays(remedy, candidate, situation),
      monthlyCost: added(costDifference(situation.resolved, outcome.resolved), candidate.addedCost ?? null),
      sources: remedy.sources,
    },
  };
}

/** What a remedy says of itself that it cannot be. */
export function refusal(
  remedy: Remedy,
  rejection: Extract<Proposal, { readonly candidate?: never }>['rejection'],
): Rejection {
  return { remedy: remedy.kind, ...rejection, sources: remedy.sources };
}

/** The same change, as much larger as the pools that it relieves still fall short. */
function enlarged(candidate: Candidate, { relieved }: Comparison, { policy }: Situation): Proposal | null {
  const by = relieved.reduce(
    (most, { before, after }) =>
      before === null || after === null
        ? most
        : Math.max(most, shortfall(after, goalOf(before.status), policy)),
    1,
  );
  return by > 1 ? (candidate.larger?.(by) ?? null) : null;
}

function objection(
  remedy: Remedy,
  candidate: Candidate,
  { mended, relieved, worsened, solved, caused }: Comparison,
  { policy }: Situation,
): Rejection | null {
  const against = (figures: Objection): Rejection => rejectionOf(remedy, candidate, figures);
  const limit = asPercent(policy.targetUtilization);
  const [worse] = worsened;
  if (worse?.after !== null && worse !== undefined) {
    const observed = asPercent(worse.after.peak.utilization);
    const reason = `${worse.id} would be ${worse.after.status} instead`;
    return against({ constraint: 'moves-the-problem', reason, observed, limit, unit: '%' });
  }
  const [cause] = caused;
  if (cause !== undefined) return against({ constraint: `finding:${cause.code}`, reason: cause.message });
  const [short] = relieved;
  if (candidate.larger !== undefined && mended.length + solved.length === 0 && short?.after !== undefined) {
    const observed = short.after === null ? 0 : asPercent(short.after.peak.utilization);
    const reason = `${short.id} stays ${short.after?.status ?? 'ok'}, however much of it (tried: ${candidate.title})`;
    return against({ constraint: 'not-enough', reason, observed, limit, unit: '%' });
  }
  if (mended.length + relieved.length + solved.length > 0) return null;
  return against({ constraint: 'no-effect', reason: candidate.whyNot });
}

type Objection = Pick<Rejection, 'constraint' | 'reason'> &
  Partial<Pick<Rejection, 'observed' | 'limit' | 'unit'>>;

function rejectionOf(remedy: Remedy, { touches }: Candidate, objection: Objection): Rejection {
  return {
    remedy: remedy.kind,
    node: touches[0] ?? null,
    observed: null,
    limit: null,
    unit: '',
    ...objection,
    sources: remedy.sources,
  };
}

function asPercent(share: number): number {
  return Math.round(share * 1000) / 10;
}

/** The policy's own figure, by the remedy's kind or the name that it shares with others, else what is usual. */
function leadTimeDays(remedy: Remedy, { extraDays = 0 }: Candidate, { policy }: Situation): number {
  const given =
    policy.leadTimeDays[remedy.kind] ??
    (remedy.leadTimeName === undefined ? undefined : policy.leadTimeDays[remedy.leadTimeName]);
  return (given ?? remedy.leadTimeDays) + extraDays;
}

/** Names of settings keep their case. */
function sentence(clause: string): string {
  if (!/^[a-z]+\b(?![._])/.test(clause)) return `${clause}.`;
  return `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`;
}
