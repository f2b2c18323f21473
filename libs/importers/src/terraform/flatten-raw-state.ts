import type { Flattened } from './flattened.js';
import { listOf, recordOf, type JsonRecord } from './json-value.js';
import { baseAddress, keyText, modulePathOf, type InstanceKey } from './module-path.js';
import type { ForeignResource, Resource, ResourceTypes } from './resource.js';
import { keptValues } from './whitelist.js';

/** The resources of a state file of version 4, which names what is sensitive by paths of steps. */
export function flattenRawState(content: JsonRecord, types: ResourceTypes): Flattened {
  const resources: Resource[] = [];
  const foreign: ForeignResource[] = [];
  for (const entry of listOf(content['resources']).map(recordOf)) {
    const type = String(entry['type']);
    const name = String(entry['name']);
    const module = modulePathOf(typeof entry['module'] === 'string' ? entry['module'] : '');
    const read = types[type];
    for (const instance of listOf(entry['instances']).map(recordOf)) {
      const key = keyOf(instance['index_key']);
      const address = `${baseAddress(module, type, name)}${keyText(key)}`;
      if (entry['mode'] !== 'managed' || read === undefined) {
        const data = entry['mode'] === 'data';
        foreign.push({
          address: data ? dataAddress(address, type) : address,
          type,
          mode: data ? 'data' : 'managed',
        });
        continue;
      }
      const marks = sensitiveMarks(instance['sensitive_attributes']);
      const values = keptValues(recordOf(instance['attributes']), marks, read.attributes);
      resources.push({ address, module, type, name, key, values, unknown: {}, configuration: null });
    }
  }
  return { resources, foreign, configuration: {}, variables: {} };
}

/** Whatever a path begins with is dropped whole: less is kept than could be, never more. */
function sensitiveMarks(paths: unknown): JsonRecord {
  const names = listOf(paths).flatMap((path) => {
    const first = recordOf(listOf(path)[0] ?? path)['value'];
    return typeof first === 'string' ? [first] : [];
  });
  return Object.fromEntries(names.map((name) => [name, true]));
}

function dataAddress(address: string, type: string): string {
  return address.replace(`${type}.`, `data.${type}.`);
}

function keyOf(index: unknown): InstanceKey {
  return typeof index === 'string' || typeof index === 'number' ? index : null;
}
