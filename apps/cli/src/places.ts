import { isMap, isNode, isPair, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';

/** Line and column of what a pointer points at, from 1. */
export type PlaceOf = (pointer: string) => { readonly line: number; readonly column: number } | null;

/**
 * Finds places in the text of a YAML or JSON document.
 *
 * @returns for a pointer (RFC 6901) the place of its key, or of an item; where the text has nothing there, as for a field
 *   that is missing, the place of what should hold it; null where the text has no places
 */
export function placesIn(text: string): PlaceOf {
  const lines = new LineCounter();
  const { contents } = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'silent' });
  return (pointer) => {
    let node: unknown = contents;
    let offset = contents?.range[0];
    for (const part of partsOf(pointer)) {
      const held = heldIn(node, part);
      if (held === null) break;
      offset = held.offset ?? offset;
      node = held.node;
    }
    if (offset === undefined) return null;
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
}

function heldIn(
  node: unknown,
  part: string,
): { readonly node: unknown; readonly offset: number | undefined } | null {
  if (isMap(node)) {
    const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === part);
    if (pair === undefined || !isPair(pair)) return null;
    return { node: pair.value, offset: isNode(pair.key) ? pair.key.range?.[0] : undefined };
  }
  const item: unknown = isSeq(node) ? node.items[Number(part)] : undefined;
  return isNode(item) ? { node: item, offset: item.range?.[0] } : null;
}

function partsOf(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}
