import type { DocumentField, FieldType } from './field-type.js';
import { declareField } from './registry.js';

/** What every field states. `default` is for documentation: documents are not filled, the engine fills. */
export interface FieldOptions {
  readonly description: string;
  readonly required?: boolean;
  readonly default?: string | number | boolean;
  /** Stands behind the fields of subclasses. */
  readonly last?: boolean;
}

type IsSame<Left, Right> = [Left] extends [Right] ? ([Right] extends [Left] ? true : false) : false;
type IsRequired<Options> = Options extends { readonly required: true } ? true : false;
type Fits<Held, Value, Options> =
  IsSame<Exclude<Held, undefined>, Value> extends true
    ? IsSame<undefined extends Held ? false : true, IsRequired<Options>> extends true
      ? unknown
      : 'required: true belongs on fields that are not optional, and only there'
    : { readonly 'the field must be of type': Value };

/** A decorator that compiles only on a property of exactly this type, optional where the field is. */
export type FieldOf<Value, Options> = <Key extends string, Target extends Partial<Record<Key, unknown>>>(
  target: Target & Fits<Target[Key], Value, Options>,
  key: Key,
) => void;

export function field<Value, Options extends FieldOptions>(
  options: Options,
  type: FieldType,
): FieldOf<Value, Options> {
  return (target, name) => {
    const about: DocumentField = {
      name,
      description: options.description,
      optional: options.required !== true,
      ...(options.default === undefined ? {} : { default: options.default }),
      type,
    };
    declareField(target, about, options.last === true);
  };
}
