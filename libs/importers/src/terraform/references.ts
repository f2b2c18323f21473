import { addressParts, type AddressPart } from './module-path.js';

/** One reference of an expression, taken apart. */
export interface Reference {
  readonly parts: readonly AddressPart[];
  /** First name: `var`, `module`, `each`, a resource type, … */
  readonly root: string;
}

/**
 * The references of an expression without those that only repeat the beginning of the one before: Terraform writes
 * `aws_lb.this[0].arn`, `aws_lb.this[0]`, `aws_lb.this` for the one reference `aws_lb.this[0].arn`.
 */
export function parseReferences(texts: readonly string[]): readonly Reference[] {
  const references: Reference[] = [];
  let previous = '';
  for (const text of texts) {
    const repeats =
      previous.length > text.length && previous.startsWith(text) && /^[.[]/.test(previous.slice(text.length));
    previous = text;
    if (repeats) continue;
    const parts = addressParts(text);
    references.push({ parts, root: String(parts[0]?.value ?? '') });
  }
  return references;
}

/** The name at a position of a reference, or null where there is none or a key stands there. */
export function nameAt(reference: Reference, position: number): string | null {
  const part = reference.parts[position];
  return part?.kind === 'name' ? String(part.value) : null;
}

/** The key at a position of a reference, or undefined where there is none. */
export function keyAt(reference: Reference, position: number): string | number | undefined {
  const part = reference.parts[position];
  return part?.kind === 'key' ? part.value : undefined;
}
