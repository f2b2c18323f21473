import { blocksOf, textIn } from '../attribute.js';
import { expressionsAt } from '../configuration.js';
import { isRecord, listOf, recordOf } from '../json-value.js';
import { textsAt } from '../link.js';
import type { Resource } from '../resource.js';

/** The blocks of a name, each as a resource of its own: so that its attributes can be followed apart from the others'. */
export function blocksAsResources(resource: Resource, name: string): readonly Resource[] {
  const written = listOf(resource.configuration?.expressions[name]);
  return blocksOf(resource, name).map(({ values, unknown }, index) => {
    const expressions = written[index];
    return {
      ...resource,
      values,
      unknown,
      configuration:
        isRecord(expressions) && resource.configuration !== null
          ? { expressions, repetition: resource.configuration.repetition }
          : null,
    };
  });
}

/**
 * Whether an attribute is given, now or after apply. Azure computes many that may be left open, and these are unknown in
 * a plan too: then only what the configuration writes is given. Where it is not told (a dynamic block), the unknown is.
 */
export function isGiven(resource: Resource, attribute: string): boolean {
  if (textIn(resource.values, attribute) !== undefined) return true;
  if (resource.unknown[attribute] !== true) return false;
  return resource.configuration === null || attribute in resource.configuration.expressions;
}

/** The same at a path through blocks. */
export function isGivenAt(resource: Resource, path: readonly string[]): boolean {
  return (
    textsAt(resource.values, path).length > 0 ||
    expressionsAt(resource.configuration?.expressions, path).length > 0
  );
}

/** The one block of a name, or an empty one. */
export function blockOf(values: unknown, name: string): Readonly<Record<string, unknown>> {
  return recordOf(listOf(recordOf(values)[name])[0]);
}
