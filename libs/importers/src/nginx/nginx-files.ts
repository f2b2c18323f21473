/** A file of a configuration. */
export interface NginxFile {
  /** Null where the text is a file itself. */
  readonly path: string | null;
  readonly text: string;
  /** Line of the whole text on which it begins. */
  readonly line: number;
}

/** What `nginx -T` writes before each file. */
const HEADER = /^# configuration file (\S.*):\r?$/;
/** What it writes to standard error, which stands in the text too where both were kept. */
const NOTICE = /^nginx: (?:the configuration file|configuration file|\[)/;

/** The files that `nginx -T` prints, the main one first; the text itself where it is not such an output. */
export function nginxFiles(text: string): readonly NginxFile[] {
  const lines = text.split('\n').map((line) => (NOTICE.test(line) ? '' : line));
  const begins = lines.flatMap((line, index) => {
    const path = HEADER.exec(line)?.[1];
    return path === undefined ? [] : [{ path, index }];
  });
  if (begins.length === 0) return [{ path: null, text: lines.join('\n'), line: 1 }];
  return begins.map(({ path, index }, at) => ({
    path,
    text: lines.slice(index, begins[at + 1]?.index).join('\n'),
    line: index + 1,
  }));
}

/**
 * Whether an `include` means a file. A path without a leading slash is one beside the main file, and `*`, `?` and `[…]`
 * stand for characters of one name (https://nginx.org/en/docs/ngx_core_module.html#include).
 */
export function includedIn(pattern: string, mainPath: string, path: string | null): boolean {
  if (path === null) return false;
  const absolute = pattern.startsWith('/')
    ? pattern
    : `${mainPath.slice(0, mainPath.lastIndexOf('/') + 1)}${pattern}`;
  const wanted = absolute.split('/');
  const names = path.split('/');
  return wanted.length === names.length && wanted.every((each, at) => isOneOf(each, names[at] ?? ''));
}

/** A set of characters in brackets is taken for any one: `nginx -T` prints no file that is not included somewhere. */
function isOneOf(pattern: string, name: string): boolean {
  if (!/[*?[]/.test(pattern)) return pattern === name;
  const source = pattern.replaceAll(/\[[^\]]+\]|[*?.+^${}()|[\]\\]/g, (mark) => {
    if (mark === '*') return '[^/]*';
    return mark === '?' || mark.length > 1 ? '[^/]' : `\\${mark}`;
  });
  return new RegExp(`^${source}$`).test(name);
}
