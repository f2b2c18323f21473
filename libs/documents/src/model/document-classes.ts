import type { DocumentClass, FieldType } from '../fields/field-type.js';
import { classNamed, nameOf } from '../fields/registry.js';
import { Forecast } from './forecast.js';
import { Policy } from './policy.js';
import { Topology } from './topology.js';
import { Usage } from './usage.js';

/**
 * Every class of the documents with its fields, their types, units, bounds and descriptions: what OpenAPI components
 * and GraphQL types are made of. Plain data; parts come before what holds them.
 */
export function documentClasses(): readonly DocumentClass[] {
  const found = new Map<string, DocumentClass>();
  for (const root of [Topology, Forecast, Policy, Usage]) collect(nameOf(root), found);
  return [...found.values()];
}

function collect(name: string, found: Map<string, DocumentClass>): void {
  if (found.has(name)) return;
  const { noun, description, fields } = classNamed(name);
  for (const { type } of fields) for (const part of partsOf(type)) collect(part, found);
  found.set(name, { name, noun, description, fields });
}

function partsOf(type: FieldType): readonly string[] {
  switch (type.kind) {
    case 'list':
    case 'record':
      return partsOf(type.of);
    case 'nested':
    case 'either':
      return [...(type.kind === 'either' ? partsOf(type.scalar) : []), type.class];
    case 'union':
      return Object.values(type.variants);
    case 'number':
      return type.interval === null ? [] : [type.interval];
    case 'text':
    case 'identifier':
    case 'one-of':
    case 'flag':
    case 'instant':
    case 'range':
    case 'json':
      return [];
  }
}
