/** Where a line may end: at a space, but not between a figure and its unit, nor between the parts of an instant. */
const BREAKS = / (?!%|UTC|\d\d:\d\d)/;

/** Characters as they stand in a terminal. */
export function lengthOf(text: string): number {
  return Array.from(text).length;
}

/**
 * Breaks a paragraph at spaces to fit a width, the first line behind one indent and the others behind another.
 * A word that is longer than a line stands whole on a line of its own.
 */
export function wrapped(text: string, width: number, indent = '', hanging = indent): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(BREAKS)) {
    const before = lines.length === 0 ? indent : hanging;
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && lengthOf(before) + lengthOf(longer) > width) {
      lines.push(before + line);
      line = word;
    } else line = longer;
  }
  return [...lines, (lines.length === 0 ? indent : hanging) + line].join('\n');
}

const HANG = '  ';

/** Breaks a name behind its colons and dashes to fit a width; nothing of it is lost. */
export function brokenName(name: string, width: number): readonly string[] {
  const lines: string[] = [];
  const most = Math.max(width, HANG.length + 1);
  let rest = name;
  while (lengthOf(rest) > most) {
    const window = Array.from(rest).slice(0, most).join('');
    const colon = window.lastIndexOf(':') + 1;
    const dash = Math.max(...['-', '/', ' ', '.'].map((mark) => window.lastIndexOf(mark))) + 1;
    const end = [colon, dash, window.length].find((each) => each > HANG.length) ?? window.length;
    lines.push(rest.slice(0, end));
    rest = HANG + rest.slice(end);
  }
  return [...lines, rest];
}
