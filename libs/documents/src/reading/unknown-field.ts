import { joined } from '../fields/expected.js';
import type { FieldType } from '../fields/field-type.js';
import { nearest } from '../fields/nearest.js';
import { pathText } from '../fields/path-text.js';
import { classNamed } from '../fields/registry.js';
import type { UnknownField } from './hydrate.js';

/** Why a field is not known here, and which was meant: one of a part, of a sibling, of a similar name, or any of the list. */
export function unknownFieldText(unknown: UnknownField): string {
  const { path, owner } = unknown;
  return `${pathText(path)} is not a field of ${owner.noun}; ${hint(unknown)}`;
}

function hint({ path, name, owner, union }: UnknownField): string {
  const part = owner.fields.find(({ type }) =>
    partsOf(type).some((inside) => classNamed(inside).fieldsByName.has(name)),
  );
  if (part !== undefined)
    return `it is a field of its ${part.name}: ${pathText([...path.slice(0, -1), part.name, name])}`;

  const siblings = Object.entries(union?.variants ?? {}).filter(([, other]) =>
    classNamed(other).fieldsByName.has(name),
  );
  if (union !== undefined && siblings.length > 0) {
    return `it is a field where ${union.by} is ${joined(
      siblings.map(([tag]) => tag),
      'or',
    )}`;
  }

  const names = owner.fields.map((field) => field.name);
  const near = nearest(name, names);
  return near === undefined ? `its fields are ${joined(names)}` : `did you mean "${near}"?`;
}

/** Classes that a field holds one object of. */
function partsOf(type: FieldType): readonly string[] {
  if (type.kind === 'nested') return [type.class];
  return type.kind === 'union' ? Object.values(type.variants) : [];
}
