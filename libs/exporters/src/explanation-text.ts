import type { Resource } from '@portplan/engine';
import { wrapped, type Style } from './text-table.js';

/** How a resource's figures came about, as a derivation that can be followed by hand. */
export function explanationText({ id, explanation }: Resource, width: number, style: Style): string {
  const { formula, inputs, steps, sources } = explanation;
  const given = Object.entries(inputs)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `  ${name} = ${String(value)}`);
  return [
    style('strong', id),
    `formula: ${formula}`,
    '',
    style('strong', 'Given'),
    ...given,
    '',
    style('strong', 'Derivation'),
    ...steps.map((step, index) => wrapped(`${String(index + 1)}. ${step}`, width, '  ')),
    '',
    style('strong', 'Sources'),
    ...sources.map((source) => wrapped(`- ${source}`, width, '  ')),
    '',
  ].join('\n');
}
