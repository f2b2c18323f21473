import { ImportError } from '../import-error.js';
import { readAnswer } from './read-answers.js';

const machine = { kind: 'compute#instance', name: 'm', networkInterfaces: [] };
const commands = (answer: unknown): readonly string[] =>
  readAnswer(JSON.stringify(answer), 'a.json').items.map(({ kind }) => kind.command);

describe('an answer', () => {
  it.each([
    ['a list of the API', { kind: 'compute#instanceList', items: [machine, machine] }],
    [
      'a list by zone',
      { items: { 'zones/a': { instances: [machine] }, 'zones/b': { instances: [machine] } } },
    ],
    ['what gcloud lists', [machine, machine]],
    ['lists in a list', [[machine], [machine]]],
  ])('may be %s', (_, answer) => {
    expect(commands(answer)).toEqual(['gcloud compute instances list', 'gcloud compute instances list']);
  });

  it.each([
    [{ kind: 'compute#router', name: 'r' }, 'gcloud compute routers list'],
    [
      { kind: 'compute#routerStatusResponse', result: { natStatus: [] } },
      'gcloud compute routers get-status',
    ],
    [{ result: { natStatus: [] } }, 'gcloud compute routers get-status'],
    [{ result: [{ natName: 'n', natIpInfoMappings: [] }] }, 'gcloud compute routers get-nat-ip-info'],
    [[{ instanceName: 'm', interfaceNatMappings: [] }], 'gcloud compute routers get-nat-mapping-info'],
    [
      [{ name: 'n', sourceSubnetworkIpRangesToNat: 'LIST_OF_SUBNETWORKS' }],
      'gcloud compute routers nats list',
    ],
  ])('is told by its content: %j', (answer, command) => {
    expect(commands(answer)).toEqual([command]);
  });

  it('may be empty: there are no machines', () => {
    expect(readAnswer('[]', 'a.json')).toMatchObject({ items: [], incomplete: false });
    expect(readAnswer('{"kind":"compute#instanceList"}', 'a.json')).toMatchObject({ items: [] });
  });

  it('says how many items are of another kind', () => {
    const disk = { kind: 'compute#disk', name: 'd' };
    expect(readAnswer(JSON.stringify([machine, disk]), 'a.json').skipped).toBe(1);
  });
});

describe('what is no answer', () => {
  const failure = (text: string): ImportError => {
    try {
      readAnswer(text, 'folder/a.json');
    } catch (error) {
      if (error instanceof ImportError) return error;
    }
    throw new Error('it was read');
  };

  it.each([
    [
      '{"kind":"compute#diskList","items":[{"kind":"compute#disk"}]}',
      'unsupported-format',
      /no item of a kind/,
    ],
    ['42', 'unsupported-format', /no item of a kind/],
    ['- name: r\n', 'not-json', /is not JSON/],
    ['---\nname: r', 'not-json', /but YAML: give --format=json/],
    ['NAME  REGION\nr  europe-west4', 'not-json', /but a table: give --format=json/],
    ['ERROR: (gcloud.compute) no', 'not-json', /an error message of gcloud/],
    ['[{"kind":', 'truncated', /ends in the middle/],
    ['', 'truncated', /is empty/],
  ])('is refused with what would be one, and its file: %j', (text, code, message) => {
    const error = failure(text);
    expect(error).toMatchObject({ code, file: 'folder/a.json' });
    expect(error.message).toMatch(message);
  });
});
