import { given, type Drafted, type Origin, type Origins } from '../draft/topology-draft.js';
import { mergeFields } from './merge-fields.js';

/** A drafted item with fields that a person gave. What was assumed of them is no longer. */
export function withFields<T extends object>(
  { item, origins }: Drafted<T>,
  over: Readonly<Record<string, unknown>>,
  from: string,
): Drafted<T> {
  const { fields, set } = mergeFields(Object.fromEntries(Object.entries(item)), over);
  return { item: fields as T, origins: withGiven(origins, set, given(from)) };
}

function withGiven(origins: Origins, set: readonly string[], origin: Origin): Origins {
  const holders = new Set(set.flatMap((field) => (field.includes('.') ? [field.split('.')[0]] : [])));
  const kept = Object.entries(origins).filter(
    ([field, { kind }]) =>
      !set.some((name) => field === name || field.startsWith(`${name}.`)) &&
      !(kind === 'assumed' && holders.has(field)),
  );
  return Object.fromEntries([...kept, ...set.map((field) => [field, origin] as const)]);
}
