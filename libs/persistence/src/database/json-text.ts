/** JSON is kept as text, so that what is read back has the order and the bytes of what was written. */
export function toJsonText(value: object): string {
  return JSON.stringify(value);
}

/** What {@link toJsonText} wrote. The type is the column's: nothing else writes there. */
export function fromJsonText<T extends object>(text: string): T {
  return JSON.parse(text) as T;
}
