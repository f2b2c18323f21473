/** The key of one instance of a resource or module with `count` (a number) or `for_each` (a string); null without. */
export type InstanceKey = string | number | null;

/** One module call on the way from the root, with the instance of it. */
interface ModuleStep {
  readonly name: string;
  readonly key: InstanceKey;
}

export type ModulePath = readonly ModuleStep[];

/** One part of an address: a name, or an instance key in brackets. */
export interface AddressPart {
  readonly kind: 'name' | 'key';
  readonly value: string | number;
}

const PART = /\.?([A-Za-z0-9_*-]+)|\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]|./gy;

/** The parts of an address or a reference: `aws_lb.this[0].arn` has the names aws_lb, this, arn and the key 0. */
export function addressParts(text: string): readonly AddressPart[] {
  return [...text.matchAll(PART)].flatMap(([, name, position, key]): readonly AddressPart[] => {
    if (name !== undefined) return [{ kind: 'name', value: name }];
    if (position !== undefined) return [{ kind: 'key', value: Number(position) }];
    if (key !== undefined) return [{ kind: 'key', value: key.replace(/\\(.)/g, '$1') }];
    return [];
  });
}

/** The module path of a module's address, such as `module.service["web"].module.cache`; empty for the root. */
export function modulePathOf(address: string): ModulePath {
  const steps: ModuleStep[] = [];
  const parts = addressParts(address);
  for (let position = 0; position < parts.length; position += 1) {
    const part = parts[position];
    const name = parts[position + 1];
    if (part?.value !== 'module' || name?.kind !== 'name') break;
    const key = parts[position + 2];
    steps.push({ name: String(name.value), key: key?.kind === 'key' ? key.value : null });
    position += key?.kind === 'key' ? 2 : 1;
  }
  return steps;
}

/** One text for one module path, to compare and to look up by. */
export function modulePathText(path: ModulePath): string {
  return path.map(({ name, key }) => `module.${name}${keyText(key)}`).join('.');
}

/** The address of all instances of a resource: what stands before its key. */
export function baseAddress(path: ModulePath, type: string, name: string): string {
  const module = modulePathText(path);
  return `${module === '' ? '' : `${module}.`}${type}.${name}`;
}

/** The key as it stands in an address: `[0]`, `["a"]`, or nothing. */
export function keyText(key: InstanceKey): string {
  return key === null ? '' : `[${JSON.stringify(key)}]`;
}
