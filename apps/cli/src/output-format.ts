import type { Invocation, OptionSpec } from './command.js';
import { UsageError } from './usage-error.js';

const FORMATS = ['json', 'yaml', 'csv', 'markdown'] as const;
export type Format = (typeof FORMATS)[number];

/** Options that pick one of these formats; what each prints is for the help. */
export function formatOptions<Picked extends Format>(
  prints: Readonly<Record<Picked, string>>,
): Readonly<Record<Picked, OptionSpec>> {
  return Object.fromEntries(
    Object.entries<string>(prints).map(([format, help]) => [format, { type: 'boolean', help }]),
  ) as unknown as Record<Picked, OptionSpec>;
}

/** The format that is asked for; null for a table. @throws UsageError where there are several */
export function formatOf({ options }: Invocation): Format | null {
  const asked = FORMATS.filter((format) => options[format] === true);
  if (asked.length > 1) throw new UsageError(`--${asked.join(' and --')} exclude each other`);
  return asked[0] ?? null;
}

/**
 * A value as indented JSON, or as YAML with as many lines: text that YAML 1.1 would take for an instant or a truth value is
 * quoted, for PyYAML and Ruby read by that.
 */
export async function valueText(format: 'json' | 'yaml', value: unknown): Promise<string> {
  if (format === 'json') return `${JSON.stringify(value, null, 2)}\n`;
  return (await import('yaml')).stringify(value, { aliasDuplicateObjects: false, compat: 'yaml-1.1' });
}
