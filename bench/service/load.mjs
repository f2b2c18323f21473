// Requests per second and the slowest of a hundred, of several servers by turns, so that a busy minute hits all alike.
import { median } from '../median.mjs';
import autocannon from 'autocannon';

const CONNECTIONS = 10;
/** Requests by which a server warms up, and shows how many it answers in a turn. */
const FIRST_REQUESTS = 200;

/**
 * @param contenders `{ name, request }[]`, a request as autocannon takes it, with `url`
 * @returns by name: medians over the rounds
 */
export async function compare(contenders, { seconds = 2, rounds = 7 } = {}) {
  const measured = new Map(contenders.map(({ name }) => [name, []]));
  const amounts = new Map();
  for (const { name, request } of contenders) {
    const { perSecond: cold } = await fire(request, FIRST_REQUESTS);
    const { perSecond } = await fire(request, Math.ceil(cold * seconds));
    amounts.set(name, Math.ceil(perSecond * seconds));
  }
  for (let round = 0; round < rounds; round += 1) {
    for (const { name, request } of contenders)
      measured.get(name).push(await fire(request, amounts.get(name)));
  }
  return new Map(
    [...measured].map(([name, runs]) => [
      name,
      {
        perSecond: median(runs.map(({ perSecond }) => perSecond)),
        p99Milliseconds: median(runs.map(({ p99Milliseconds }) => p99Milliseconds)),
      },
    ]),
  );
}

/** All answers are waited for: who goes away in the middle has a plan cancelled, and the next turn begins with a new thread. */
async function fire(request, amount) {
  const result = await autocannon({
    connections: CONNECTIONS,
    ...request,
    amount: Math.max(amount, CONNECTIONS),
    // The end is looked for so often, in milliseconds.
    sampleInt: 10,
  });
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${request.url}: ${result.non2xx} answers other than 2xx, ${result.errors} errors`);
  }
  return { perSecond: result['2xx'] / result.duration, p99Milliseconds: result.latency.p99 };
}
