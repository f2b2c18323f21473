import { nearestName } from '@portplan/engine';

/** The address that was probably meant: of a similar spelling, or the only one that ends alike. */
export function nearestAddress(wrong: string, right: readonly string[]): string | undefined {
  const near = nearestName(wrong, right);
  if (near !== undefined) return near;
  const alike = right.filter((each) => each.endsWith(`.${wrong}`) || wrong.endsWith(`.${each}`));
  return alike.length === 1 ? alike[0] : undefined;
}
