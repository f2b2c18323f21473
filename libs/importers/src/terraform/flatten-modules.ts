import { resourceConfiguration, moduleAt, type ModuleConfiguration } from './configuration.js';
import { listOf, recordOf, type JsonRecord } from './json-value.js';
import { modulePathOf, type InstanceKey } from './module-path.js';
import type { Flattened } from './flattened.js';
import type { ForeignResource, Resource, ResourceTypes } from './resource.js';
import type { TerraformDocument } from './read-document.js';
import { flattenRawState } from './flatten-raw-state.js';
import { keptFields, keptValues } from './whitelist.js';

/** Puts the resources of all modules side by side, and drops every attribute that is not whitelisted or is sensitive. */
export function flattenModules({ format, content }: TerraformDocument, types: ResourceTypes): Flattened {
  if (format === 'raw-state') return flattenRawState(content, types);
  const configuration = recordOf(recordOf(content['configuration'])['root_module']);
  const values = recordOf(content[format === 'plan' ? 'planned_values' : 'values']);
  const unknown = new Map(listOf(content['resource_changes']).flatMap(unknownByAddress));
  const resources: Resource[] = [];
  const foreign: ForeignResource[] = [];
  visitModule(recordOf(values['root_module']), (item, moduleAddress) => {
    const type = String(item['type']);
    const address = String(item['address']);
    const read = types[type];
    if (item['mode'] !== 'managed' || read === undefined) {
      foreign.push({ address, type, mode: item['mode'] === 'data' ? 'data' : 'managed' });
      return;
    }
    const module = modulePathOf(moduleAddress);
    const name = String(item['name']);
    resources.push({
      address,
      module,
      type,
      name,
      key: keyOf(item['index']),
      values: keptValues(recordOf(item['values']), item['sensitive_values'], read.attributes),
      unknown: keptFields(unknown.get(address) ?? {}, read.attributes),
      configuration: keptConfiguration(configuration, module, type, name, read.attributes),
    });
  });
  return { resources, foreign, configuration, variables: openVariables(content, configuration) };
}

function keptConfiguration(
  root: ModuleConfiguration,
  module: Resource['module'],
  type: string,
  name: string,
  attributes: readonly string[],
): Resource['configuration'] {
  const found = resourceConfiguration(moduleAt(root, module), type, name);
  return found === null ? null : { ...found, expressions: keptFields(found.expressions, attributes) };
}

function visitModule(module: JsonRecord, visit: (resource: JsonRecord, moduleAddress: string) => void): void {
  const address = typeof module['address'] === 'string' ? module['address'] : '';
  for (const resource of listOf(module['resources'])) visit(recordOf(resource), address);
  for (const child of listOf(module['child_modules'])) visitModule(recordOf(child), visit);
}

/** Objects that are only to be destroyed (`deposed`) have the address of the one that takes their place. */
function unknownByAddress(item: unknown): readonly (readonly [string, JsonRecord])[] {
  const change = recordOf(item);
  if ('deposed' in change) return [];
  return [[String(change['address']), recordOf(recordOf(change['change'])['after_unknown'])]];
}

function keyOf(index: unknown): InstanceKey {
  return typeof index === 'string' || typeof index === 'number' ? index : null;
}

function openVariables(content: JsonRecord, configuration: ModuleConfiguration): JsonRecord {
  const declared = recordOf(configuration['variables']);
  return Object.fromEntries(
    Object.entries(recordOf(content['variables']))
      .filter(([name]) => recordOf(declared[name])['sensitive'] !== true)
      .map(([name, variable]) => [name, recordOf(variable)['value']]),
  );
}
