import { startApplication, type Answer, type Application } from '../support/application.js';
import { DEFINITION, FIREWALL, FIRST, putProfile, removeProfiles } from '../support/own-profiles.js';

describe('profiles that a workspace defines', () => {
  let api: Application;
  beforeAll(async () => {
    api = await startApplication();
  });
  afterAll(() => api.close());
  afterEach(() => removeProfiles(api));

  const put = (body: unknown = DEFINITION, headers = {}, path = FIREWALL): Promise<Answer> =>
    putProfile(api, body, headers, path);

  it('stand beside the catalogue, with their source and date at each value', async () => {
    const made = await put();
    expect(made.status).toBe(201);
    expect(made.headers).toMatchObject({ etag: '"1"', location: FIREWALL });
    expect(made.body).toMatchObject({
      id: 'acme/egress-firewall',
      origin: 'workspace',
      basedOn: 'linux/iptables-masquerade',
      family: 'translator',
      nodeKinds: ['nat-gateway'],
      revision: 1,
      definition: { id: 'acme/egress-firewall', ...DEFINITION },
    });
    expect(made.body.values.translator.portsPerIp).toMatchObject({
      value: 20_000,
      unit: 'ports',
      source: DEFINITION.source,
      asOf: '2026-11-20',
      confidence: 'stated',
    });
    expect((await api.request('GET', FIREWALL)).body).toEqual(made.body);

    const { body: all } = await api.request('GET', '/v1/profiles');
    const origins = new Map<string, string>(all.map(({ id, origin }: any) => [id, origin]));
    expect(origins.get('acme/egress-firewall')).toBe('workspace');
    expect(origins.get('aws/nat-gateway')).toBe('catalogue');
    expect([...origins.keys()]).toEqual([...origins.keys()].sort());
  });

  it('are chosen and sorted as other lists are, over both transports', async () => {
    await put();
    const ids = async (query: string): Promise<readonly string[]> =>
      (await api.request('GET', `/v1/profiles?${query}`)).body.map(({ id }: any) => id as string);
    expect(await ids('origin=workspace')).toEqual(['acme/egress-firewall']);
    expect(await ids('family=translator&name=EGRESS')).toEqual(['acme/egress-firewall']);
    expect((await ids('sort=-origin,id')).slice(0, 2)).toEqual(['acme/egress-firewall', 'aiohttp']);
    expect((await api.request('GET', '/v1/profiles?origin=workspace&fields=id,revision')).body).toEqual([
      { id: 'acme/egress-firewall', revision: 1 },
    ]);
    const { body } = await api.graphql(
      '{ profiles(origin: "workspace", sort: "-id") { id basedOn } profile(id: "acme/egress-firewall") { revision } }',
    );
    expect(body.data).toEqual({
      profiles: [{ id: 'acme/egress-firewall', basedOn: 'linux/iptables-masquerade' }],
      profile: { revision: 1 },
    });
    for (const [query, code] of [
      ['origin=mine', 'invalid-parameter'],
      ['sort=colour', 'invalid-sort'],
      ['fields=colour', 'invalid-parameter'],
    ])
      expect((await api.request('GET', `/v1/profiles?${String(query)}`)).body.code).toBe(code);
  });

  it('are replaced and removed by who has read them, and by nobody else', async () => {
    await put();
    const again = { ...DEFINITION, asOf: '2026-11-28' };
    expect((await put(again)).body).toMatchObject({ status: 428, code: 'precondition-required' });
    const changed = await put(again, FIRST);
    expect([changed.status, changed.headers['etag'], changed.body.revision]).toEqual([200, '"2"', 2]);
    expect((await put(again, FIRST)).body).toMatchObject({ status: 412, code: 'revision-conflict' });
    expect((await put(again, FIRST, '/v1/profiles/acme/other')).body).toMatchObject({ status: 404 });
    const remove = (headers: Record<string, string>): Promise<Answer> =>
      api.request('DELETE', FIREWALL, { headers });
    expect((await remove({})).status).toBe(428);
    expect((await remove(FIRST)).status).toBe(412);
    expect((await remove({ 'if-match': '"2"' })).status).toBe(204);
    expect((await api.request('GET', FIREWALL)).status).toBe(404);

    const { body } = await api.request('GET', '/v1/audit-entries?noun=profile');
    expect(body.items.slice(0, 3).map(({ action, subjectName }: any) => [action, subjectName])).toEqual([
      ['deleted', 'acme/egress-firewall'],
      ['revised', 'acme/egress-firewall'],
      ['created', 'acme/egress-firewall'],
    ]);
  });

  it('are changed over GraphQL by the same rules', async () => {
    const define = (expectedRevision: number | null, definition: object = DEFINITION): Promise<Answer> =>
      api.graphql(
        'mutation ($definition: JSON!, $expectedRevision: Int) { putProfile(id: "acme/egress-firewall", definition: $definition, expectedRevision: $expectedRevision) { revision } }',
        { definition, expectedRevision },
      );
    const codeOf = ({ body }: Answer): string => body.errors[0].extensions.code as string;
    expect((await define(null)).body.data.putProfile).toEqual({ revision: 1 });
    expect(codeOf(await define(null))).toBe('precondition-required');
    expect((await define(1)).body.data.putProfile).toEqual({ revision: 2 });
    expect(codeOf(await define(1))).toBe('revision-conflict');
    const remove = 'mutation { deleteProfile(id: "acme/egress-firewall", expectedRevision: 2) }';
    expect((await api.graphql(remove)).body.data.deleteProfile).toBe(true);
    expect(codeOf(await api.graphql(remove))).toBe('not-found');
  });

  it.each([
    ['the catalogue’s', '/v1/profiles/aws/nat-gateway', DEFINITION, '/id', /is a profile of the catalogue/],
    ['an id that is none', '/v1/profiles/acme/A%20B', DEFINITION, '/id', /a provider and a name/],
    ['another id than the path’s', FIREWALL, { ...DEFINITION, id: 'acme/x' }, '/id', /left out or/],
    [
      'a row that is not there',
      FIREWALL,
      { ...DEFINITION, basedOn: 'aws/nat-gatway' },
      '/basedOn',
      /did you mean "aws\/nat-gateway"/,
    ],
    ['no source', FIREWALL, { ...DEFINITION, source: undefined }, '/source', /source is missing/],
    ['no day', FIREWALL, { ...DEFINITION, asOf: '2026-02-30' }, '/asOf', /no day of the calendar/],
    [
      'an unknown field',
      FIREWALL,
      { ...DEFINITION, translator: { ports: 5 } },
      '/translator/ports',
      /is not a field/,
    ],
    [
      'what its provider refuses',
      FIREWALL,
      { ...DEFINITION, basedOn: 'aws/nat-gateway', translator: { publicIps: 9 } },
      '/translator/publicIps',
      /allows at most 8 addresses .*https:/,
    ],
    [
      'what its family has not',
      FIREWALL,
      { ...DEFINITION, listener: { maxConnections: 5 } },
      '/listener',
      /is a translator and has none/,
    ],
  ])('refuse %s, with the place and in words', async (_what, path, body, pointer, words) => {
    const { status, body: problem } = await put(body, {}, path);
    expect(status).toBe(422);
    expect(problem.errors[0].pointer).toBe(pointer);
    expect(problem.errors[0].detail).toMatch(words);
  });

  it('may be written in YAML', async () => {
    const yaml =
      'basedOn: linux\nsource: image baseline\nasOf: 2026-10-01\nhost: { maxFileDescriptors: 100000 }\n';
    const answer = await api.request('PUT', '/v1/profiles/acme/hardened', {
      body: yaml,
      headers: { 'content-type': 'application/yaml' },
    });
    expect([answer.status, answer.body.definition?.host]).toEqual([201, { maxFileDescriptors: 100_000 }]);
  });
});
