import type { Problem } from '../topology/problem.js';

/** The documents do not fit together: nothing was planned. */
export class PlanError extends Error {
  override readonly name = 'PlanError';
  readonly code = 'invalid-plan-input';

  constructor(
    /** Which document each pointer is into. */
    readonly document: 'topology' | 'forecast' | 'policy',
    readonly problems: readonly Problem[],
  ) {
    super(problems.map(({ message }) => message).join('; '));
  }
}
