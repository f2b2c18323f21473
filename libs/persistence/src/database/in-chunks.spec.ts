import { inChunks } from './in-chunks.js';

describe('writing many rows', () => {
  it('takes one statement after the other, each row once and in order', async () => {
    const rows = Array.from({ length: 1001 }, (_, index) => index);
    const sizes: number[] = [];
    const written: number[] = [];
    let writing = 0;
    await inChunks(rows, async (chunk) => {
      writing += 1;
      expect(writing).toBe(1);
      await Promise.resolve();
      sizes.push(chunk.length);
      written.push(...chunk);
      writing -= 1;
    });
    expect(sizes).toEqual([500, 500, 1]);
    expect(written).toEqual(rows);
  });

  it('writes nothing where there is nothing', async () => {
    const writing = inChunks([], () => Promise.reject(new Error('was called')));
    await expect(writing).resolves.toBeUndefined();
  });
});
