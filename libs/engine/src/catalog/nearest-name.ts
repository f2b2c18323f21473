/** The name that a person most likely meant, or undefined where none is near: at most a third of its letters differ. */
export function nearestName(name: string, candidates: readonly string[]): string | undefined {
  const wanted = name.toLowerCase();
  let nearest: { readonly candidate: string; readonly distance: number } | undefined;
  for (const candidate of candidates) {
    const distance = editDistance(wanted, candidate.toLowerCase());
    if (nearest === undefined || distance < nearest.distance) nearest = { candidate, distance };
  }
  const tolerated = Math.max(1, Math.floor(Math.max(name.length, 3) / 3));
  return nearest !== undefined && nearest.distance <= tolerated ? nearest.candidate : undefined;
}

/**
 * Letters to insert, delete, replace or swap with a neighbour to turn one word into the other.
 * @see Damerau, A Technique for Computer Detection and Correction of Spelling Errors, CACM 7(3), 1964
 */
function editDistance(from: string, to: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const same = from[row - 1] === to[column - 1];
      const swapped =
        row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      current[column] = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
        swapped ? (beforeLast[column - 2] ?? 0) + 1 : Infinity,
      );
    }
    beforeLast = last;
    last = current;
  }
  return last[to.length] ?? 0;
}
