import { startApplication, ticketSale, type Answer, type Application } from '../support/application.js';
import { AUDIENCE, startIssuer, type Issuer } from '../support/issuer.js';

describe('bearer tokens of an identity provider', () => {
  let issuer: Issuer;
  let api: Application;

  beforeAll(async () => {
    issuer = await startIssuer();
    api = await startApplication({
      identities: {
        issuer: issuer.url,
        audience: AUDIENCE,
        keysUrl: null,
        roleClaim: 'realm_access.roles',
        workspaceClaim: 'team',
        roles: { 'sre-leads': 'admin', sre: 'planner', staff: 'viewer' },
        workspace: null,
      },
    });
  });
  afterAll(async () => {
    await api.close();
    await issuer.close();
  });

  const person = (roles: readonly string[], team = 'default') => ({
    sub: 'user-1',
    preferred_username: 'ada',
    realm_access: { roles },
    team,
  });
  const list = (token: string): Promise<Answer> => api.request('GET', '/v1/topologies', { token });

  it('let in, with the greatest role that a claim gives', async () => {
    const viewer = await issuer.sign(person(['staff', 'cooks']));
    const planner = await issuer.sign(person(['staff', 'sre']));
    expect((await list(viewer)).status).toBe(200);
    const body = ticketSale('topology');
    expect((await api.request('POST', '/v1/topologies', { token: viewer, body })).status).toBe(403);
    const made = await api.request('POST', '/v1/topologies', { token: planner, body });
    expect(made.status).toBe(201);
    const told = await api.request('GET', `/v1/audit-entries?subjectId=${made.body.id}`);
    expect(told.body.items).toMatchObject([{ actorKind: 'identity', actorId: 'user-1', actorName: 'ada' }]);
    expect((await api.graphql('{ topologies { totalCount } }', {}, viewer)).body.data.topologies).toEqual({
      totalCount: 1,
    });
  });

  it('let into the workspace that a claim says, and into no other', async () => {
    const theirs = await issuer.sign(person(['staff'], 'theirs'));
    expect((await list(theirs)).body.totalItems).toBe(0);
    const nowhere = await list(await issuer.sign(person(['staff'], 'atlantis')));
    expect([nowhere.status, nowhere.body.code]).toEqual([403, 'no-workspace']);
    const { team: _team, ...silent } = person(['staff']);
    const unsaid = await list(await issuer.sign(silent));
    expect([unsaid.status, unsaid.body.code]).toEqual([403, 'no-workspace']);
  });

  it('let nobody do anything whom no claim gives a role', async () => {
    for (const roles of [[], ['cooks'], ['admin'], ['constructor']]) {
      const { status, body } = await list(await issuer.sign(person(roles)));
      expect([roles, status, body.code]).toEqual([roles, 403, 'forbidden']);
    }
  });

  it('are refused with their own clear reason', async () => {
    const foreign = await issuer.newKey('foreign', false);
    const staff = person(['staff']);
    const good = await issuer.sign(staff);
    const [head = '', payload = ''] = good.split('.');
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const cases: readonly (readonly [string, string, string, RegExp])[] = [
      ['expired', await issuer.sign(staff, { expiresIn: -60 }), 'token-expired', /expired at 20/],
      [
        'another audience',
        await issuer.sign(staff, { audience: 'billing' }),
        'unauthenticated',
        /another audience/,
      ],
      [
        'another issuer',
        await issuer.sign(staff, { issuer: 'https://evil.example' }),
        'unauthenticated',
        /not trusted/,
      ],
      [
        'an unknown key',
        await issuer.sign(staff, { key: foreign, kid: 'foreign' }),
        'unauthenticated',
        /does not publish/,
      ],
      ['a forged signature', await issuer.sign(staff, { key: foreign }), 'unauthenticated', /signature/],
      ['alg none', `${part({ alg: 'none' })}.${payload}.`, 'unauthenticated', /not signed at all/],
      [
        'a shared secret',
        `${part({ alg: 'HS256', kid: 'first' })}.${payload}.c2ln`,
        'unauthenticated',
        /algorithm/,
      ],
      [
        'a changed payload',
        `${head}.${part({ ...staff, sub: 'root' })}.${good.split('.')[2] ?? ''}`,
        'unauthenticated',
        /signature/,
      ],
      ['no subject', await issuer.sign({ realm_access: { roles: ['staff'] } }), 'unauthenticated', /claim/],
      ['nonsense', 'a.b.c', 'unauthenticated', /access token/],
    ];
    for (const [what, token, code, detail] of cases) {
      const { status, body, headers } = await list(token);
      expect([what, status, body.code]).toEqual([what, 401, code]);
      expect([what, body.detail]).toEqual([what, expect.stringMatching(detail)]);
      expect([what, headers['www-authenticate']]).toEqual([
        what,
        expect.stringMatching(/^Bearer realm="portplan", error="invalid_token", error_description="[^"]+"$/),
      ]);
    }
    expect((await api.request('GET', '/v1/topologies', { token: null })).headers['www-authenticate']).toBe(
      'Bearer realm="portplan"',
    );
  });

  it('fetch the keys once, not for every request', async () => {
    const before = issuer.keyFetches();
    for (let round = 0; round < 20; round += 1)
      expect((await list(await issuer.sign(person(['staff'])))).status).toBe(200);
    expect(issuer.keyFetches()).toBe(before);
  });

  it('are no tokens where no provider is configured', async () => {
    const closed = await startApplication();
    const token = await issuer.sign(person(['sre-leads']));
    const { status, body } = await closed.request('GET', '/v1/topologies', { token });
    expect([status, body.code]).toEqual([401, 'unauthenticated']);
    await closed.close();
  });

  it('cannot be judged while the provider is away; tokens of our own work as always', async () => {
    const away = await startIssuer();
    const token = await away.sign(person(['staff']));
    const orphan = await startApplication({
      identities: {
        issuer: away.url,
        audience: AUDIENCE,
        keysUrl: `${away.url}/keys`,
        roleClaim: 'roles',
        workspaceClaim: 'team',
        roles: {},
        workspace: 'default',
      },
    });
    await away.close();
    const { status, body, headers } = await orphan.request('GET', '/v1/topologies', { token });
    expect([status, body.code, headers['retry-after']]).toEqual([503, 'identity-provider-unavailable', '10']);
    expect((await orphan.request('GET', '/v1/topologies')).status).toBe(200);
    await orphan.close();
  });
});
