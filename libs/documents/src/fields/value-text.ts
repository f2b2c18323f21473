const LONGEST = 100;

/** A value as JSON text, cut to 100 characters. Never throws and never walks more of the value than it shows. */
export function valueText(value: unknown): string {
  const parts: string[] = [];
  write(value, parts, LONGEST + 1);
  const text = parts.join('');
  if (text.length <= LONGEST) return text;
  const cut = /[\uD800-\uDBFF]/.test(text.charAt(LONGEST - 2)) ? LONGEST - 2 : LONGEST - 1;
  return `${text.slice(0, cut)}…`;
}

/** @returns the characters left, negative or 0 when there is enough */
function write(value: unknown, parts: string[], budget: number): number {
  if (Array.isArray(value)) return writeList(value, parts, budget);
  if (typeof value === 'object' && value !== null) return writeObject(value, parts, budget);
  const text = scalarText(value);
  parts.push(text);
  return budget - text.length;
}

function writeList(list: readonly unknown[], parts: string[], budget: number): number {
  parts.push('[');
  let left = budget - 2;
  for (const [index, item] of list.entries()) {
    if (index > 0) parts.push(',');
    if (left <= 0) {
      parts.push('…');
      break;
    }
    left = write(item, parts, left - 1);
  }
  parts.push(']');
  return left;
}

function writeObject(object: object, parts: string[], budget: number): number {
  parts.push('{');
  let left = budget - 2;
  let first = true;
  const entries = object instanceof Map ? object.entries() : Object.entries(object);
  for (const [key, item] of entries as Iterable<[string, unknown]>) {
    if (left <= 0) {
      parts.push('…');
      break;
    }
    const label = `${first ? '' : ','}${scalarText(key)}:`;
    first = false;
    parts.push(label);
    left = write(item, parts, left - label.length);
  }
  parts.push('}');
  return left;
}

function scalarText(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, LONGEST + 1));
  if (typeof value === 'function' || typeof value === 'symbol') return `a ${typeof value}`;
  return String(value);
}
