/** What stands in a document's object under a dotted path, such as `allocation.portsPerVm`; undefined where nothing does. */
export function fieldAt(object: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((within, key) => {
    if (typeof within !== 'object' || within === null) return undefined;
    return new Map<string, unknown>(Object.entries(within)).get(key);
  }, object);
}
