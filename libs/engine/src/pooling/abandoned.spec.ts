import { DomainError } from '../errors.js';
import { abandonedHoldSeconds } from './abandoned.js';

describe('Connections that nobody closes', () => {
  it('hold their tuple until the path forgets them: one in a hundred behind a NAT of 350 s adds 3.5 s to all', () => {
    const hold = { openSeconds: 2, abandonedShare: 0.01, idleTimeoutSeconds: 350 };
    expect(abandonedHoldSeconds(hold)).toBe(5.5);
  });

  it('change nothing where there are none', () => {
    expect(abandonedHoldSeconds({ openSeconds: 2, abandonedShare: 0, idleTimeoutSeconds: 350 })).toBe(2);
  });

  it.each([
    [{ openSeconds: -1, abandonedShare: 0.1, idleTimeoutSeconds: 1 }, 'openSeconds'],
    [{ openSeconds: 1, abandonedShare: 2, idleTimeoutSeconds: 1 }, 'abandonedShare'],
    [{ openSeconds: 1, abandonedShare: 0.1, idleTimeoutSeconds: Infinity }, 'idleTimeoutSeconds'],
  ])('refuse %j, naming %s', (hold, field) => {
    expect(() => abandonedHoldSeconds(hold)).toThrow(DomainError);
    expect(() => abandonedHoldSeconds(hold)).toThrow(field);
  });
});
