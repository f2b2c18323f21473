import type { DocumentClass } from '../fields/field-type.js';
import { registeredClasses } from '../fields/registry.js';
import './index.js';

/**
 * Every class of the documents with its fields, their types, units, bounds and descriptions: what OpenAPI components
 * and GraphQL types are made of. Parts come before what holds them.
 */
export function documentClasses(): readonly DocumentClass[] {
  return registeredClasses();
}
