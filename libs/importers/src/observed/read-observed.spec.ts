import { readObserved } from './read-observed.js';

function answer(...metrics: readonly Readonly<Record<string, string>>[]): unknown {
  const values = [
    [1767225600, '12'],
    [1767225660, '13'],
  ];
  return {
    status: 'success',
    data: { resultType: 'matrix', result: metrics.map((metric) => ({ metric, values })) },
  };
}

describe('an answer of Prometheus', () => {
  it('has series by the name of their metric', () => {
    const [series] = readObserved(answer({ __name__: 'node_netstat_Tcp_CurrEstab', instance: 'a:9100' }));
    expect(series).toMatchObject({ quantity: 'open-connections', metric: 'node_netstat_Tcp_CurrEstab' });
  });

  it('whose query calculated has series without a name, which says how to keep it', () => {
    expect(() => readObserved(answer({ instance: 'a:9100' }, {}))).toThrow(
      /among series without a name; known are .*sum by \(__name__\)/,
    );
  });

  it('that is an error is refused as such', () => {
    expect(() => readObserved({ status: 'error', errorType: 'bad_data', error: 'parse error' })).toThrow(
      'the answer of Prometheus is an error',
    );
  });

  it('of an instant is refused', () => {
    expect(() => readObserved({ data: { resultType: 'vector', result: [] } })).toThrow(
      'it must be "matrix", that of a range query',
    );
  });

  it('has a gap where a sample is no number', () => {
    const values = [
      [1767225600, '12'],
      [1767225660, 'NaN'],
      [1767225720, '14'],
    ];
    const metric = { __name__: 'node_netstat_Tcp_CurrEstab' };
    const [series] = readObserved({ data: { resultType: 'matrix', result: [{ metric, values }] } });
    expect(series?.points.map(({ value }) => value)).toEqual([12, 14]);
  });

  it('with a sample that is infinite, or no number in other words, is refused with its place', () => {
    const metric = { __name__: 'node_netstat_Tcp_CurrEstab' };
    for (const value of ['+Inf', '', 'none', null])
      expect(() =>
        readObserved({ data: { resultType: 'matrix', result: [{ metric, values: [[1767225600, value]] }] } }),
      ).toThrow('/data/result/0/values/0 is no instant with a number');
  });
});

describe('an answer of CloudWatch', () => {
  const series = (Id: string, day: number, values: readonly number[]): object => ({
    Id,
    Label: 'ActiveConnectionCount',
    Timestamps: values.map((_, index) => `2026-11-0${String(day)}T00:0${String(index)}:00+00:00`),
    Values: values,
  });

  it('of several pages has each query once, ascending in time whatever the order of the pages', () => {
    const observed = readObserved({
      MetricDataResults: [series('m1', 2, [3, 4]), series('m1', 1, [1, 2])],
    });
    expect(observed).toHaveLength(1);
    expect(observed[0]?.points.map(({ value }) => value)).toEqual([1, 2, 3, 4]);
  });

  it('with the same metric of two gateways has two series', () => {
    expect(
      readObserved({ MetricDataResults: [series('m1', 1, [1, 2]), series('m2', 1, [3, 4])] }),
    ).toHaveLength(2);
  });

  it('of get-metric-statistics, which has one metric alone, is refused with what to ask for', () => {
    expect(() => readObserved({ Label: 'ActiveConnectionCount', Datapoints: [] })).toThrow(
      'give that of get-metric-data with both',
    );
  });
});
