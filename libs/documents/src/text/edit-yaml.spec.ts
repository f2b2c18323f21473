import fc from 'fast-check';
import { jsonFault } from '../fields/json-value.js';
import { ticketSale, withValueAt } from '../spec-support/ticket-sale.js';
import { editYaml } from './edit-yaml.js';
import { parseDocumentText } from './parse-document-text.js';
import { toYaml } from './to-yaml.js';
import { readTopology } from '../reading/read.js';

const TEXT = `# Who may change this: the network team.
apiVersion: portplan/v1
kind: Topology
name: shop # as in the wiki

nodes:
  # The way out.
  - id: egress
    kind: nat-gateway
    publicIps: 2 # assumed: the plan does not say
  - { id: bank, kind: external, endpoints: 1 }
legs: []
`;

const read = (text: string): Record<string, unknown> =>
  parseDocumentText(text, { format: 'yaml' }) as Record<string, unknown>;
const edit = (pointer: (string | number)[], value: unknown): string | null =>
  editYaml(TEXT, withValueAt(read(TEXT), pointer, value) as object);

describe('editYaml', () => {
  it('changes what changes, and nothing else', () => {
    expect(edit(['nodes', 1, 'endpoints'], 3)).toBe(TEXT.replace('endpoints: 1', 'endpoints: 3'));
    expect(edit(['name'], 'big shop')).toBe(TEXT.replace('name: shop', 'name: big shop'));
    expect(editYaml(TEXT, read(TEXT))).toBe(TEXT);
  });

  it('says no longer that a value is assumed where another one stands there', () => {
    expect(edit(['nodes', 0, 'publicIps'], 3)).toBe(
      TEXT.replace('publicIps: 2 # assumed: the plan does not say', 'publicIps: 3'),
    );
  });

  it('adds and removes items of lists by their ids, and keeps what is said of others', () => {
    const [egress, bank] = read(TEXT)['nodes'] as [object, object];
    const shop = { id: 'shop', kind: 'backend', host: { ephemeralPortRange: [32768, 60999] } };
    expect(editYaml(TEXT, { ...read(TEXT), nodes: [egress, shop, bank] })).toBe(
      TEXT.replace(
        '  - { id: bank',
        `  - id: shop
    kind: backend
    host:
      ephemeralPortRange: [ 32768, 60999 ]
  - { id: bank`,
      ),
    );
    expect(editYaml(TEXT, { ...read(TEXT), nodes: [bank] })).not.toMatch(/egress/);
  });

  it('puts notes at their places, in the place of outdated ones', () => {
    const note = { pointer: '/nodes/0/publicIps', label: 'conflict', text: 'the import says 3' };
    const once = editYaml(TEXT, read(TEXT), { notes: [note], outdated: ['conflict'] }) ?? '';
    expect(once).toContain('publicIps: 2 # assumed: the plan does not say; conflict: the import says 3\n');
    const again = editYaml(once, read(TEXT), {
      notes: [{ ...note, text: 'the import says 4' }],
      outdated: ['conflict'],
    });
    expect(again).toContain('publicIps: 2 # assumed: the plan does not say; conflict: the import says 4\n');
    expect(editYaml(once, read(TEXT), { outdated: ['conflict'] })).toBe(TEXT);
  });

  it('refuses texts whose anchors lead to what changes', () => {
    const anchored = `a: &same { x: 1 }\nb: *same\n`;
    expect(editYaml(anchored, { a: { x: 2 }, b: { x: 1 } })).toBeNull();
    expect(editYaml(anchored, { a: { x: 2 }, b: { x: 2 } })).not.toBeNull();
  });

  it('gives a text that reads back as the wanted document, whatever that may hold', () => {
    const topology = readTopology(ticketSale('topology'));
    const text = toYaml(topology);
    fc.assert(
      fc.property(
        fc.constantFrom<(string | number)[]>(
          ['name'],
          ['nodes', 2],
          ['nodes', 3, 'host'],
          ['legs'],
          ['labels'],
        ),
        // JSON has no negative zero.
        fc
          .jsonValue()
          .map((value): unknown => JSON.parse(JSON.stringify(value)))
          .filter((value) => jsonFault(value) === null),
        (path, value) => {
          const wanted = withValueAt(topology, path, value) as object;
          const edited = editYaml(text, wanted);
          if (edited !== null) expect(read(edited)).toEqual(wanted);
        },
      ),
    );
  });
});
