/** Where a brace may stand without being one begins with these: comments, strings, long ones as `[[…]]` or `[=[…]=]`. */
const OPENING = /--\[(=*)\[|--|\[(=*)\[|["']|[{}]/g;

/**
 * Where the block of a Lua directive ends, whose brace was opened just before `start`: after its closing brace; null
 * where it is not closed.
 *
 * @see https://www.lua.org/manual/5.1/manual.html#2.1
 */
export function afterLuaBlock(text: string, start: number): number | null {
  let depth = 1;
  OPENING.lastIndex = start;
  for (let found = OPENING.exec(text); found !== null; found = OPENING.exec(text)) {
    const [mark, ofComment, ofString] = found;
    const level = ofComment ?? ofString;
    if (mark === '{') depth += 1;
    else if (mark === '}') depth -= 1;
    else {
      const end =
        level === undefined
          ? afterLine(text, found.index, mark)
          : after(text, `]${level}]`, OPENING.lastIndex);
      if (end === null) return null;
      OPENING.lastIndex = end;
    }
    if (depth === 0) return OPENING.lastIndex;
  }
  return null;
}

/** The end of a comment or of a string in quotes: neither is longer than its line. */
function afterLine(text: string, start: number, mark: string): number {
  let index = start + mark.length;
  for (; index < text.length && text.charAt(index) !== '\n'; index += 1) {
    if (mark === '--') continue;
    if (text.charAt(index) === '\\') index += 1;
    else if (text.charAt(index) === mark) return index + 1;
  }
  return index;
}

function after(text: string, mark: string, from: number): number | null {
  const index = text.indexOf(mark, from);
  return index < 0 ? null : index + mark.length;
}
