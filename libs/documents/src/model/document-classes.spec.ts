import { validateSync } from 'class-validator';
import { classNamed } from '../fields/registry.js';
import { documentClasses } from './document-classes.js';

const classes = documentClasses();
const names = classes.map(({ name }) => name);

describe('documentClasses', () => {
  it('is plain data', () => {
    expect(JSON.parse(JSON.stringify(classes))).toEqual(classes);
  });

  it('has every class once, parts before what holds them', () => {
    expect(new Set(names).size).toBe(names.length);
    for (const [index, { fields }] of classes.entries()) {
      const parts = JSON.stringify(fields).match(/"class":"(\w+)"/g) ?? [];
      for (const part of parts) expect(names.slice(0, index)).toContain(part.slice(9, -1));
    }
    expect(names).toEqual(
      expect.arrayContaining(['Topology', 'Forecast', 'Policy', 'NatGatewayNode', 'Host', 'Interval']),
    );
  });

  it('states type, unit, bounds and default of a field, inherited ones too', () => {
    const gateway = classes.find(({ name }) => name === 'NatGatewayNode');
    expect(gateway?.fields.find(({ name }) => name === 'zones')).toEqual({
      name: 'zones',
      description: 'Gateways of this kind that share the traffic, one a zone.',
      optional: true,
      default: 1,
      type: { kind: 'number', unit: 'zones', integer: true, interval: null, minimum: 1, maximum: 1e15 },
    });
    expect(gateway?.fields.slice(0, 2).map(({ name, type }) => [name, type])).toEqual([
      ['id', { kind: 'identifier' }],
      ['kind', { kind: 'one-of', values: ['nat-gateway'] }],
    ]);
    expect(gateway?.fields.at(-1)?.name).toBe('provenance');
  });

  it('describes every class and field in a sentence', () => {
    for (const { description, fields } of classes) {
      for (const text of [description, ...fields.map((field) => field.description)])
        expect(text).toMatch(/^[A-Z].*\.$|^\w+/);
    }
  });

  it('says the unit of every number whose name ends in one', () => {
    const numbers = classes.flatMap(({ fields }) => fields).filter(({ type }) => type.kind === 'number');
    const seconds = numbers.filter(({ name }) => name.endsWith('Seconds'));
    expect(seconds.length).toBeGreaterThan(10);
    for (const { type } of seconds) expect(type).toMatchObject({ unit: 'seconds' });
  });

  it('is what class-validator itself goes by', () => {
    const leg = Object.assign(Object.create(classNamed('Leg').definition.prototype as object) as object, {
      id: 'a b',
      from: 'a',
      to: 'b',
    });
    expect(validateSync(leg).map(({ property, constraints }) => [property, constraints])).toEqual([
      [
        'id',
        {
          portplan:
            'id is "a b"; it must be an id of letters, digits, "-", "_" and ".", at most 100 characters',
        },
      ],
      [
        'responseTimeSeconds',
        { portplan: 'responseTimeSeconds is missing; it must be a number of seconds, 0 or more' },
      ],
    ]);
  });
});
