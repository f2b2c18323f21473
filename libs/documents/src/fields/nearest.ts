/**
 * The candidate that was probably meant: equal but for case and separators, the same without its unit
 * (`responseTime` for `responseTimeSeconds`), or at a small edit distance. Undefined where nothing is near.
 */
export function nearest(given: string, candidates: readonly string[]): string | undefined {
  const plain = folded(given);
  if (plain.length < 2 || plain.length > 60) return undefined;
  const same = candidates.find((candidate) => folded(candidate) === plain);
  if (same !== undefined) return same;
  const longer =
    plain.length >= 4 ? candidates.filter((candidate) => folded(candidate).startsWith(plain)) : [];
  if (longer.length === 1) return longer[0];

  const allowed = Math.max(1, Math.floor(plain.length / 3));
  const ranked = candidates
    .map((candidate) => ({ candidate, distance: editDistance(plain, folded(candidate)) }))
    .filter(({ distance }) => distance <= allowed)
    .sort((one, other) => one.distance - other.distance);
  return ranked[0]?.candidate;
}

function folded(name: string): string {
  return name.toLowerCase().replace(/[-_ ]/g, '');
}

/**
 * Insertions, deletions, substitutions and swaps of neighbours that turn one word into the other.
 *
 * @see Boytsov: Indexing methods for approximate dictionary searching, JEA 16 (2011), optimal string alignment
 */
export function editDistance(from: string, to: string): number {
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const cost = from[row - 1] === to[column - 1] ? 0 : 1;
      let best = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + cost,
      );
      const swapped =
        row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      if (swapped) best = Math.min(best, (beforeLast[column - 2] ?? 0) + 1);
      current.push(best);
    }
    beforeLast = last;
    last = current;
  }
  return last[to.length] ?? 0;
}
