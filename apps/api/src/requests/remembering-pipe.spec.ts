import type { ArgumentMetadata } from '@nestjs/common';
import { remembering } from './remembering-pipe.js';

class Query {
  limit?: string;
  tags?: string[];
}

class OtherQuery {
  limit?: string;
}

describe('a pipe that remembers', () => {
  const read: unknown[] = [];
  const pipe = remembering({
    transform: (value, { metatype: Read = Object }) => {
      read.push(value);
      if ((value as Query).limit === 'invalid') return Promise.reject(new Error('refused'));
      return Promise.resolve(Object.assign(new Read() as object, value));
    },
  });
  const of = (metatype: ArgumentMetadata['metatype']): ArgumentMetadata => ({ type: 'query', metatype });

  beforeEach(() => read.splice(0));

  it('reads the same parameters of the same class once', async () => {
    const first = await pipe.transform({ limit: '1' }, of(Query));
    expect(await pipe.transform({ limit: '1' }, of(Query))).toBe(first);
    expect(await pipe.transform({ limit: '2' }, of(Query))).toEqual({ limit: '2' });
    expect(await pipe.transform({ limit: '1' }, of(OtherQuery))).toBeInstanceOf(OtherQuery);
    expect(read).toHaveLength(3);
  });

  it('gives what nobody can change, for many share it', async () => {
    const query = (await pipe.transform({ tags: ['shop'] }, of(Query))) as Query;
    expect(() => query.tags?.push('more')).toThrow(TypeError);
    expect(() => (query.limit = '3')).toThrow(TypeError);
  });

  it('remembers neither what is invalid nor what is very long', async () => {
    const invalid = { limit: 'invalid' };
    await expect(pipe.transform(invalid, of(Query))).rejects.toThrow('refused');
    await expect(pipe.transform(invalid, of(Query))).rejects.toThrow('refused');
    for (let round = 0; round < 2; round += 1) await pipe.transform({ limit: '9'.repeat(2000) }, of(Query));
    expect(read).toHaveLength(4);
  });

  it('forgets the oldest of many', async () => {
    for (let limit = 0; limit <= 200; limit += 1) await pipe.transform({ limit }, of(Query));
    await pipe.transform({ limit: 200 }, of(Query));
    expect(read).toHaveLength(201);
    await pipe.transform({ limit: 0 }, of(Query));
    expect(read).toHaveLength(202);
  });
});
