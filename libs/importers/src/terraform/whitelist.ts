import { groupBy } from './group-by.js';
import { isRecord, listOf, recordOf, type JsonRecord } from './json-value.js';

/**
 * Only the given attributes of a resource, without anything that is marked sensitive at any depth. An attribute with a
 * dot is one of a nested block: of `node_pool.name` nothing else of the block is kept.
 */
export function keptValues(
  values: JsonRecord,
  sensitive: unknown,
  attributes: readonly string[],
): JsonRecord {
  return recordOf(withoutSensitive(keptFields(values, attributes), sensitive));
}

/** Only the given attributes of a record that is not marked, such as what is unknown, or how values are expressed. */
export function keptFields(fields: JsonRecord, attributes: readonly string[]): JsonRecord {
  const byName = groupBy(attributes, (attribute) => attribute.split('.', 1)[0]);
  return Object.fromEntries(
    [...byName].flatMap(([name, paths]): readonly (readonly [string, unknown])[] => {
      if (!(name in fields)) return [];
      if (paths.includes(name)) return [[name, fields[name]]];
      const nested = paths.map((path) => path.slice(name.length + 1));
      return [[name, keptWithin(fields[name], nested)]];
    }),
  );
}

/** Lists keep their length, so that blocks can be counted; what refers to other resources holds no value. */
function keptWithin(value: unknown, attributes: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => keptWithin(item, attributes));
  if (isRecord(value)) return 'references' in value ? value : keptFields(value, attributes);
  return typeof value === 'boolean' ? value : null;
}

function withoutSensitive(value: unknown, marks: unknown): unknown {
  if (Array.isArray(value)) {
    const each = listOf(marks);
    return value.map((item: unknown, index) =>
      each[index] === true ? null : withoutSensitive(item, each[index]),
    );
  }
  if (!isRecord(value)) return value;
  const fields = recordOf(marks);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => fields[name] !== true)
      .map(([name, item]) => [name, withoutSensitive(item, fields[name])]),
  );
}
