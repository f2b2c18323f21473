import { nearestName } from '@portplan/engine';
import type { Override } from './query.js';
import { TerraformFault } from './terraform-fault.js';

/**
 * A topology with values put in the place of others, or added to objects and lists; the input is left as it is. A part
 * of the pointer may be the id of a node or leg in the place of its index: `/nodes/egress/publicIps`. The value is JSON
 * where its text is (`2`, `true`, `[1024, 65535]`), else text.
 *
 * @throws TerraformFault where a pointer leads nowhere
 * @see RFC 6901, JSON Pointer
 */
export function withOverrides(topology: unknown, overrides: readonly Override[]): unknown {
  return overrides.reduce((value, override) => withOverride(value, override), topology);
}

function withOverride(topology: unknown, override: Override): unknown {
  const { pointer, text } = override;
  if (!pointer.startsWith('/'))
    throw new TerraformFault(
      `set.${pointer} is no JSON pointer; it must begin with a slash, such as set./nodes/egress/publicIps`,
    );
  const parts = pointer
    .slice(1)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  return replaced(topology, parts, valueOf(text), override, '');
}

function valueOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function replaced(
  holder: unknown,
  [part, ...rest]: readonly string[],
  value: unknown,
  override: Override,
  path: string,
): unknown {
  if (part === undefined) return value;
  if (Array.isArray(holder)) {
    const list = holder as readonly unknown[];
    const index = indexOf(list, part, override, path, rest.length === 0);
    const item = replaced(list[index], rest, value, override, `${path}/${part}`);
    return [...list.slice(0, index), item, ...list.slice(index + 1)];
  }
  if (typeof holder !== 'object' || holder === null) throw nowhere(override, path, 'is no object or list');
  if (part === '__proto__') throw nowhere(override, path, 'takes no such key');
  const fields = holder as Readonly<Record<string, unknown>>;
  const held = Object.hasOwn(fields, part) ? fields[part] : undefined;
  // What stands between is made where it is not there: a host that a node has none of yet.
  return { ...fields, [part]: replaced(held ?? {}, rest, value, override, `${path}/${part}`) };
}

function indexOf(
  list: readonly unknown[],
  part: string,
  override: Override,
  path: string,
  last: boolean,
): number {
  if (part === '-' && last) return list.length;
  if (/^(?:0|[1-9]\d*)$/.test(part) && Number(part) < list.length) return Number(part);
  const ids = list.map(idOf);
  const index = ids.indexOf(part);
  if (index >= 0) return index;
  const known = ids.filter((id) => id !== null);
  const nearest = nearestName(part, known);
  throw nowhere(
    override,
    path,
    known.length === 0
      ? `has ${String(list.length)} items and none at ${part}`
      : `has none called ${part}; ${nearest === undefined ? `there are ${known.join(', ')}` : `did you mean ${nearest}?`}`,
  );
}

function idOf(item: unknown): string | null {
  if (typeof item !== 'object' || item === null || !('id' in item)) return null;
  return typeof item.id === 'string' ? item.id : null;
}

function nowhere({ pointer }: Override, path: string, why: string): TerraformFault {
  return new TerraformFault(`set.${pointer} leads nowhere: ${path === '' ? 'the topology' : path} ${why}`);
}
