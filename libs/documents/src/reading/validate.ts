import { fieldFindings } from '../fields/check.js';
import { expected } from '../fields/expected.js';
import type { FieldType } from '../fields/field-type.js';
import { pathText, pointerOf, type Path } from '../fields/path-text.js';
import { classNamed, classOf, nameOf, type Finding } from '../fields/registry.js';
import { valueText } from '../fields/value-text.js';
import {
  documentError,
  type DocumentKind,
  type DocumentProblem,
  type UnwordedProblem,
} from './document-error.js';
import { hydrate, type UnknownField } from './hydrate.js';
import { plain } from './plain.js';
import { unknownFieldText } from './unknown-field.js';

/**
 * The input as a plain document of that class, fresh, fields in the order of the class.
 *
 * @throws DocumentError with everything that is wrong, in the order of the document
 */
export function validDocument<Root extends object>(
  kind: Root extends { readonly kind?: infer Kind extends DocumentKind } ? Kind : DocumentKind,
  root: abstract new () => Root,
  input: unknown,
): Root {
  const { value, unknownFields } = hydrate(classNamed(nameOf(root)), input);
  if (!(value instanceof root)) {
    const says = `is ${valueText(input)}; it must be ${expected({ kind: 'nested', class: nameOf(root) })}`;
    throw documentError(kind, [problemOf([], { path: [], code: 'wrong-type', says, value: input })]);
  }

  const problems = [...problemsIn(value, []), ...unknownFields.map(unknownFieldProblem)];
  if (problems.length > 0) throw documentError(kind, problems);
  // Now that every field is of its declared type, the copy has the type of the class.
  return plain(value) as Root;
}

/** What is wrong with a hydrated value's objects: field by field, what it holds behind it, and last what joins fields. */
function problemsIn(value: unknown, path: Path): readonly UnwordedProblem[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => problemsIn(item, [...path, index]));
  if (value instanceof Map)
    return [...(value as ReadonlyMap<string, unknown>)].flatMap(([key, item]) =>
      problemsIn(item, [...path, key]),
    );
  if (typeof value !== 'object' || value === null) return [];
  const owner = classOf(value.constructor);
  if (owner === undefined) return [];
  const fields = value as Readonly<Record<string, unknown>>;
  return [
    ...owner.fields.flatMap((field) => {
      const here = [...path, field.name];
      return [
        ...fieldFindings(field, fields[field.name]).map((finding) => problemOf(here, finding)),
        ...(holdsObjects(field.type) ? problemsIn(fields[field.name], here) : []),
      ];
    }),
    ...owner.rules.flatMap((rule) => rule(fields)).map((finding) => problemOf(path, finding)),
  ];
}

function holdsObjects(type: FieldType): boolean {
  if (type.kind === 'list' || type.kind === 'record') return holdsObjects(type.of);
  return type.kind === 'nested' || type.kind === 'union' || type.kind === 'either';
}

function problemOf(path: Path, finding: Finding): UnwordedProblem {
  const at = [...path, ...finding.path];
  const worded = (): DocumentProblem => ({
    pointer: pointerOf(at),
    code: finding.code,
    value: 'value' in finding ? valueText(finding.value) : null,
    message: `${pathText(at)} ${finding.says}`,
  });
  return { path: at, worded };
}

function unknownFieldProblem(unknown: UnknownField): UnwordedProblem {
  const worded = (): DocumentProblem => ({
    pointer: pointerOf(unknown.path),
    code: 'unknown-field',
    value: valueText(unknown.value),
    message: unknownFieldText(unknown),
  });
  return { path: unknown.path, worded };
}
