/** What might have been meant in place of a wrong name; else everything that could be. */
export async function nearestHint(wrong: string, right: readonly string[], prefix = ''): Promise<string> {
  const { nearestName } = await import('@portplan/engine');
  const nearest = nearestName(wrong, right);
  if (nearest !== undefined) return `did you mean ${prefix}${nearest}?`;
  return right.length === 0 ? 'it has none' : `there are ${right.map((each) => prefix + each).join(', ')}`;
}
