import * as fc from 'fast-check';
import { readWorkedExamples } from '../../fixtures/read-worked-examples.js';
import { erlangB, requiredServers } from './index.js';

describe('the servers that a load requires', () => {
  const sized = [...readWorkedExamples('erlangB'), ...readWorkedExamples('doNotUse')].filter(
    ({ inputs, recomputed }) => 'offered_load' in inputs && 'required_servers' in recomputed,
  );
  it.each(sized.map((example) => [example.id, example.source, example] as const))(
    'are those of %s (%s), recomputed where it is wrong',
    (_id, _source, { inputs, expected, recomputed, kind }) => {
      const target = Number(inputs['target_blocking'] ?? inputs['target']);
      const servers = requiredServers(Number(inputs['offered_load']), target);
      expect(servers).toBe(recomputed['required_servers']);
      expect(servers === expected['required_servers']).toBe(kind === 'published');
    },
  );

  it('are two for one erlang at 0.2, which two servers lose exactly (erlb-02)', () => {
    expect(requiredServers(1, 0.2)).toBe(2);
  });

  it('are one even where there is no load: without servers everything is lost', () => {
    expect(requiredServers(0, 1e-6)).toBe(1);
    expect(erlangB(0, 0)).toBe(1);
  });

  it('are the fewest that meet the target', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 1e5, noNaN: true }),
        fc.double({ min: 1e-9, max: 0.5, noNaN: true }),
        (load, target) => {
          const servers = requiredServers(load, target);
          expect(erlangB(load, servers)).toBeLessThanOrEqual(target * (1 + 2e-12));
          expect(erlangB(load, servers - 1)).toBeGreaterThan(target * (1 - 1e-12));
        },
      ),
    );
  });

  it('are never fewer for more load or for a stricter target', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1e6, noNaN: true }),
        fc.double({ min: 1e-12, max: 0.9, noNaN: true }),
        (load, target) => {
          const servers = requiredServers(load, target);
          expect(requiredServers(load * 1.1 + 1, target)).toBeGreaterThanOrEqual(servers);
          expect(requiredServers(load, target / 10)).toBeGreaterThanOrEqual(servers);
        },
      ),
    );
  });

  it('refuses targets that are no probability strictly between 0 and 1', () => {
    expect(() => requiredServers(10, 0)).toThrow(
      'targetBlocking is 0; it must be a number between 0 and 1, both excluded',
    );
    expect(() => requiredServers(10, 1)).toThrow('targetBlocking is 1');
  });
});
