import { addressParts, modulePathOf, modulePathText } from './module-path.js';
import { parseReferences } from './references.js';

const names = (texts: readonly string[]): readonly string[] =>
  parseReferences(texts).map(({ parts }) => parts.map(({ value }) => String(value)).join(' '));

describe('the references of an expression', () => {
  it('are counted once, although Terraform repeats the beginning of each', () => {
    expect(names(['aws_lb.this[0].arn', 'aws_lb.this[0]', 'aws_lb.this'])).toEqual(['aws_lb this 0 arn']);
  });

  it('are kept apart where the same resource is referred to twice: by a literal key and by the own one', () => {
    const conditional = [
      'var.single',
      'aws_route_table.private[0].id',
      'aws_route_table.private[0]',
      'aws_route_table.private',
      'aws_route_table.private',
      'count.index',
    ];
    expect(names(conditional)).toEqual([
      'var single',
      'aws_route_table private 0 id',
      'aws_route_table private',
      'count index',
    ]);
  });

  it('are kept apart where one name only begins like another', () => {
    expect(names(['aws_eip.nat_secondary', 'aws_eip.nat'])).toEqual(['aws_eip nat_secondary', 'aws_eip nat']);
  });
});

describe('addresses', () => {
  it('may have dots, brackets and quotes in their keys', () => {
    expect(addressParts('module.a["x.y]\\"z"].aws_lb.b').map(({ value }) => value)).toEqual([
      'module',
      'a',
      'x.y]"z',
      'aws_lb',
      'b',
    ]);
  });

  it('of modules are paths, with the instance of each', () => {
    const path = modulePathOf('module.service["web"].module.cache[1].module.x');
    expect(path).toEqual([
      { name: 'service', key: 'web' },
      { name: 'cache', key: 1 },
      { name: 'x', key: null },
    ]);
    expect(modulePathText(path)).toBe('module.service["web"].module.cache[1].module.x');
  });
});
