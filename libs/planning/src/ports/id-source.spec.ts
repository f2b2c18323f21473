import { UuidV7Source } from './id-source.js';

describe('identifiers', () => {
  it('are UUIDs of version 7, variant 10 (RFC 9562, section 5.7)', () => {
    const id = new UuidV7Source().next();
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('say when they were made', () => {
    const before = Date.now();
    const id = new UuidV7Source().next();
    const madeAt = Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);
    expect(madeAt).toBeGreaterThanOrEqual(before);
    expect(madeAt).toBeLessThanOrEqual(Date.now());
  });

  it('sort in the order they were made, also those of one millisecond', () => {
    const source = new UuidV7Source();
    const ids = Array.from({ length: 20_000 }, () => source.next());
    expect(ids.toSorted()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
