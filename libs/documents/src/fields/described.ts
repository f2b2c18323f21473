import { constrain } from './field-rule.js';
import { declareClass, type Rule } from './registry.js';

export interface ClassOptions {
  readonly name: string;
  /** How a sentence calls one: `a nat-gateway`. */
  readonly noun: string;
  readonly description: string;
  /** What must hold between fields. */
  readonly rules?: readonly Rule[];
}

/** Fields that only one of the two has. */
type Unmatched<Shape, Instance> = Exclude<keyof Shape, keyof Instance> | Exclude<keyof Instance, keyof Shape>;

/** Names a document class. Compiles only on a class that has the fields of the engine's type, each of its type. */
export function Described<Shape extends object>(options: ClassOptions) {
  return <Instance extends Shape>(
    target: (abstract new () => Instance) &
      ([Unmatched<Shape, Instance>] extends [never]
        ? unknown
        : { readonly 'fields on one side only': Unmatched<Shape, Instance> }),
  ): void => {
    const { rules = [], ...about } = options;
    constrain(declareClass(target, about, rules));
  };
}
