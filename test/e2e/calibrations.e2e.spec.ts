import { startApplication, ticketSale, type Application } from '../support/application.js';
import { observedDay } from '../support/observed.js';

const POOL = 'egress:snat-ports:payments';

/** 300 connections a second that last 2.5 s. */
const OBSERVED = observedDay(750, 300);

/** Of two instants. */
const series = (values: readonly number[]): object => ({
  Id: 'm1',
  Label: 'ActiveConnectionCount',
  Timestamps: ['2026-11-01T00:00:00Z', '2026-11-01T00:05:00Z'],
  Values: values,
});

describe('the calibration of a stored topology', () => {
  let api: Application;
  let id: string;
  let forecastId: string;
  let count = 0;

  beforeAll(async () => {
    api = await startApplication();
    forecastId = (await api.request('POST', '/v1/forecasts', { body: ticketSale('forecast') })).body.id;
  });
  afterAll(() => api.close());
  beforeEach(async () => {
    const body = { ...ticketSale('topology'), name: `sale ${String((count += 1))}` };
    ({ id } = (await api.request('POST', '/v1/topologies', { body })).body);
  });

  const calibrate = (
    body: object,
    options: { readonly ifMatch?: string; readonly token?: string } = {},
  ): ReturnType<Application['request']> =>
    api.request('POST', `/v1/topologies/${id}/calibrations`, {
      body,
      headers: options.ifMatch === undefined ? {} : { 'if-match': options.ifMatch },
      ...(options.token === undefined ? {} : { token: options.token }),
    });

  it('shows predicted beside observed, and changes nothing', async () => {
    const { status, body } = await calibrate(
      { observed: OBSERVED, forecastId, pool: POOL },
      { token: api.tokens.viewer },
    );
    expect(status).toBe(200);
    expect(body).toMatchObject({
      pool: POOL,
      leg: 'app-payments',
      samples: 288,
      holdingTimeSeconds: { mid: 2.5 },
      heldBack: { samples: 72, meanError: 0 },
      failuresPerSecond: expect.closeTo(0.1, 9),
      peakFactor: 1,
      requestsPerConnection: null,
      applied: null,
    });
    expect(body.openConnections.after).toBeCloseTo(750, 3);
    expect(body.values.map(({ document, pointer }: any) => [document, pointer])).toEqual([
      ['topology', '/legs/4/responseTimeSeconds'],
      ['forecast', '/demand/0'],
    ]);
    expect((await api.request('GET', `/v1/topologies/${id}`)).body.revision).toBe(1);
  });

  it('takes the pool that binds, and a forecast that nobody keeps', async () => {
    const { body } = await calibrate({ observed: OBSERVED, forecast: ticketSale('forecast') });
    expect(body.pool).toBe(POOL);
  });

  it('puts the values into the topology as its next revision, marked as calibrated', async () => {
    const body = { observed: OBSERVED, forecastId, pool: POOL, apply: true };
    expect((await calibrate(body)).body).toMatchObject({ status: 428, code: 'precondition-required' });
    expect((await calibrate(body, { ifMatch: '"1"', token: api.tokens.viewer })).status).toBe(403);
    const applied = await calibrate(body, { ifMatch: '"1"' });
    expect([applied.status, applied.headers['etag'], applied.body.applied.revision]).toEqual([200, '"2"', 2]);
    const { document } = (await api.request('GET', `/v1/topologies/${id}`)).body;
    expect(document).toEqual(applied.body.topology);
    expect(document.legs[4]).toMatchObject({
      responseTimeSeconds: { mid: 2.5 },
      provenance: { responseTimeSeconds: { kind: 'calibrated' } },
    });
    expect((await calibrate(body, { ifMatch: '"1"' })).body).toMatchObject({ code: 'revision-conflict' });
  });

  it('says what is missing or wrong', async () => {
    const given = { observed: OBSERVED, forecastId, pool: POOL };
    expect((await calibrate({ ...given, forecastId: undefined })).body).toMatchObject({
      code: 'invalid-field',
      detail: expect.stringMatching(/forecastId is missing/),
    });
    expect((await calibrate({ ...given, forecast: ticketSale('forecast') })).body.code).toBe('invalid-field');
    expect((await calibrate({ ...given, observed: { a: 1 } })).body).toMatchObject({
      code: 'unsupported-format',
      detail: expect.stringMatching(/MetricDataResults/),
    });
    expect((await calibrate({ ...given, pool: 'x' })).body).toMatchObject({
      status: 422,
      code: 'nothing-understood',
      detail: expect.stringMatching(/there is no pool "x"; the pools are /),
    });
    expect((await calibrate({ ...given, forecastId: id })).status).toBe(404);
  });

  it.each<[string, object, string]>([
    ['the second value', { MetricDataResults: [series([1, -1])] }, '/observed/MetricDataResults/0/Values/1'],
    ['a list too short', { MetricDataResults: [series([1])] }, '/observed/MetricDataResults/0/Values'],
    ['another kind', { data: { resultType: 'vector', result: [] } }, '/observed/data/resultType'],
    ['what is missing', { MetricDataResults: [series([1, 2])] }, '/observed'],
    ['no pool', OBSERVED, '/pool'],
  ])('points to %s in the body that was sent', async (_name, observed, pointer) => {
    const input = { observed, forecastId, pool: pointer === '/pool' ? 'x' : POOL };
    const pointers = ({ errors }: any): string[] => errors.map((each: any) => each.pointer);
    expect(pointers((await calibrate(input)).body)).toEqual([pointer]);
    const query = `mutation ($id: ID!, $input: CalibrationInput!) {
      calibrateTopology(id: $id, input: $input) { pool } }`;
    expect(pointers((await api.graphql(query, { id, input })).body.errors[0].extensions)).toEqual([pointer]);
  });

  it('is the same in GraphQL', async () => {
    const query = `mutation ($id: ID!, $input: CalibrationInput!, $expected: Int) {
      calibrateTopology(id: $id, input: $input, expectedRevision: $expected) {
        pool holdingTimeSeconds { low mid high } heldBack { meanError } values { pointer reason } applied { revision }
      }
    }`;
    const input = { observed: OBSERVED, forecastId, pool: POOL };
    const asked = await api.graphql(query, { id, input });
    expect(asked.body.data.calibrateTopology).toMatchObject({
      pool: POOL,
      holdingTimeSeconds: { mid: 2.5 },
      applied: null,
    });
    const applied = await api.graphql(query, { id, input, expected: 1 });
    expect(applied.body.data.calibrateTopology.applied).toEqual({ revision: 2 });
  });
});
