import { placesIn } from './places.js';

const YAML = `nodes:
  - { id: fans, kind: clients }
  - id: egress
    publicIps: 9
"a/b~c": 1
`;

describe('places in a document', () => {
  it.each([
    ['/nodes', 1, 1],
    ['/nodes/0', 2, 5],
    ['/nodes/0/kind', 2, 17],
    ['/nodes/1/publicIps', 4, 5],
    ['/a~1b~0c', 5, 1],
  ])('%s in YAML stands at its key, line %d, column %d', (pointer, line, column) => {
    expect(placesIn(YAML)(pointer)).toEqual({ line, column });
  });

  it('a field that is missing is wanted where what should hold it begins', () => {
    expect(placesIn(YAML)('/nodes/1/profile')).toEqual({ line: 3, column: 5 });
    expect(placesIn(YAML)('/legs/0/to')).toEqual({ line: 1, column: 1 });
  });

  it('JSON has places too', () => {
    expect(placesIn('{\n  "nodes": [\n    { "id": "a" }\n  ]\n}')('/nodes/0/id')).toEqual({
      line: 3,
      column: 7,
    });
  });

  it('an empty text has none', () => {
    expect(placesIn('')('/nodes')).toBeNull();
  });
});
