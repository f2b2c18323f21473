import type { Effort, MonthlyCost } from '../plan/result.js';
import { severityOf } from '../plan/severity.js';
import { added } from './monthly-cost.js';
import type { Candidate, Remedy, Replan, Situation } from './remedy.js';
import { tried, type Helpful } from './trial.js';

/** Least to most. */
export const EFFORTS: readonly Effort[] = ['setting', 'redeploy', 'redesign'];

/** Changes that are made together at most. */
const MOST_TOGETHER = 5;

/**
 * Changes that do together what none of them does alone: those of one kind (the programs behind a gateway all keep their
 * connections), and where no single change short of a redesign brings a pool within the policy, the best of those that
 * relieve it, as few as do. Changes to the same place exclude each other.
 *
 * @param helpful best first
 */
export function combinations(
  helpful: readonly Helpful[],
  situation: Situation,
  replan: Replan,
): readonly Helpful[] {
  const alike = ofOneKind(helpful, situation, replan);
  const mended = new Set(
    [...helpful.filter(({ remedy }) => remedy.effort !== 'redesign'), ...alike].flatMap(
      (each) => each.mended,
    ),
  );
  const open = situation.pools
    .filter(({ assessment: { status } }) => severityOf(status) > severityOf('warning'))
    .map(({ assessment }) => assessment.pool.id)
    .filter((id) => !mended.has(id));
  return [...alike, ...asFewAsDo(helpful, open, situation, replan)];
}

function ofOneKind(helpful: readonly Helpful[], situation: Situation, replan: Replan): readonly Helpful[] {
  return [...new Set(helpful.map(({ remedy }) => remedy))].flatMap((remedy) => {
    const parts = helpful
      .filter((each) => each.remedy === remedy)
      .reduce<readonly Helpful[]>(apart, [])
      .slice(0, MOST_TOGETHER);
    const alone = new Set(parts.flatMap(({ mended }) => mended));
    const relieved = parts.flatMap((part) => part.relieved).filter((id) => !alone.has(id));
    // Only what several relieve can be mended by all.
    const shared = new Set(relieved.filter((id, index) => relieved.indexOf(id) !== index));
    if (shared.size === 0) return [];
    const verdict = tried(...together(parts), situation, replan);
    return 'recommendation' in verdict && verdict.mended.some((id) => shared.has(id)) ? [verdict] : [];
  });
}

function asFewAsDo(
  helpful: readonly Helpful[],
  open: readonly string[],
  situation: Situation,
  replan: Replan,
): readonly Helpful[] {
  const relieving = helpful
    .filter(({ relieved }) => relieved.some((id) => open.includes(id)))
    .reduce<readonly Helpful[]>(apart, []);
  for (let count = 2; count <= Math.min(MOST_TOGETHER, relieving.length); count += 1) {
    const verdict = tried(...together(relieving.slice(0, count)), situation, replan);
    if ('recommendation' in verdict && open.some((id) => verdict.mended.includes(id))) return [verdict];
  }
  return [];
}

/** One more of those that do not change the same place. */
function apart(chosen: readonly Helpful[], next: Helpful): readonly Helpful[] {
  return chosen.some((each) => collide(each, next)) ? chosen : [...chosen, next];
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
      because: `none is enough alone, and together they are: ${[...new Set(candidates.map(({ because }) => because))].join('; ')}`,
      patch: candidates.flatMap(({ patch }) => patch),
      touches: [...new Set(candidates.flatMap(({ touches }) => touches))],
      whyNot: 'together they are not enough either',
      ...(cost === null ? {} : { addedCost: cost }),
    },
  ];
}
