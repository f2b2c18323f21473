import { readWorkedExamples, type WorkedExample } from '../../fixtures/read-worked-examples.js';
import { giveUpSeconds, portsHeld } from './index.js';

function example(category: string, id: string): WorkedExample {
  const found = readWorkedExamples(category).find((each) => each.id === id);
  if (found === undefined) throw new Error(`no example ${id}`);
  return found;
}

describe('published arithmetic of connections', () => {
  it('rate-15: six retries of a SYN give up after 127 s', () => {
    const { inputs, expected } = example('rate', 'rate-15');
    expect(giveUpSeconds(Number(inputs['tcp_syn_retries']), Number(inputs['initial_rto_s']))).toBe(
      expected['total_timeout_s'],
    );
  });

  it('tencent-01: 100 new connections a second of 180 s are 18,000 at once', () => {
    const { inputs, expected } = example('tencent', 'tencent-01');
    expect(portsHeld(Number(inputs['new_conn_per_s']), Number(inputs['avg_duration_s']))).toBe(
      expected['active_connections'],
    );
  });

  it('tencent-06: 100 new connections a second of 120 s are 12,000 at once', () => {
    const { inputs, expected } = example('tencent', 'tencent-06');
    expect(portsHeld(Number(inputs['new_per_s']), Number(inputs['duration_s']))).toBe(expected['active']);
  });
});
