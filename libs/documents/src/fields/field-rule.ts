import type { ValidationArguments } from 'class-validator';
import { ValidateNested } from 'class-validator/cjs/decorator/common/ValidateNested.js';
import { ValidatorConstraint } from 'class-validator/cjs/decorator/common/Validate.js';
import { registerDecorator } from 'class-validator/cjs/register-decorator.js';
import { fieldFindings } from './check.js';
import type { DocumentField, FieldType } from './field-type.js';
import type { Finding, RegisteredClass, Rule } from './registry.js';

/** Under this name class-validator reports what these two constraints find. */
export const FAULT = 'portplan';
/** The property under which rules over a whole object report. */
export const WHOLE = '*';

function sentence(property: string, findings: readonly Finding[]): string {
  return findings.map(({ says }) => (property === WHOLE ? says : `${property} ${says}`)).join('; ');
}

@ValidatorConstraint({ name: FAULT })
class FieldConstraint {
  validate(value: unknown, { constraints }: ValidationArguments): boolean {
    return fieldFindings((constraints as [DocumentField])[0], value).length === 0;
  }

  defaultMessage({ value, property, constraints }: ValidationArguments): string {
    return sentence(property, fieldFindings((constraints as [DocumentField])[0], value));
  }
}

@ValidatorConstraint({ name: FAULT })
class RuleConstraint {
  validate(_value: unknown, { object, constraints }: ValidationArguments): boolean {
    return ruleFindings((constraints as [readonly Rule[]])[0], object).length === 0;
  }

  defaultMessage({ object, constraints }: ValidationArguments): string {
    return sentence(WHOLE, ruleFindings((constraints as [readonly Rule[]])[0], object));
  }
}

export function ruleFindings(rules: readonly Rule[], object: object): readonly Finding[] {
  return rules.flatMap((rule) => rule(object as Readonly<Record<string, unknown>>));
}

/**
 * Gives a class its constraints: one for each field, inherited ones too, and one for its rules. On the class itself,
 * since class-validator looks through all classes of the process for inherited ones, at each object.
 */
export function constrain({ definition, fields, rules }: RegisteredClass): void {
  for (const field of fields) {
    registerDecorator({
      target: definition,
      propertyName: field.name,
      constraints: [field],
      validator: FieldConstraint,
    });
    if (holdsObjects(field.type)) ValidateNested()(definition.prototype as object, field.name);
  }
  if (rules.length === 0) return;
  registerDecorator({
    target: definition,
    propertyName: WHOLE,
    constraints: [rules],
    validator: RuleConstraint,
  });
}

function holdsObjects(type: FieldType): boolean {
  if (type.kind === 'list' || type.kind === 'record') return holdsObjects(type.of);
  return type.kind === 'nested' || type.kind === 'union' || type.kind === 'either';
}
