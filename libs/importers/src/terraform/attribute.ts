import { isRecord, listOf, recordOf, type JsonRecord } from './json-value.js';
import type { Resource } from './resource.js';

/** A number, also where the provider keeps it as text; undefined where there is none or it is not known yet. */
export function numberIn(values: JsonRecord, name: string): number | undefined {
  const value = values[name];
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** A text that is not empty; undefined where there is none or it is not known yet. */
export function textIn(values: JsonRecord, name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A truth value, also where the provider keeps it as text. */
export function truthIn(values: JsonRecord, name: string): boolean | undefined {
  const value = values[name];
  if (typeof value === 'boolean') return value;
  return value === 'true' ? true : value === 'false' ? false : undefined;
}

/** A nested block with what is unknown in it. */
export interface Block {
  readonly values: JsonRecord;
  readonly unknown: JsonRecord;
}

/** The blocks of a name, in the document's order. */
export function blocksOf(resource: Resource, name: string): readonly Block[] {
  const unknown = listOf(resource.unknown[name]);
  return listOf(resource.values[name]).flatMap((block, index) =>
    isRecord(block) ? [{ values: block, unknown: recordOf(unknown[index]) }] : [],
  );
}
