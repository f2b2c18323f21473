export type Path = readonly (string | number)[];

/** A path as a person writes it: `nodes[2].host.sourceIps`, `labels["a.b"]`; `the document` for the whole. */
export function pathText(path: Path): string {
  if (path.length === 0) return 'the document';
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${String(part)}]`;
    if (!/^[A-Za-z_][\w-]*$/.test(part)) return `${text}[${JSON.stringify(part.slice(0, 100))}]`;
    return text === '' ? part : `${text}.${part}`;
  }, '');
}

/** RFC 6901: `/nodes/2/host/sourceIps`. */
export function pointerOf(path: Path): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** Parts of an RFC 6901 pointer; numbers where they are indices. */
export function pathOf(pointer: string): Path {
  if (pointer === '') return [];
  return pointer
    .split('/')
    .slice(1)
    .map((part) =>
      /^(0|[1-9]\d{0,8})$/.test(part) ? Number(part) : part.replaceAll('~1', '/').replaceAll('~0', '~'),
    );
}

/** Orders paths as a document reads: indices by number, a whole before its parts, names by alphabet. */
export function comparePaths(left: Path, right: Path): number {
  for (let depth = 0; depth < Math.min(left.length, right.length); depth += 1) {
    const one = left[depth] ?? '';
    const other = right[depth] ?? '';
    if (one === other) continue;
    if (typeof one === 'number' && typeof other === 'number') return one - other;
    return String(one) < String(other) ? -1 : 1;
  }
  return left.length - right.length;
}
