import { DomainError, requireAbove, requireAtLeast } from '../errors.js';

/** How many connections come at once, by the first two moments of the batch. */
export interface BatchSize {
  /** At least 1. */
  readonly mean: number;
  /** Mean of the square, at least the square of the mean. */
  readonly meanSquare: number;
}

/** How long each is held: an open part taken as exponential, and a fixed quarantine. */
export interface BatchHold {
  readonly openSeconds: number;
  readonly quarantineSeconds: number;
}

/**
 * Peakedness of connections that come in batches at random times, all held independently: `z = 1 + E[X (X − 1)] / E[X] ×
 * ∫ P(S > u)² du / E[S]`. Two of a batch count together only while both are held: always for a fixed hold, where this is
 * `E[X²] / E[X]`, half of the time for an exponential one.
 *
 * @throws DomainError where a moment is impossible, a duration is negative, or the hold is nothing
 * @see Eckberg, Generalized Peakedness of Teletraffic Processes, 10th International Teletraffic Congress, 1983
 * @example batchPeakedness({ mean: 6, meanSquare: 36 }, { openSeconds: 0, quarantineSeconds: 60 }) // 6
 */
export function batchPeakedness(batch: BatchSize, hold: BatchHold): number {
  const mean = requireAtLeast('mean', batch.mean, 1);
  const open = requireAtLeast('openSeconds', hold.openSeconds, 0);
  const quarantine = requireAtLeast('quarantineSeconds', hold.quarantineSeconds, 0);
  const held = requireAbove('openSeconds + quarantineSeconds', open + quarantine, 0);
  if (!(batch.meanSquare >= mean * mean * (1 - 1e-12)))
    throw new DomainError('out-of-range', 'meanSquare', batch.meanSquare, 'at least the square of the mean');
  const together = (quarantine + open / 2) / held;
  return 1 + ((batch.meanSquare - mean) / mean) * together;
}
