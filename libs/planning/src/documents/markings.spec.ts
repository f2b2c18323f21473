import { marked, NO_MARKINGS, type MarkingsChange } from './markings.js';

const after = (change: MarkingsChange, before = NO_MARKINGS) => marked(before, change);

describe('tags', () => {
  it('are words of any script, each once, by alphabet', () => {
    expect(after({ tags: ['on sale', 'Zürich', 'ab', 'on sale'] }).tags).toEqual(['Zürich', 'ab', 'on sale']);
  });

  it.each(['', ' a', 'a ', 'a,b', 'a\nb', 'a\u0000', '\ud800', 'x'.repeat(64)])('are not %j', (tag) => {
    expect(() => after({ tags: ['ok', tag] })).toThrow(/^tags\/1 is .*; it must be 1 to 63 printable/);
  });

  it('are replaced as a whole, and at most 50', () => {
    expect(after({ tags: [] }, { tags: ['a'], labels: {} }).tags).toEqual([]);
    const many = Array.from({ length: 51 }, (_, index) => `t${String(index)}`);
    expect(() => after({ tags: many })).toThrow('tags is 51 tags; it must be at most 50 tags.');
  });
});

describe('labels', () => {
  it('are changed one by one, and taken away by null', () => {
    const before = { tags: ['a'], labels: { team: 'shop', env: 'prod' } };
    expect(after({ labels: { team: 'payments', env: null, tier: '' } }, before)).toEqual({
      tags: ['a'],
      labels: { team: 'payments', tier: '' },
    });
  });

  it.each(['team', 'a', 'example.com/team', 'app.kubernetes.io/part-of', 'A_b.c', 'x'.repeat(63)])(
    'may be named %s',
    (name) => {
      expect(after({ labels: { [name]: 'a' } }).labels).toEqual({ [name]: 'a' });
    },
  );

  it.each(['', '-a', 'a-', 'a/b/c', '/a', 'a/', 'Example.com/a', 'a b', 'x'.repeat(64), '__proto__'])(
    'may not be named %j',
    (name) => {
      const labels = JSON.parse(`{${JSON.stringify(name)}:"a"}`) as Record<string, string>;
      expect(() => after({ labels })).toThrow('named as in Kubernetes');
    },
  );

  it.each(['-a', 'a b', 'ä', 'x'.repeat(64), 'a\u0000'])('may not be %j', (value) => {
    expect(() => after({ labels: { team: value } })).toThrow(/^labels\/team is .*letters, digits/);
  });

  it('are at most 64', () => {
    const labels = Object.fromEntries(Array.from({ length: 65 }, (_, index) => [`l${String(index)}`, '']));
    expect(() => after({ labels })).toThrow('at most 64 labels');
  });
});
