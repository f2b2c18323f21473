import type { ValidationError } from 'class-validator';
import { Validator } from 'class-validator/cjs/validation/Validator.js';
import { fieldFindings } from '../fields/check.js';
import { expected } from '../fields/expected.js';
import { FAULT, ruleFindings, WHOLE } from '../fields/field-rule.js';
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

const validator = new Validator();

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

  const errors = validator.validateSync(value, { forbidUnknownValues: false, dismissDefaultMessages: true });
  const problems = [
    ...errors.flatMap((error) => problemsOf(error, [])),
    ...unknownFields.map(unknownFieldProblem),
  ];
  if (problems.length > 0) throw documentError(kind, problems);
  // Now that every field is of its declared type, the copy has the type of the class.
  return plain(value) as Root;
}

/** class-validator says where something is wrong; the same checks, asked again, say what. */
function problemsOf(
  { target, property, value, constraints, children }: ValidationError,
  path: Path,
): readonly UnwordedProblem[] {
  const whole = property === WHOLE;
  const here = whole ? path : [...path, Array.isArray(target) ? Number(property) : property];
  const owner =
    target === undefined || constraints?.[FAULT] === undefined ? undefined : classOf(target.constructor);
  const field = owner?.fieldsByName.get(property);
  const findings = field === undefined ? [] : fieldFindings(field, value);
  const broken = whole && owner !== undefined ? ruleFindings(owner.rules, target ?? {}) : [];
  return [
    ...[...findings, ...broken].map((finding) => problemOf(here, finding)),
    ...(children ?? []).flatMap((child) => problemsOf(child, here)),
  ];
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
