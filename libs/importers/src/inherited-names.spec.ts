import { ImportError } from './import-error.js';
import { reimport } from './reimport/reimport.js';
import { importTerraform } from './terraform/import-terraform.js';

/** What every object has by these names is nothing that a document says. */
const NAMES = Object.getOwnPropertyNames(Object.prototype);

const state = (resources: readonly object[]): object => ({ version: 4, lineage: 'x', resources });
const resource = (type: string, name: string, attributes: object): object => ({
  mode: 'managed',
  type,
  name,
  instances: [{ attributes }],
});
const GATEWAY = resource('aws_nat_gateway', 'main', { id: 'nat-1' });

describe.each(NAMES)('a resource called %s', (name) => {
  it('is of no known type by that name', () => {
    const { notUnderstood } = importTerraform(state([GATEWAY, resource(name, 'a', {})]));
    expect(notUnderstood).toEqual([
      { address: `${name}.a`, type: name, reason: `resources of type ${name} are not read` },
    ]);
    expect(() => importTerraform({ format_version: '1.0', values: { root_module: module(name) } })).toThrow(
      ImportError,
    );
  });

  it('is imported once, and once more', () => {
    const imported = importTerraform(state([resource('aws_nat_gateway', name, { id: name })]));
    const { changes, conflicts } = reimport({ base: imported, yours: imported, imported });
    expect([changes, conflicts]).toEqual([[], []]);
  });

  it('has the usual way out where its own is called so', () => {
    const cluster = (outbound_type: string): object =>
      resource('azurerm_kubernetes_cluster', 'main', {
        id: 'c',
        network_profile: [{ outbound_type }],
        default_node_pool: [{ name: 'a', node_count: 2 }],
      });
    expect(importTerraform(state([cluster(name)])).topology).toEqual(
      importTerraform(state([cluster('loadBalancer')])).topology,
    );
  });
});

function module(type: string): object {
  return { resources: [{ address: `${type}.a`, mode: 'managed', type, name: 'a', values: {} }] };
}
