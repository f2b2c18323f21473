const WIDEST = 110;

/** JSON as the formatter of this repository lays it out: objects over lines, lists on one line where they fit. */
export function printJson(value: unknown, indent = '', used = 0): string {
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const short = `[${value.map((item) => printJson(item)).join(', ')}]`;
    if (!short.includes('\n') && indent.length + used + short.length < WIDEST) return short;
    return `[\n${value.map((item) => `${inner}${printJson(item, inner)}`).join(',\n')}\n${indent}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value);
    if (entries.length === 0) return '{}';
    const lines = entries.map(([key, item]) => {
      const label = `${JSON.stringify(key)}: `;
      return `${inner}${label}${printJson(item, inner, label.length)}`;
    });
    return `{\n${lines.join(',\n')}\n${indent}}`;
  }
  return JSON.stringify(value);
}
