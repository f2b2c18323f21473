import { openPersistence } from '@portplan/persistence';
import { Authenticate } from '@portplan/planning';
import { setTimeout as sleep } from 'node:timers/promises';
import { install, type Installation } from './installation.js';

describe('a token that a server has just let in', () => {
  let ours: Installation;
  let replica: ReturnType<typeof openPersistence>;
  let authenticate: Authenticate;

  beforeAll(async () => {
    ours = await install();
    replica = openPersistence(ours.url);
    authenticate = new Authenticate(replica.tokens, ours.clock);
  });

  afterAll(async () => {
    await replica.close();
    await ours.close();
  });

  const issue = () => ours.tokens.create(ours.admin, { name: 'dashboard', role: 'viewer', expiresAt: null });

  /** Statements that read tokens, as the database counts them. */
  const reads = async (): Promise<number> => {
    await ours.query('SELECT pg_stat_force_next_flush()');
    const [row] = await ours.query(
      `SELECT idx_scan::int + seq_scan::int AS reads FROM pg_stat_user_tables WHERE relname = 'token'`,
    );
    return row?.['reads'] as number;
  };

  const untilRefused = async (text: string): Promise<string> => {
    for (let round = 0; round < 200; round += 1) {
      const code = await authenticate.run(text).then(
        () => null,
        (error: unknown) => (error as { code: string }).code,
      );
      if (code !== null) return code;
      await sleep(10);
    }
    return 'never';
  };

  it('is not asked for again with every request', async () => {
    const { text } = await issue();
    for (let round = 0; round < 20; round += 1) {
      await authenticate.run(text);
      await sleep(10);
    }
    const before = await reads();
    for (let round = 0; round < 100; round += 1) await authenticate.run(text);
    expect((await reads()) - before).toBeLessThan(10);
  });

  it('is refused by every server as soon as one has revoked it', async () => {
    const { token, text } = await issue();
    await authenticate.run(text);
    await authenticate.run(text);
    await ours.tokens.revoke(ours.admin, token.id);
    expect(await untilRefused(text)).toBe('token-revoked');
  });

  it('is refused by every server once somebody has deleted its row', async () => {
    const { token, text } = await issue();
    await authenticate.run(text);
    await ours.query(`DELETE FROM token WHERE id = '${token.id}'`);
    expect(await untilRefused(text)).toBe('unauthenticated');
  });

  it('is refused also when the connection that listens was cut before', async () => {
    const { token, text } = await issue();
    await authenticate.run(text);
    await ours.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = 'LISTEN portplan_token'`,
    );
    await ours.tokens.revoke(ours.admin, token.id);
    expect(await untilRefused(text)).toBe('token-revoked');
  });

  it('is refused at the very second at which it expires, remembered or not', async () => {
    const expiresAt = new Date(ours.clock.now().getTime() + 60_000);
    const { text } = await ours.tokens.create(ours.admin, { name: 'short', role: 'viewer', expiresAt });
    await authenticate.run(text);
    ours.clock.pass(60);
    expect(await untilRefused(text)).toBe('token-expired');
  });
});
