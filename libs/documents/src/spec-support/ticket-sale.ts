import { readFileSync } from 'node:fs';
import { pathOf, type Path } from '../fields/path-text.js';
import { DocumentError, type DocumentProblem } from '../reading/document-error.js';
import { parseDocumentText } from '../text/parse-document-text.js';

/** RFC 6901 pointer to what shall stand there; undefined removes, `-` appends to a list. */
export type Edits = Readonly<Record<string, unknown>>;

/** A document of the documentation, with edits. Nodes: fans, edge, web, cache, app, egress, payments. */
export function ticketSale(
  kind: 'topology' | 'forecast' | 'policy',
  edits: Edits = {},
): Record<string, unknown> {
  const file = new URL(`../../../../examples/ticket-sale/${kind}.yaml`, import.meta.url);
  const document = parseDocumentText(readFileSync(file, 'utf8'));
  return Object.entries(edits).reduce(
    (edited, [pointer, value]) => withValueAt(edited, pathOf(pointer), value),
    document,
  ) as Record<string, unknown>;
}

/** A copy of a value with another value somewhere inside. */
export function withValueAt(value: unknown, path: Path, replacement: unknown): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return replacement;
  if (Array.isArray(value)) {
    const copy = [...(value as readonly unknown[])];
    const index = first === '-' ? copy.length : Number(first);
    copy[index] = withValueAt(copy[index], rest, replacement);
    return copy;
  }
  const entries = Object.entries(value as object);
  const held = entries.find(([key]) => key === first)?.[1] as unknown;
  const changed = withValueAt(held, rest, replacement);
  if (changed === undefined) return Object.fromEntries(entries.filter(([key]) => key !== first));
  return Object.fromEntries([...entries, [String(first), changed]]);
}

/** The error of a reader that must refuse. */
export function refusalOf(read: () => unknown): DocumentError {
  try {
    read();
  } catch (error) {
    if (error instanceof DocumentError) return error;
    throw error;
  }
  throw new Error('the document was accepted');
}

export function problemsOf(read: () => unknown): readonly DocumentProblem[] {
  return refusalOf(read).problems;
}

export function messagesOf(read: () => unknown): readonly string[] {
  return problemsOf(read).map(({ message }) => message);
}

export function isAccepted(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch (error) {
    if (error instanceof DocumentError) return false;
    throw error;
  }
}
