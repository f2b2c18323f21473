import {
  calculationsCalculate,
  createClient,
  forecastsCreate,
  profilesOneOfProvider,
  runsOne,
  scenariosCreate,
  scenariosRun,
  topologiesCreate,
  topologiesList,
  topologiesOne,
  topologiesRemove,
  topologiesRevise,
  type Client,
} from '@portplan/client';
import type { AddressInfo } from 'node:net';
import { startApplication, ticketSale, type Application } from '../support/application.js';

describe('the client that is generated from the OpenAPI description, against the real server', () => {
  let api: Application;
  let planner: Client;
  let viewer: Client;

  beforeAll(async () => {
    api = await startApplication();
    await api.app.listen(0, '127.0.0.1');
    const { port } = api.app.getHttpServer().address() as AddressInfo;
    const baseUrl = `http://127.0.0.1:${String(port)}`;
    planner = createClient({ baseUrl, auth: api.tokens.planner });
    viewer = createClient({ baseUrl, auth: api.tokens.viewer });
  });
  afterAll(() => api.close());

  it('plans without storing anything', async () => {
    const { data, error } = await calculationsCalculate({
      client: viewer,
      body: { topology: ticketSale('topology'), forecast: ticketSale('forecast') },
    });
    expect(error).toBeUndefined();
    expect(data?.summary).toMatchObject({ status: 'exhausted', binding: 'egress:snat-ports:payments' });
    expect(data?.natGateways[0]?.requiredIps).toBe(7);
  });

  it('stores documents, pins them in a scenario, runs it and reads the run', async () => {
    const topology = await topologiesCreate({ client: planner, body: ticketSale('topology') });
    const forecast = await forecastsCreate({ client: planner, body: ticketSale('forecast') });
    if (topology.data === undefined || forecast.data === undefined) throw new Error('not stored');
    const scenario = await scenariosCreate({
      client: planner,
      body: { name: 'autumn', topologyId: topology.data.id, forecastId: forecast.data.id },
    });
    const run = await scenariosRun({ client: planner, path: { id: scenario.data?.id ?? '' } });
    const read = await runsOne({ client: viewer, path: { id: run.data?.id ?? '' } });
    if (read.data === undefined || !('result' in read.data)) throw new Error('no result');
    expect(read.data).toEqual(run.data);
    expect(read.data.result.summary.status).toBe('exhausted');
  });

  it('goes from page to page', async () => {
    await topologiesCreate({ client: planner, body: { ...ticketSale('topology'), name: 'another' } });
    const first = await topologiesList({ client: viewer, query: { limit: 1 } });
    const second = await topologiesList({
      client: viewer,
      query: { limit: 1, after: first.data?.nextCursor ?? '' },
    });
    expect([first.data?.totalItems, first.data?.items.length, second.data?.items.length]).toEqual([2, 1, 1]);
    expect(second.data?.items[0]?.id).not.toBe(first.data?.items[0]?.id);
  });

  it('revises what it has read, once', async () => {
    const { data: made } = await topologiesCreate({
      client: planner,
      body: { ...ticketSale('topology'), name: 'revised' },
    });
    const path = { id: made?.id ?? '' };
    const { response } = await topologiesOne({ client: planner, path });
    const headers = { 'If-Match': response?.headers.get('etag') ?? '' };
    const body = { ...ticketSale('topology'), name: 'revised', description: 'with a description' };
    expect((await topologiesRevise({ client: planner, path, headers, body })).data?.revision).toBe(2);
    const again = await topologiesRevise({ client: planner, path, headers, body });
    expect([again.response?.status, again.data]).toEqual([412, undefined]);
    expect(again.error).toMatchObject({ type: expect.stringContaining('revision-conflict') });
  });

  it('is told what is wrong, field by field', async () => {
    const { error, response } = await topologiesCreate({
      client: planner,
      body: { ...ticketSale('topology'), nodes: [{ id: 'egress', kind: 'nat-gatway' }] } as never,
    });
    expect(response?.status).toBe(422);
    expect(JSON.stringify(error)).toContain('nat-gatway');
  });

  it('is refused what its role may not do', async () => {
    const { data } = await topologiesList({ client: viewer });
    const removed = await topologiesRemove({
      client: viewer,
      path: { id: data?.items[0]?.id ?? '' },
      headers: { 'If-Match': '"1"' },
    });
    expect(removed.response?.status).toBe(403);
  });

  it('reads the catalogue', async () => {
    const { data } = await profilesOneOfProvider({
      client: viewer,
      path: { provider: 'aws', name: 'nat-gateway' },
    });
    expect(data?.id).toBe('aws/nat-gateway');
  });
});
