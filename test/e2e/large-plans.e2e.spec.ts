import { setTimeout as pause } from 'node:timers/promises';
import { largeSale } from '../support/large-sale.js';
import { startApplication, ticketSale, type Application } from '../support/application.js';

const LEGS = 1000;

describe('a large plan', () => {
  let api: Application;
  let origin: string;
  beforeAll(async () => {
    api = await startApplication();
    await api.app.listen(0, '127.0.0.1');
    origin = await api.app.getUrl();
  });
  afterAll(() => api.close());

  function calculate(signal?: AbortSignal): Promise<Response> {
    return fetch(`${origin}/v1/calculations`, {
      method: 'POST',
      headers: { authorization: `Bearer ${api.tokens.viewer}`, 'content-type': 'application/json' },
      body: JSON.stringify(largeSale(LEGS, 24)),
      ...(signal === undefined ? {} : { signal }),
    });
  }

  it('of a thousand legs keeps nobody else waiting', async () => {
    let planned = false;
    const large = calculate().finally(() => (planned = true));
    await pause(50);
    const answers = [];
    while (!(planned as boolean)) {
      answers.push((await fetch(`${origin}/healthz`)).status);
      await pause(5);
    }
    const answer = await large;
    if (answer.status !== 200) throw new Error(await answer.text());
    const { resources } = (await answer.json()) as { resources: readonly object[] };
    expect(resources.length).toBeGreaterThan(LEGS);
    expect(answers.length).toBeGreaterThan(1);
    expect(new Set(answers)).toEqual(new Set([200]));
  });

  it('is given up when whoever asked is gone', async () => {
    const gone = new AbortController();
    const large = calculate(gone.signal);
    await pause(100);
    gone.abort();
    await expect(large).rejects.toThrow('aborted');
    const small = await api.request('POST', '/v1/calculations', {
      body: { topology: ticketSale('topology'), forecast: ticketSale('forecast') },
    });
    expect(small.status).toBe(200);
  });
});
