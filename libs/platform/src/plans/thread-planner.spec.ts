import {
  DomainError,
  headroomSeries,
  plan,
  PlanError,
  type Forecast,
  type Policy,
  type Topology,
} from '@portplan/engine';
import { parseDocumentText, readForecast, readPolicy, readTopology } from '@portplan/documents';
import { subscribe } from 'node:diagnostics_channel';
import { readFileSync } from 'node:fs';
import type { Worker } from 'node:worker_threads';
import { ThreadPlanner } from './thread-planner.js';

function sale(document: string): unknown {
  const file = new URL(`../../../../examples/ticket-sale/${document}.yaml`, import.meta.url);
  return parseDocumentText(readFileSync(file, 'utf8'));
}

const topology: Topology = readTopology(sale('topology'));
const forecast: Forecast = readForecast(sale('forecast'));
const policy: Policy = readPolicy(sale('policy'));

describe('a planner with threads of its own', () => {
  const planners: ThreadPlanner[] = [];
  function planner(limits: { threads: number; waiting: number; timeoutSeconds: number }): ThreadPlanner {
    const made = new ThreadPlanner(limits);
    planners.push(made);
    return made;
  }
  afterEach(async () => {
    await Promise.all(planners.splice(0).map((each) => each.onApplicationShutdown()));
  });

  it('gives what the engine gives', async () => {
    const threads = planner({ threads: 1, waiting: 1, timeoutSeconds: 60 });
    expect(JSON.stringify(await threads.plan(topology, forecast, policy))).toBe(
      JSON.stringify(plan(topology, forecast, policy)),
    );
  });

  it('tells how much is done, to whoever asks', async () => {
    const threads = planner({ threads: 1, waiting: 1, timeoutSeconds: 60 });
    const told: number[] = [];
    await threads.plan(topology, forecast, policy, undefined, (share) => told.push(share));
    expect(told.length).toBeGreaterThan(2);
    expect(told.every((share, index) => share >= (told[index - 1] ?? 0) && share <= 1)).toBe(true);
  });

  it('tells of documents that do not fit together as the engine does', async () => {
    const threads = planner({ threads: 1, waiting: 1, timeoutSeconds: 60 });
    const elsewhere: Forecast = {
      ...forecast,
      demand: forecast.demand.map((demand) => ({ ...demand, source: 'nobody' })),
    };
    const refusal = await threads.plan(topology, elsewhere, policy).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(PlanError);
    expect(refusal).toMatchObject({ document: 'forecast', problems: [{ pointer: '/demand/0/source' }] });
  });

  it('gives headroom over time as the engine does, and refuses what the engine refuses', async () => {
    const threads = planner({ threads: 1, waiting: 1, timeoutSeconds: 60 });
    const question = { points: 10 };
    expect(await threads.series(topology, forecast, policy, question)).toEqual(
      headroomSeries(topology, forecast, policy, question),
    );
    const refusal = await threads
      .series(topology, forecast, policy, { points: 1 })
      .catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(DomainError);
    expect(refusal).toMatchObject({
      field: 'points',
      message: expect.stringContaining('points is 1; it must be'),
    });
  });

  it('lets the thread that asked do other things meanwhile', async () => {
    const threads = planner({ threads: 1, waiting: 1, timeoutSeconds: 60 });
    let ready = false;
    const planned = threads.plan(topology, forecast, policy).then(() => (ready = true));
    let turns = 0;
    while (!(ready as boolean)) {
      await new Promise((resolve) => setImmediate(resolve));
      turns += 1;
    }
    await planned;
    expect(turns).toBeGreaterThan(1);
  });

  it('refuses what is more than may wait, and says how busy it is', async () => {
    const threads = planner({ threads: 1, waiting: 1, timeoutSeconds: 60 });
    const both = [threads.plan(topology, forecast, policy), threads.plan(topology, forecast, policy)];
    expect(threads.load()).toEqual({ threads: 1, planning: 1, waiting: 1 });
    await expect(threads.plan(topology, forecast, policy)).rejects.toMatchObject({ code: 'busy' });
    await Promise.all(both);
    expect(threads.load()).toEqual({ threads: 1, planning: 0, waiting: 0 });
  });

  it('gives up what is cancelled, running or waiting, and goes on with the rest', async () => {
    const threads = planner({ threads: 1, waiting: 2, timeoutSeconds: 60 });
    const [running, waiting] = [new AbortController(), new AbortController()];
    const given = [running, waiting].map(({ signal }) => threads.plan(topology, forecast, policy, signal));
    const rest = threads.plan(topology, forecast, policy);
    waiting.abort();
    running.abort();
    for (const each of given) await expect(each).rejects.toMatchObject({ code: 'cancelled' });
    expect((await rest).resources.length).toBeGreaterThan(0);
  });

  it('plans once more what a thread ended under, and tells of the thread', async () => {
    const lost: Error[] = [];
    const threads = new ThreadPlanner(
      { threads: 1, waiting: 1, timeoutSeconds: 60 },
      () => undefined,
      (why) => lost.push(why),
    );
    planners.push(threads);
    const started = new Promise<Worker>((resolve) => {
      subscribe('worker_threads', (message) => {
        resolve((message as { worker: Worker }).worker);
      });
    });
    const planned = threads.plan(topology, forecast, policy, undefined, () => undefined);
    await (await started).terminate();
    expect((await planned).resources.length).toBeGreaterThan(0);
    expect(lost.map(({ message }) => message)).toEqual([expect.stringContaining('worker exited')]);
  });

  it('gives up what takes longer than it may', async () => {
    const threads = planner({ threads: 1, waiting: 1, timeoutSeconds: 0.001 });
    await expect(threads.plan(topology, forecast, policy)).rejects.toMatchObject({ code: 'too-slow' });
  });
});
