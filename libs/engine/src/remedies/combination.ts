import type { Effort, MonthlyCost } from '../plan/result.js';
import { severityOf } from '../plan/severity.js';
import { added } from './monthly-cost.js';
import type { Candidate, Remedy, Replan, Situation } from './remedy.js';
import { tried, type Helpful } from './trial.js';

/** Least to most. */
export const EFFORTS: readonly Effort[] = ['setting', 'redeploy', 'redesign'];

/** Changes that are made together at most. */
const MOST_TOGETHER = 4;

/**
 * Where no single change short of a redesign brings a pool within the policy: the best of those that relieve it, together, as few as do.
 * Changes to the same place exclude each other.
 *
 * @param helpful best first
 */
export function combination(
  helpful: readonly Helpful[],
  situation: Situation,
  replan: Replan,
): readonly Helpful[] {
  const mended = new Set(
    helpful.filter(({ remedy }) => remedy.effort !== 'redesign').flatMap((each) => each.mended),
  );
  const open = situation.pools
    .filter(({ assessment: { status } }) => severityOf(status) > severityOf('warning'))
    .map(({ assessment }) => assessment.pool.id)
    .filter((id) => !mended.has(id));
  const parts: Helpful[] = [];
  for (const each of helpful) {
    if (!each.relieved.some((id) => open.includes(id))) continue;
    if (parts.some((part) => collide(part, each))) continue;
    parts.push(each);
    if (parts.length < 2) continue;
    const verdict = tried(...together(parts), situation, replan);
    if ('recommendation' in verdict && open.some((id) => verdict.mended.includes(id))) return [verdict];
    if (parts.length >= MOST_TOGETHER) break;
  }
  return [];
}

function collide({ candidate: left }: Helpful, { candidate: right }: Helpful): boolean {
  const places = ({ patch }: Candidate): readonly string[] =>
    patch.filter(({ op }) => op !== 'test').map(({ path }) => `${path}/`);
  return places(left).some((one) =>
    places(right).some((other) => one.startsWith(other) || other.startsWith(one)),
  );
}

function together(parts: readonly Helpful[]): readonly [Remedy, Candidate] {
  const remedies = parts.map(({ remedy }) => remedy);
  const candidates = parts.map(({ candidate }) => candidate);
  const efforts = remedies.map(({ effort }) => EFFORTS.indexOf(effort));
  const cost = candidates.reduce<MonthlyCost | null>(
    (sum, { addedCost }) => added(sum, addedCost ?? null),
    null,
  );
  return [
    {
      kind: 'combination',
      effort: EFFORTS[Math.max(...efforts)] ?? 'redesign',
      leadTimeDays: Math.max(...parts.map(({ recommendation }) => recommendation.leadTimeDays)),
      sources: [...new Set(remedies.flatMap(({ sources }) => sources))],
    },
    {
      id: `combination:${candidates.map(({ id }) => id).join('+')}`,
      title: candidates.map(({ title }) => title).join('; and: '),
      because: `neither is enough alone, and together they are: ${candidates.map(({ because }) => because).join('; ')}`,
      patch: candidates.flatMap(({ patch }) => patch),
      touches: [...new Set(candidates.flatMap(({ touches }) => touches))],
      whyNot: 'together they are not enough either',
      ...(cost === null ? {} : { addedCost: cost }),
    },
  ];
}
