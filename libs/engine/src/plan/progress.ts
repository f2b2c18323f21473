/** Told how much of a plan is done: 0 to 1, never less than before. It learns of the plan and cannot change it. */
export type OnProgress = (share: number) => void;

/** Counts the steps of one part of a plan. */
export type Steps = (total: number) => () => void;

/**
 * Divides the whole of a plan among its parts, in their order. How long a part takes is not known before it is done, so
 * parts that plan again and again weigh as much as what they repeat.
 *
 * @param weights of the parts, 0 where one does not come
 * @returns for each part what counts its steps; a part that never counts is passed over
 */
export function progressOver(weights: readonly number[], onProgress: OnProgress): readonly Steps[] {
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  let told = 0;
  let before = 0;
  return weights.map((weight) => {
    const from = before / whole;
    before += weight;
    const length = weight / whole;
    return (total) => {
      let done = 0;
      return () => {
        done += 1;
        told = Math.max(told, from + length * Math.min(1, done / total));
        onProgress(told);
      };
    };
  });
}
