// Requests per second and the slowest of a hundred, of several servers by turns, so that a busy minute hits all alike.
import { median } from '../median.mjs';
import autocannon from 'autocannon';

const CONNECTIONS = 10;

/**
 * @param contenders `{ name, request }[]`, a request as autocannon takes it, with `url`
 * @returns by name: medians over the rounds
 */
export async function compare(contenders, { seconds = 2, rounds = 7 } = {}) {
  const measured = new Map(contenders.map(({ name }) => [name, []]));
  for (const { request } of contenders) await fire(request, 1);
  for (let round = 0; round < rounds; round += 1) {
    for (const { name, request } of contenders) measured.get(name).push(await fire(request, seconds));
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

async function fire(request, duration) {
  const result = await autocannon({ connections: CONNECTIONS, ...request, duration });
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${request.url}: ${result.non2xx} answers other than 2xx, ${result.errors} errors`);
  }
  return { perSecond: result['2xx'] / result.duration, p99Milliseconds: result.latency.p99 };
}
