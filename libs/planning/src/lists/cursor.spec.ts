import fc from 'fast-check';
import { PlanningError } from '../planning-error.js';
import { decodeCursor, encodeCursor } from './cursor.js';
import { readSort } from './sort.js';

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

  it('of a sorted list leads back to its values and its id, in that order only', () => {
    const id = '01a1fb6c-490d-7000-8102-ab058badbd3f';
    const key = JSON.stringify(['2026-12-01T08:00:00.5+00:00', 'a/"b"#c', id]);
    const sort = readSort('topologies', '-updatedAt,name');
    const cursor = encodeCursor('topologies', key, sort);
    expect(decodeCursor('topologies', cursor, sort)).toBe(key);
    for (const other of ['', 'updatedAt,name', 'name,-updatedAt', '-updatedAt'])
      expect(() => decodeCursor('topologies', cursor, readSort('topologies', other))).toThrow('cursor');
    expect(() => decodeCursor('forecasts', cursor, sort)).toThrow('cursor');
  });

  it('of which any letter was changed is refused', () => {
    const cursor = encodeCursor('topologies', '01a1fb6c-490d-7000-8102-ab058badbd3f');
    for (let at = 0; at < cursor.length; at += 1) {
      const other = cursor[at] === 'A' ? 'Q' : 'A';
      const changed = `${cursor.slice(0, at)}${other}${cursor.slice(at + 1)}`;
      expect(() => decodeCursor('topologies', changed)).toThrow('cursor');
    }
  });

  it('is short enough for a query string', () => {
    const key = '01a1fb6c-490d-7000-8102-ab058badbd3f:999999999';
    expect(encodeCursor('run-nat-gateways', key).length).toBeLessThan(100);
  });
});
