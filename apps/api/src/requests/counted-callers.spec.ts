import { CountedCallers } from './counted-callers.js';

describe('counted callers', () => {
  it('are counted each for itself, until their span ends', () => {
    const callers = new CountedCallers(1000, 10);
    expect(callers.count('ann', 0)).toEqual({ asked: 1, endsAt: 1000 });
    expect(callers.count('ann', 999)).toEqual({ asked: 2, endsAt: 1000 });
    expect(callers.count('bob', 999)).toEqual({ asked: 1, endsAt: 1999 });
    expect(callers.count('ann', 1000)).toEqual({ asked: 1, endsAt: 2000 });
  });

  it('are no more than so many: the one whose span began first makes room', () => {
    const callers = new CountedCallers(1000, 2);
    for (const caller of ['ann', 'bob', 'ann', 'cem']) callers.count(caller, 0);
    expect(callers.count('bob', 1).asked).toBe(2);
    expect(callers.count('ann', 1).asked).toBe(1);
  });
});
