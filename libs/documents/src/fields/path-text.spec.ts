import fc from 'fast-check';
import { comparePaths, pathOf, pathText, pointerOf } from './path-text.js';

describe('paths', () => {
  it('read as a person writes them', () => {
    expect(pathText(['nodes', 2, 'host', 'sourceIps'])).toBe('nodes[2].host.sourceIps');
    expect(pathText(['leadTimeDays', 'nat-ips'])).toBe('leadTimeDays.nat-ips');
    expect(pathText(['labels', 'a.b'])).toBe('labels["a.b"]');
    expect(pathText([])).toBe('the document');
  });

  // The examples of RFC 6901, section 5.
  it.each([
    [[], ''],
    [['foo', 0], '/foo/0'],
    [['a/b'], '/a~1b'],
    [['m~n'], '/m~0n'],
    [[''], '/'],
    [['~1'], '/~01'],
  ])('%j is the pointer %j', (path, pointer) => {
    expect(pointerOf(path)).toBe(pointer);
    expect(pathOf(pointer)).toEqual(path);
  });

  it('come back from their pointer', () => {
    const part = fc.oneof(
      fc.nat(99),
      fc.string().filter((text) => !/^\d+$/.test(text)),
    );
    fc.assert(
      fc.property(fc.array(part), (path) => {
        expect(pathOf(pointerOf(path))).toEqual(path);
      }),
    );
  });

  it('stand in the order of the document: the tenth behind the second, the whole before its parts', () => {
    const paths = [['legs', 10], ['legs', 2, 'to'], ['legs', 2], ['apiVersion'], []];
    expect([...paths].sort(comparePaths)).toEqual([
      [],
      ['apiVersion'],
      ['legs', 2],
      ['legs', 2, 'to'],
      ['legs', 10],
    ]);
  });
});
