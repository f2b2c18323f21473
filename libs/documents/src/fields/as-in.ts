import { classNamed, declareField, nameOf } from './registry.js';

type Same<Source, Target, Key extends string> = Key extends keyof Source
  ? [Exclude<Target, undefined>, Exclude<Source[Key], undefined>] extends [
      Exclude<Source[Key], undefined>,
      Exclude<Target, undefined>,
    ]
    ? unknown
    : { readonly 'the field must be of the type of the other class': Source[Key] }
  : { readonly 'there is no such field in the other class': Key };

/**
 * An optional field that means the same as the field of that name of another class: its type, unit, bounds and
 * description hold here too. Its default does not: what is absent here is somebody else's to fill.
 */
export function AsIn<Source extends object>(source: abstract new () => Source) {
  return <Key extends string, Target extends Partial<Record<Key, unknown>>>(
    target: Target & Same<Source, Target[Key], Key> & (undefined extends Target[Key] ? unknown : never),
    name: Key,
  ): void => {
    const declared = classNamed(nameOf(source)).fieldsByName.get(name);
    if (declared === undefined) throw new Error(`${nameOf(source)} has no field ${name}`);
    const { default: _default, ...field } = declared;
    declareField(target, { ...field, optional: true }, false);
  };
}
