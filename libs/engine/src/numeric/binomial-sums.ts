/**
 * `P(X ≤ k) / P(X = k)` of a binomial variable, downwards from k; meant for k up to its mean. O(√trials) there.
 *
 * @param k whole, 0 to trials
 * @param odds `p / (1 − p)`, above 0
 */
export function binomialHeadOverMass(k: number, trials: number, odds: number): number {
  let term = 1;
  let sum = 1;
  for (let j = 0; j < k; j += 1) {
    term *= (k - j) / ((trials - k + j + 1) * odds);
    sum += term;
    if (term <= sum * 1e-17) break;
  }
  return sum;
}

/** `P(X > k) / P(X = k)` of a binomial variable, upwards from k; meant for k from its mean on. O(√trials) there. */
export function binomialTailOverMass(k: number, trials: number, odds: number): number {
  let term = 1;
  let sum = 0;
  for (let j = 1; j <= trials - k; j += 1) {
    term *= ((trials - k - j + 1) * odds) / (k + j);
    sum += term;
    if (term <= sum * 1e-17) break;
  }
  return sum;
}
