/** A function's value at a point, and how fast it rises there. */
export interface Interpolated {
  readonly value: number;
  readonly slope: number;
}

/**
 * Reads between the nodes of a table by cubic pieces whose slopes are continuous: at each node that of the parabola through
 * it and its neighbours, at the ends that of the last piece. Exact for a straight line, and inside for a parabola.
 *
 * @param nodes rising, at least two
 * @param values one a node
 * @param at from the first node to the last
 * @see de Boor, A Practical Guide to Splines, 1978, chapter IV: Bessel interpolation
 */
export function interpolateCubic(
  nodes: readonly number[],
  values: readonly number[],
  at: number,
): Interpolated {
  let left = 0;
  while (left < nodes.length - 2 && node(nodes, left + 1) <= at) left += 1;
  const width = node(nodes, left + 1) - node(nodes, left);
  const part = (at - node(nodes, left)) / width;
  const rest = 1 - part;
  const secant = secantFrom(nodes, values, left);
  const leftTurn = slopeAt(nodes, values, left) - secant;
  const rightTurn = slopeAt(nodes, values, left + 1) - secant;
  return {
    value: node(values, left) + width * part * (secant + rest * (rest * leftTurn - part * rightTurn)),
    slope: secant + leftTurn * rest * (1 - 3 * part) + rightTurn * part * (3 * part - 2),
  };
}

function slopeAt(nodes: readonly number[], values: readonly number[], index: number): number {
  if (index === 0) return secantFrom(nodes, values, 0);
  const before = secantFrom(nodes, values, index - 1);
  if (index === nodes.length - 1) return before;
  const after = secantFrom(nodes, values, index);
  const [below, above] = [
    node(nodes, index) - node(nodes, index - 1),
    node(nodes, index + 1) - node(nodes, index),
  ];
  return (above * before + below * after) / (below + above);
}

function secantFrom(nodes: readonly number[], values: readonly number[], index: number): number {
  return (node(values, index + 1) - node(values, index)) / (node(nodes, index + 1) - node(nodes, index));
}

function node(list: readonly number[], index: number): number {
  return list[index] ?? Number.NaN;
}
