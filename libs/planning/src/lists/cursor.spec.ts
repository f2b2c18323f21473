import fc from 'fast-check';
import { PlanningError } from '../planning-error.js';
import { decodeCursor, encodeCursor } from './cursor.js';

describe('a cursor', () => {
  it('leads back to the key it was made of', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.nat(999_999_999), (id, position) => {
        const key = `${id}:${String(position)}`;
        expect(decodeCursor('run-resources', encodeCursor('run-resources', key))).toBe(key);
        expect(decodeCursor('topologies', encodeCursor('topologies', id))).toBe(id);
      }),
    );
  });

  it('belongs to one list', () => {
    const cursor = encodeCursor('topologies', '01a1fb6c-490d-7000-8102-ab058badbd3f');
    expect(() => decodeCursor('forecasts', cursor)).toThrow(PlanningError);
  });

  it('is refused where it is anything else', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(() => decodeCursor('runs', text)).toThrow('cursor');
        expect(() => decodeCursor('runs', encodeCursor('runs', text))).toThrow('cursor');
      }),
    );
  });

  it('is short enough for a query string', () => {
    const key = '01a1fb6c-490d-7000-8102-ab058badbd3f:999999999';
    expect(encodeCursor('run-nat-gateways', key).length).toBeLessThan(100);
  });
});
