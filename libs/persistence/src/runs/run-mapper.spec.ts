import { instantOf, oneOf, toDate, toInstant, toStatus } from './run-mapper.js';

describe('rows of runs', () => {
  it('hold instants as the engine writes them, to the second', () => {
    expect(toInstant(toDate('2026-12-12T09:00:25Z'))).toBe('2026-12-12T09:00:25Z');
    expect(toInstant(toDate(null))).toBeNull();
    expect(instantOf(new Date('2026-12-12T09:00:25.5Z'))).toBe('2026-12-12T09:00:25.500Z');
  });

  it('are refused where a newer version wrote a word that this one does not know', () => {
    expect(toStatus('over')).toBe('over');
    expect(() => toStatus('melted')).toThrow(
      'A row has the status "melted", which this version does not know.',
    );
    expect(() => oneOf(['tcp', 'udp'], 'sctp', 'protocol')).toThrow('the protocol "sctp"');
  });
});
