/** JSON is kept as text, so that what is read back has the order and the bytes of what was written. */
export function toJsonText(value: object): string {
  return JSON.stringify(value);
}

/** What {@link toJsonText} wrote. Which type it has, the column says: nothing else writes there. */
export function fromJsonText(text: string): unknown {
  return JSON.parse(text);
}
