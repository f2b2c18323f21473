import { CreateFirstWorkspace, UuidV7Source } from '@portplan/planning';
import { allPages, example, install, type Installation } from './installation.js';

describe('access tokens', () => {
  let ours: Installation;

  beforeAll(async () => {
    ours = await install();
  });

  afterAll(() => ours.close());

  const issue = (name: string, expiresAt: Date | null = null) =>
    ours.tokens.create(ours.admin, { name, role: 'planner', expiresAt });

  it('let in who holds one, into its workspace and with its role', async () => {
    const { token, text } = await issue('ci');
    expect(text).toMatch(/^pp_[A-Za-z0-9_-]{43}$/);
    expect(await ours.authenticate.run(text)).toEqual({
      workspaceId: ours.admin.workspaceId,
      tokenId: token.id,
      role: 'planner',
      scopes: ['read', 'write'],
      name: 'ci',
    });
  });

  it('are nowhere in the database as they were shown', async () => {
    const { token, text } = await issue('secret');
    const [row] = await ours.query(`SELECT token::text AS everything FROM token WHERE id = '${token.id}'`);
    expect(row?.['everything']).not.toContain(text.slice(3));
    expect(row?.['everything']).toMatch(/[0-9a-f]{64}/);
  });

  it('say why they do not let in', async () => {
    const refused = (text: string | null) => ours.authenticate.run(text).catch((error: unknown) => error);
    const unknown = `pp_${'A'.repeat(43)}`;
    expect(await refused(null)).toMatchObject({ code: 'unauthenticated', data: { reason: 'missing' } });
    expect(await refused('pp_short')).toMatchObject({
      code: 'unauthenticated',
      data: { reason: 'malformed' },
    });
    expect(await refused(unknown)).toMatchObject({ code: 'unauthenticated', data: { reason: 'unknown' } });
  });

  it('end when they expire', async () => {
    const expiresAt = new Date(ours.clock.now().getTime() + 60_000);
    const { text } = await issue('for a minute', expiresAt);
    await expect(ours.authenticate.run(text)).resolves.toBeDefined();
    ours.clock.pass(60);
    await expect(ours.authenticate.run(text)).rejects.toMatchObject({
      code: 'token-expired',
      data: { expiredAt: expiresAt.toISOString() },
    });
    await expect(issue('too late', expiresAt)).rejects.toMatchObject({ code: 'invalid-field' });
  });

  it('end when they are revoked, once and for all', async () => {
    const { token, text } = await issue('lost');
    const revokedAt = ours.clock.now();
    expect(await ours.tokens.revoke(ours.admin, token.id)).toEqual({ ...token, revokedAt });
    ours.clock.pass(60);
    expect((await ours.tokens.revoke(ours.admin, token.id)).revokedAt).toEqual(revokedAt);
    await expect(ours.authenticate.run(text)).rejects.toMatchObject({ code: 'token-revoked' });
    await expect(ours.tokens.revoke(ours.stranger, token.id)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('note their last use, to the minute', async () => {
    const { token, text } = await issue('used');
    const lastUse = async () => {
      const all = await allPages((after) => ours.tokens.list(ours.admin, { first: 2, after }));
      return all.find(({ id }) => id === token.id)?.lastUsedAt;
    };
    expect(await lastUse()).toBeNull();
    await ours.authenticate.run(text);
    const firstUse = ours.clock.now();
    ours.clock.pass(59);
    await ours.authenticate.run(text);
    expect(await lastUse()).toEqual(firstUse);
    ours.clock.pass(1);
    await ours.authenticate.run(text);
    expect(await lastUse()).toEqual(ours.clock.now());
  });

  it('are handed out and seen by admins only', async () => {
    const planner = { ...ours.admin, role: 'planner' } as const;
    const input = { name: 'more power', role: 'admin' } as const;
    for (const attempt of [
      ours.tokens.create(planner, input),
      ours.tokens.list(planner),
      ours.tokens.revoke(planner, planner.tokenId),
    ]) {
      await expect(attempt).rejects.toMatchObject({ code: 'forbidden' });
    }
  });
});

describe('the first workspace', () => {
  let ours: Installation;
  let createFirst: CreateFirstWorkspace;

  beforeEach(async () => {
    ours = await install();
    createFirst = new CreateFirstWorkspace(
      ours.persistence.workspaces,
      ours.tokens,
      ours.authenticate,
      ours.topologies,
      ours.forecasts,
      ours.scenarios,
      ours.runScenario,
      new UuidV7Source(),
      ours.clock,
    );
  });

  afterEach(() => ours.close());

  const documents = async () => ({
    topology: await example('topology'),
    forecast: await example('forecast'),
    policy: await example('policy'),
    scenarioName: 'ticket sale',
  });

  it('has an admin token and an example with its first run', async () => {
    const { tokenText } = await createFirst.run(null, await documents());
    const caller = await ours.authenticate.run(tokenText);
    expect(caller.role).toBe('admin');
    const [scenario] = (await ours.scenarios.list(caller)).edges;
    expect(scenario?.node.name).toBe('ticket sale');
    expect(scenario?.node.latestRunId).not.toBeNull();
  });

  it('stays as it is at the next start: the same token, and no example that somebody has removed', async () => {
    const { workspace, tokenText } = await createFirst.run(null, await documents());
    const caller = await ours.authenticate.run(tokenText);
    for (const { node } of (await ours.scenarios.list(caller)).edges) {
      await ours.scenarios.remove(caller, node.id);
    }
    const again = await createFirst.run(tokenText, await documents());
    expect(again.tokenText).toBe(tokenText);
    expect(again.workspace.id).toBe(workspace.id);
    expect((await ours.scenarios.list(caller)).totalItems).toBe(0);
  });

  it('gets another token where the known one is lost, revoked, or of another database', async () => {
    const { tokenText } = await createFirst.run(null, null);
    const admin = await ours.authenticate.run(tokenText);
    await ours.tokens.revoke(admin, admin.tokenId);
    const texts = new Set([tokenText]);
    for (const known of [null, tokenText, 'pp_nonsense', `pp_${'B'.repeat(43)}`]) {
      const { tokenText: text } = await createFirst.run(known, null);
      await expect(ours.authenticate.run(text)).resolves.toMatchObject({ role: 'admin' });
      texts.add(text);
    }
    expect(texts.size).toBe(5);
  });

  it('is one, with one example, where several start at once', async () => {
    const given = await documents();
    const outcomes = await Promise.all(Array.from({ length: 4 }, () => createFirst.run(null, given)));
    expect(new Set(outcomes.map(({ workspace }) => workspace.id)).size).toBe(1);
    const caller = await ours.authenticate.run(outcomes[0]?.tokenText);
    expect((await ours.topologies.list(caller)).totalItems).toBe(1);
    expect((await ours.scenarios.list(caller)).totalItems).toBe(1);
  });
});
