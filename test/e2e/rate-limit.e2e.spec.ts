import { startApplication, type Application } from '../support/application.js';

describe('how often one may ask', () => {
  let api: Application;
  beforeAll(async () => {
    api = await startApplication({ rateLimits: { perToken: 5, perAddress: 3 } });
  });
  afterAll(() => api.close());

  it('is counted by token, over REST and GraphQL together', async () => {
    for (let asked = 1; asked <= 5; asked += 1) {
      const { status, headers } =
        asked % 2 === 0
          ? await api.graphql('{ workspace { name } }')
          : await api.request('GET', '/v1/topologies');
      expect([asked, status, headers['ratelimit-remaining']]).toEqual([asked, 200, String(5 - asked)]);
    }
    const answers = [
      await api.request('GET', '/v1/topologies'),
      await api.graphql('{ workspace { name } }'),
      await api.request('POST', '/v1/calculations', { body: {} }),
    ];
    for (const { status, body, headers } of answers) {
      expect([status, body.code]).toEqual([429, 'too-many-requests']);
      expect(headers['content-type']).toMatch(/^application\/problem\+json/);
      expect(Number(headers['retry-after'])).toBeGreaterThan(0);
      expect(Number(headers['retry-after'])).toBeLessThanOrEqual(60);
      expect(body.detail).toMatch(/^This token may ask 5 times a minute/);
    }
    expect((await api.request('GET', '/v1/topologies', { token: api.tokens.viewer })).status).toBe(200);
  });

  it('is counted by address for who has no token, or a wrong one', async () => {
    const statuses = [];
    for (const token of [null, 'nonsense', `pp_${'A'.repeat(43)}`, null, 'nonsense'])
      statuses.push((await api.request('GET', '/v1/topologies', { token })).status);
    expect(statuses).toEqual([401, 401, 401, 429, 429]);
    // Whoever has a token is let in from the same address.
    expect((await api.request('GET', '/v1/topologies', { token: api.tokens.planner })).status).toBe(200);
    expect((await api.request('GET', '/healthz', { token: null })).status).toBe(200);
  });
});
