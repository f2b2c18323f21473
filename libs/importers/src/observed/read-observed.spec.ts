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
});
