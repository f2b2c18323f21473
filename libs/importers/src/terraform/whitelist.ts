import { isRecord, listOf, recordOf, type JsonRecord } from './json-value.js';

/** Only the given attributes of a resource, without anything that is marked sensitive at any depth. */
export function keptValues(
  values: JsonRecord,
  sensitive: unknown,
  attributes: readonly string[],
): JsonRecord {
  const marks = recordOf(sensitive);
  return Object.fromEntries(
    attributes.flatMap((name): readonly (readonly [string, unknown])[] =>
      name in values && marks[name] !== true ? [[name, withoutSensitive(values[name], marks[name])]] : [],
    ),
  );
}

/** Only the given attributes of a record that holds no values, such as what is unknown. */
export function keptFields(fields: JsonRecord, attributes: readonly string[]): JsonRecord {
  return Object.fromEntries(attributes.filter((name) => name in fields).map((name) => [name, fields[name]]));
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
