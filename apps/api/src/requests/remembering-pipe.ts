import type { ArgumentMetadata, PipeTransform } from '@nestjs/common';

/** Of each class. */
const MOST_KNOWN = 200;
const LONGEST_KNOWN = 1000;

/**
 * What was read of the same parameters before: pages and dashboards ask the same again and again, and reading it costs as much
 * as the database does. What is invalid is not remembered.
 */
export function remembering(pipe: PipeTransform<unknown, Promise<object>>): PipeTransform<unknown, unknown> {
  const known = new Map<ArgumentMetadata['metatype'], Map<string, object>>();
  const knownAs = (type: ArgumentMetadata['metatype']): Map<string, object> => {
    const these = known.get(type) ?? new Map<string, object>();
    known.set(type, these);
    return these;
  };
  return {
    transform: (value, metadata) => {
      if (typeof value !== 'object' || value === null) return pipe.transform(value, metadata);
      const these = knownAs(metadata.metatype);
      const text = JSON.stringify(value);
      return these.get(text) ?? pipe.transform(value, metadata).then((read) => keep(these, text, read));
    },
  };
}

/** Many requests share it: it must stay as it is. */
function keep(these: Map<string, object>, text: string, read: object): object {
  for (const part of Object.values(read) as unknown[]) if (Array.isArray(part)) Object.freeze(part);
  Object.freeze(read);
  if (text.length > LONGEST_KNOWN) return read;
  const [oldest] = these.keys();
  if (these.size >= MOST_KNOWN && oldest !== undefined) these.delete(oldest);
  these.set(text, read);
  return read;
}
