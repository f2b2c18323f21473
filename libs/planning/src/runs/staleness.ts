/** Why a run may no longer show what its scenario would give now. */
export const STALE_REASONS = [
  /** It was calculated by another version of the engine. */
  'other-engine',
  /** The topology has a newer revision than the one that was planned. */
  'newer-topology',
  /** The forecast has a newer revision than the one that was planned for. */
  'newer-forecast',
  /** The scenario pins other documents now, or other revisions of them. */
  'other-documents',
  /** The scenario has another policy now. */
  'other-policy',
  /** The scenario has other overrides now. */
  'other-overrides',
] as const;

export type StaleReason = (typeof STALE_REASONS)[number];
