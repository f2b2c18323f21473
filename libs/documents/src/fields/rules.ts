import type { Finding, Rule } from './registry.js';
import { valueText } from './value-text.js';

/** The field called `larger` must not be below the one called `smaller`, where both are numbers. */
export function notBelow(larger: string, smaller: string): Rule {
  return (fields) => {
    const least = fields[smaller];
    const value = fields[larger];
    if (typeof least !== 'number' || typeof value !== 'number' || value >= least) return [];
    const says = `is ${String(value)}; it must be at least ${smaller}, which is ${String(least)}`;
    return [{ path: [larger], code: 'inconsistent', says, value }];
  };
}

/** The numbers under these names must not fall, where they are given. */
export function notFalling(names: readonly string[]): Rule {
  return (fields) => {
    const given = names.filter((name) => typeof fields[name] === 'number');
    return given.slice(1).flatMap((name, index) => notBelow(name, given[index] ?? name)(fields));
  };
}

/** Each item of a list of objects must have another value of one field; the items are named in `list[0]`. */
export function unique(list: string, by: string, code: string): Rule {
  return (fields) => {
    const items = fields[list];
    if (!Array.isArray(items)) return [];
    const first = new Map<string, number>();
    return items.flatMap((item: unknown, index): readonly Finding[] => {
      const value = fieldOf(item, by);
      if (typeof value !== 'string') return [];
      const earlier = first.get(value);
      if (earlier === undefined) {
        first.set(value, index);
        return [];
      }
      const says = `is ${valueText(value)}, which is already the ${by} of ${list}[${String(earlier)}]; it must be unique among the ${list}`;
      return [{ path: [list, index, by], code, says, value }];
    });
  };
}

/** The value of one field of an object of any shape. */
export function fieldOf(object: unknown, name: string): unknown {
  if (typeof object !== 'object' || object === null || !Object.hasOwn(object, name)) return undefined;
  return (object as Readonly<Record<string, unknown>>)[name];
}
