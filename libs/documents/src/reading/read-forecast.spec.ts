import { isAccepted, messagesOf, ticketSale, type Edits } from '../spec-support/ticket-sale.js';
import { readForecast } from './read.js';

const INSTANT = 'an ISO 8601 instant with a time zone, such as "2026-12-01T00:00:00Z"';
const ONE_BASE = 'it must have exactly one of requestsPerSecond, series, history and quantiles';

const RATE = '/demand/0/requestsPerSecond';
const SIGMA = '/demand/0/sigma';
const QUANTILES = '/demand/0/quantiles';

const BAD: readonly (readonly [string, Edits, readonly string[]])[] = [
  [
    'an empty forecast',
    { '/steps': 0, '/demand': [] },
    [
      'demand is empty; it must be a list of demands, at least one',
      'steps is 0; it must be a whole number of steps from 1 to 525600',
    ],
  ],
  [
    'a negative rate',
    { [RATE]: -1 },
    ['demand[0].requestsPerSecond is -1; it must be a number of requests per second, 0 or more'],
  ],
  [
    'a day of two hours',
    { '/demand/0/dailyProfile': [1, 2] },
    ['demand[0].dailyProfile has 2 values; it must be a list of 24 multipliers, one an hour of the day'],
  ],
  [
    'a week of eight days',
    { '/demand/0/weeklyProfile': [1, 1, 1, 1, 1, 1, 1, 1] },
    ['demand[0].weeklyProfile has 8 values; it must be a list of 7 multipliers, one a day from Monday'],
  ],
  [
    'an hour below nothing',
    { '/demand/0/dailyProfile/23': -0.5 },
    ['demand[0].dailyProfile[23] is -0.5; it must be a number, 0 or more'],
  ],
  ['a start in words', { '/start': 'tomorrow' }, [`start is "tomorrow"; it must be ${INSTANT}`]],
  [
    'a start without a zone',
    { '/start': '2026-12-01T00:00:00' },
    [`start is "2026-12-01T00:00:00"; it must be ${INSTANT}`],
  ],
  [
    '30 February',
    { '/start': '2026-02-30T00:00:00Z' },
    [`start is "2026-02-30T00:00:00Z"; it must be ${INSTANT}`],
  ],
  [
    'a year that no calendar has',
    { '/start': '0001-01-01T00:00:00+01:00' },
    [`start is "0001-01-01T00:00:00+01:00"; it must be ${INSTANT}`],
  ],
  [
    'a step in words',
    { '/stepSeconds': '1h' },
    ['stepSeconds is "1h"; it must be a number of seconds from 1 to 2678400'],
  ],
  [
    'an event that takes requests back',
    { '/demand/0/events/0/multiplier': -1 },
    ['demand[0].events[0].multiplier is -1; it must be a number from 0 to 1000000'],
  ],
  ['demand without a base', { [RATE]: undefined }, [`demand[0] has no base; ${ONE_BASE}`]],
  [
    'demand with two bases',
    { '/demand/0/history': { csv: 'time,value' } },
    [`demand[0] has requestsPerSecond and history; ${ONE_BASE}`],
  ],
  [
    'demand with three bases',
    { [SIGMA]: undefined, '/demand/0/history': { csv: 'time,value' }, [QUANTILES]: { p50: 1200 } },
    [`demand[0] has requestsPerSecond, history and quantiles; ${ONE_BASE}`],
  ],
  [
    'a series shorter than the forecast',
    { [RATE]: undefined, '/demand/0/series': [1200, 1300] },
    ["demand[0].series has 2 values; it must have 2160, one for each of the forecast's steps"],
  ],
  [
    'quantiles around another median',
    { [SIGMA]: undefined, [QUANTILES]: { p50: 1000, p95: 1500 } },
    ['demand[0].quantiles.p50 is 1000; beside requestsPerSecond it must equal it, which is 1200'],
  ],
  [
    'quantiles that fall',
    { [SIGMA]: undefined, [QUANTILES]: { p50: 1200, p90: 1100, p99: 1500 } },
    ['demand[0].quantiles.p90 is 1100; it must be at least p50, which is 1200'],
  ],
  [
    'uncertainty stated twice',
    { [QUANTILES]: { p50: 1200, p95: 1500 } },
    [
      'demand[0] has sigma and quantiles; it must have at most one of them, since both state the uncertainty of the level',
    ],
  ],
  [
    'a history of nothing',
    { [RATE]: undefined, '/demand/0/history': {} },
    ['demand[0].history has neither csv nor prometheus; it must have exactly one of them'],
  ],
  [
    'two demands of one source',
    { '/demand/-': { source: 'fans', requestsPerSecond: 1 } },
    [
      'demand[1].source is "fans", which is already the source of demand[0]; it must be unique among the demand',
    ],
  ],
];

describe('readForecast', () => {
  it('reads the forecast of the documentation as it stands', () => {
    expect(readForecast(ticketSale('forecast'))).toEqual(ticketSale('forecast'));
  });

  it('has a daily profile of mean 1 in its example, so that requestsPerSecond is the mean', () => {
    const profile = readForecast(ticketSale('forecast')).demand[0]?.dailyProfile ?? [];
    expect(profile.reduce((sum, hour) => sum + hour, 0) / 24).toBeCloseTo(1, 10);
  });

  it.each(BAD)('refuses %s', (_, edits, messages) => {
    expect(messagesOf(() => readForecast(ticketSale('forecast', edits)))).toEqual(messages);
  });

  it.each<readonly [string, Edits]>([
    [
      'quantiles as the base',
      { [RATE]: undefined, [SIGMA]: undefined, [QUANTILES]: { p50: 1200, p99: 2000 } },
    ],
    [
      'quantiles around the rate that is their median',
      { [SIGMA]: undefined, [QUANTILES]: { p50: 1200, p90: 1500, p95: 1500 } },
    ],
    [
      'a series of as many values as there are steps',
      { [RATE]: undefined, '/steps': 3, '/demand/0/series': [1, 2, 0] },
    ],
    ['history as CSV', { [RATE]: undefined, '/demand/0/history': { csv: 'time,value\n1764547200,12\n' } }],
    ['shrinking demand', { '/demand/0/growthPerMonth': -0.5 }],
  ])('takes %s', (_, edits) => {
    expect(isAccepted(() => readForecast(ticketSale('forecast', edits)))).toBe(true);
  });

  it('keeps the answer of Prometheus as it came, and shares nothing with it', () => {
    const prometheus = {
      status: 'success',
      data: { resultType: 'matrix', result: [{ values: [[1, '2']] }] },
    };
    const history = { prometheus };
    const forecast = readForecast(
      ticketSale('forecast', { [RATE]: undefined, '/demand/0/history': history }),
    );
    expect(forecast.demand[0]?.history).toEqual(history);
    expect(forecast.demand[0]?.history?.prometheus?.['data']).not.toBe(prometheus.data);
  });
});
