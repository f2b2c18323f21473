import type { Assessment } from '../plan/assess.js';
import type { Effect, EffectFigures, Finding, GatewayAddresses, GatewayEffect } from '../plan/result.js';
import { severityOf, worstFirst } from '../plan/severity.js';
import type { Outcome, Situation } from './remedy.js';
import { isMended } from './shortfall.js';

/** A pool before and after a change; null where there is no such pool. */
interface Change {
  readonly id: string;
  readonly before: Assessment | null;
  readonly after: Assessment | null;
}

/** What a change does to a topology's pools, gateways and findings. */
export interface Comparison {
  readonly effect: readonly Effect[];
  readonly gateways: readonly GatewayEffect[];
  /** Pools that were not well and are within the policy now. */
  readonly mended: readonly Change[];
  /** Pools that were not well, are not mended, and have more room than before. */
  readonly relieved: readonly Change[];
  /** Pools that were well and are not within the policy now, worst first. */
  readonly worsened: readonly Change[];
  readonly solved: readonly Finding[];
  readonly caused: readonly Finding[];
  /** Steps of status that all pools together have risen, and findings that have gone. */
  readonly gain: number;
}

/** How much more traffic must fit at least, for a change to count as relief. */
const LEAST_RELIEF = 1.1;

/** Holds the pools that a change reaches against those before it. */
export function compare(situation: Situation, touches: readonly string[], outcome: Outcome): Comparison {
  const touched = new Set(touches);
  const before = byId(
    situation.pools
      .filter(({ nodes }) => nodes.some((id) => touched.has(id)))
      .map(({ assessment }) => assessment),
  );
  const after = byId(outcome.assessments);
  const changes = [...new Set([...before.keys(), ...after.keys()])]
    .map((id): Change => ({ id, before: before.get(id) ?? null, after: after.get(id) ?? null }))
    .filter(isChange);
  const mended = changes.filter(isMend);
  const solved = missing(situation.findings, outcome.findings);
  return {
    effect: [...changes].sort(worstChangeFirst).map(effectOf),
    gateways: gatewayEffects(situation, outcome),
    mended,
    relieved: changes.filter((change) => !mended.includes(change) && isRelief(change)),
    worsened: changes.filter(isWorse).sort(worstChangeFirst),
    solved,
    caused: missing(outcome.findings, situation.findings).filter(({ severity }) => severity !== 'info'),
    gain:
      solved.length + changes.reduce((sum, { before, after }) => sum + severity(before) - severity(after), 0),
  };
}

function byId(assessments: readonly Assessment[]): ReadonlyMap<string, Assessment> {
  return new Map(assessments.map((assessment) => [assessment.pool.id, assessment]));
}

function isChange({ before, after }: Change): boolean {
  return JSON.stringify(figuresOf(before)) !== JSON.stringify(figuresOf(after));
}

function isMend({ before, after }: Change): boolean {
  return before !== null && before.status !== 'ok' && isMended(before.status, after?.status ?? 'ok');
}

function isRelief({ before, after }: Change): boolean {
  if (before === null || before.status === 'ok') return false;
  const now = before.headroom.factor;
  const then = after?.headroom.factor ?? Infinity;
  return now !== null && then > 0 && then >= now * LEAST_RELIEF;
}

function isWorse({ before, after }: Change): boolean {
  return severity(after) > severity(before) && severity(after) > severityOf('warning');
}

/** A pool that is not there is well. */
function severity(assessment: Assessment | null): number {
  return severityOf(assessment?.status ?? 'ok');
}

function worstChangeFirst(left: Change, right: Change): number {
  return worstFirst(worseSide(left), worseSide(right)) || (left.id < right.id ? -1 : 1);
}

function worseSide({ before, after }: Change): Parameters<typeof worstFirst>[0] {
  const sides = [before, after].filter((side) => side !== null).sort(worstFirst);
  return sides[0] ?? { status: 'ok', headroom: { factor: null } };
}

function effectOf({ id, before, after }: Change): Effect {
  return { resource: id, before: figuresOf(before), after: figuresOf(after) };
}

function figuresOf(assessment: Assessment | null): EffectFigures | null {
  if (assessment === null) return null;
  const { status, peak, headroom } = assessment;
  return { status, utilization: peak.utilization, factor: headroom.factor, required: peak.required };
}

function missing(findings: readonly Finding[], among: readonly Finding[]): readonly Finding[] {
  const key = ({ code, node, leg }: Finding): string => JSON.stringify([code, node, leg]);
  const there = new Set(among.map(key));
  return findings.filter((finding) => !there.has(key(finding)));
}

function gatewayEffects(situation: Situation, outcome: Outcome): readonly GatewayEffect[] {
  return outcome.natGateways.flatMap((after): readonly GatewayEffect[] => {
    const before = situation.natGateways.find(({ node }) => node === after.node);
    if (before === undefined) return [];
    const addresses = ({ currentIps, requiredIps }: typeof after): GatewayAddresses => ({
      publicIps: currentIps,
      requiredIps,
    });
    const effect = { node: after.node, before: addresses(before), after: addresses(after) };
    return JSON.stringify(effect.before) === JSON.stringify(effect.after) ? [] : [effect];
  });
}
