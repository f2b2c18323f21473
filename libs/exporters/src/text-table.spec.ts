import fc from 'fast-check';
import { PLAIN_STYLE, textTable, type Column } from './text-table.js';
import { lengthOf } from './wrapped-text.js';

const COLUMNS: readonly Column[] = [
  { title: 'gateway', wraps: true },
  { title: 'IPs', align: 'right' },
  { title: 'limit', align: 'right', rank: 1 },
  { title: 'status', rank: 2 },
];

function table(rows: readonly (readonly string[])[], width: number): readonly string[] {
  const cells = rows.map((row) => row.map((text) => ({ text })));
  return textTable(COLUMNS, cells, width, PLAIN_STYLE).split('\n');
}

describe('a table', () => {
  const rows = [
    ['egress', '1', '8', 'ok'],
    ['network-nat-gateway-this-eu-west-1a', '12', '8', 'over'],
  ];

  it('shows all columns where it has room', () => {
    expect(table(rows, 80)).toEqual([
      'gateway                              IPs  limit  status',
      'egress                                 1      8  ok',
      'network-nat-gateway-this-eu-west-1a   12      8  over',
    ]);
  });

  it('leaves out the columns of the lowest rank first', () => {
    expect(table(rows, 52)[0]).toBe('gateway                              IPs  status');
    expect(table(rows, 41)[0]).toBe('gateway                              IPs');
  });

  it('then breaks names over lines', () => {
    expect(table(rows, 25)).toEqual([
      'gateway               IPs',
      'egress                  1',
      'network-nat-gateway-   12',
      '  this-eu-west-1a',
    ]);
  });

  it('leaves out a column that says nothing in any row', () => {
    expect(table([['egress', '1', '', 'ok']], 80)).toEqual(['gateway  IPs  status', 'egress     1  ok']);
  });

  it('colours text without its padding, and only what is there', () => {
    const marked = textTable(
      COLUMNS,
      [[{ text: 'a', tone: 'bad' }]],
      80,
      (tone, text) => `<${tone} ${text}>`,
    );
    expect(marked.split('\n')[1]).toBe('<bad a>');
  });

  it('fits any width that holds its narrowest columns', () => {
    const names = fc.stringMatching(/^[a-z:-]{0,60}$/);
    const row = fc.tuple(names, fc.stringMatching(/^\d{1,3}$/), names, fc.constantFrom('ok', 'exhausted'));
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 20, max: 160 }),
        (all, width) => {
          expect(Math.max(...table(all, width).map(lengthOf))).toBeLessThanOrEqual(width);
        },
      ),
    );
  });
});
