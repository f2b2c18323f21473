import { numberFindings } from './check-number.js';
import { instantFault, rangeFault, textFault } from './check-scalar.js';
import { expected } from './expected.js';
import type {
  DocumentField,
  EitherType,
  FieldType,
  ListType,
  OneOfType,
  RecordType,
  TextType,
  UnionType,
} from './field-type.js';
import { isReservedKey, jsonFault, textIsStorable } from './json-value.js';
import { rawOf } from './misshapen.js';
import { nearest } from './nearest.js';
import { classNamed, type Finding } from './registry.js';
import { valueText } from './value-text.js';

/** What is wrong with a hydrated field, apart from the insides of nested objects: those are checked as objects. */
export function fieldFindings(field: DocumentField, value: unknown): readonly Finding[] {
  if (value === undefined) {
    if (field.optional) return [];
    return [{ path: [], code: 'missing-field', says: `is missing; it must be ${expected(field.type)}` }];
  }
  if (value === null && field.optional) {
    const says = `is null; it must be ${expected(field.type)}, or be left out`;
    return [{ path: [], code: 'wrong-type', says, value }];
  }
  return valueFindings(field.type, value);
}

function valueFindings(type: FieldType, value: unknown): readonly Finding[] {
  switch (type.kind) {
    case 'number':
      return numberFindings(type, value);
    case 'text':
      return textFindings(type, value);
    case 'identifier':
      return whereFault(type, value, identifierFault(value));
    case 'one-of':
      return wordFindings(type, value);
    case 'flag':
      return whereFault(type, value, typeof value === 'boolean' ? null : 'wrong-type');
    case 'instant':
      return whereFault(type, value, instantFault(value));
    case 'range':
      return whereFault(type, value, rangeFault(type, value));
    case 'list':
      return listFindings(type, value);
    case 'nested':
      return whereFault(type, value, isInstance(type.class, value) ? null : 'wrong-type');
    case 'union':
      return unionFindings(type, value);
    case 'either':
      return eitherFindings(type, value);
    case 'record':
      return recordFindings(type, value);
    case 'json':
      return jsonFindings(type, value);
  }
}

function whereFault(type: FieldType, value: unknown, fault: string | null): readonly Finding[] {
  if (fault === null) return [];
  const raw = rawOf(value);
  return [{ path: [], code: fault, says: `is ${valueText(raw)}; it must be ${expected(type)}`, value: raw }];
}

function textFindings(type: TextType, value: unknown): readonly Finding[] {
  const findings = whereFault(type, value, textFault(type, value));
  if (typeof value !== 'string' || textIsStorable(value)) return findings;
  return findings.map((finding) => ({
    ...finding,
    says: `${finding.says}, without NUL or half a character`,
  }));
}

function below(part: string | number, findings: readonly Finding[]): readonly Finding[] {
  return findings.map((finding) => ({ ...finding, path: [part, ...finding.path] }));
}

function isInstance(name: string, value: unknown): boolean {
  return value instanceof classNamed(name).definition;
}

/** `__proto__` is no id: a program that keeps nodes by id in an object would lose it. */
function identifierFault(value: unknown): 'wrong-type' | 'malformed' | null {
  if (typeof value !== 'string') return 'wrong-type';
  return /^[A-Za-z0-9._-]{1,100}$/.test(value) && value !== '__proto__' ? null : 'malformed';
}

function wordFindings(type: OneOfType, value: unknown): readonly Finding[] {
  if ((type.values as readonly unknown[]).includes(value)) return [];
  const says = `is ${valueText(value)}; it must be ${expected(type)}`;
  if (typeof value !== 'string') {
    const code = type.values.some((word) => typeof word === typeof value) ? 'unknown-value' : 'wrong-type';
    return [{ path: [], code, says, value }];
  }
  const words = type.values.filter((word) => typeof word === 'string');
  const near = words.length > 1 ? nearest(value, words) : undefined;
  const hint = near === undefined ? '' : `; did you mean "${near}"?`;
  return [{ path: [], code: 'unknown-value', says: `${says}${hint}`, value }];
}

/** Findings of one list beyond these are not looked for: a list may be long, and its first faults show what is wrong. */
const MOST_OF_LIST = 100;

function listFindings(type: ListType, value: unknown): readonly Finding[] {
  const raw = rawOf(value);
  if (!Array.isArray(raw)) return whereFault(type, value, 'wrong-type');
  const list = raw as readonly unknown[];
  if (list.length >= type.minItems && list.length <= type.maxItems) return itemFindings(type.of, list);
  const has =
    list.length === 0 ? 'is empty' : `has ${String(list.length)} ${list.length === 1 ? 'value' : 'values'}`;
  const most =
    list.length > type.maxItems && type.minItems < type.maxItems ? `, at most ${String(type.maxItems)}` : '';
  return [
    { path: [], code: 'wrong-length', says: `${has}; it must be ${expected(type)}${most}`, value: list },
  ];
}

function itemFindings(type: FieldType, list: readonly unknown[]): readonly Finding[] {
  const findings: Finding[] = [];
  for (const [index, item] of list.entries()) {
    findings.push(...below(index, valueFindings(type, item)));
    if (findings.length >= MOST_OF_LIST) break;
  }
  return findings;
}

function unionFindings(type: UnionType, value: unknown): readonly Finding[] {
  if (Object.values(type.variants).some((name) => isInstance(name, value))) return [];
  const raw = rawOf(value);
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw))
    return whereFault(type, value, 'wrong-type');
  const tag = Object.hasOwn(raw, type.by) ? (raw as Readonly<Record<string, unknown>>)[type.by] : undefined;
  const words: OneOfType = { kind: 'one-of', values: Object.keys(type.variants) };
  if (tag === undefined) {
    return [{ path: [type.by], code: 'missing-field', says: `is missing; it must be ${expected(words)}` }];
  }
  return below(type.by, wordFindings(words, tag));
}

function eitherFindings(type: EitherType, value: unknown): readonly Finding[] {
  if (isInstance(type.class, value)) return [];
  const raw = rawOf(value);
  return valueFindings(type.scalar, raw).map((finding) => ({
    ...finding,
    says: finding.says.replace(expected(type.scalar), expected(type)),
  }));
}

function recordFindings(type: RecordType, value: unknown): readonly Finding[] {
  if (!(value instanceof Map)) return whereFault(type, value, 'wrong-type');
  return [...(value as ReadonlyMap<string, unknown>)].flatMap(([key, item]) =>
    below(key, [...keyFindings(key, type), ...valueFindings(type.of, item)]),
  );
}

function keyFindings(key: string, { longestKey }: RecordType): readonly Finding[] {
  const form = { kind: 'text', minLength: 1, maxLength: longestKey } as const;
  if (!isReservedKey(key) && textFault(form, key) === null) return [];
  return [
    {
      path: [],
      code: 'malformed',
      says: `has a key that is not taken; it must be ${expected(form)}, and none of __proto__, constructor and prototype`,
      value: key,
    },
  ];
}

function jsonFindings(type: FieldType, value: unknown): readonly Finding[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return whereFault(type, value, 'wrong-type');
  const fault = jsonFault(value);
  return fault === null
    ? []
    : [{ path: [], code: 'malformed', says: `${fault}; it must be ${expected(type)}`, value }];
}
