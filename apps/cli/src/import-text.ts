import type { ImportResult } from '@portplan/importers';
import { wrapped, type Style } from '@portplan/exporters';
import { join } from 'node:path';

/** What an import understood, assumed and left out. */
export function importText(
  result: ImportResult,
  out: string | undefined,
  width: number,
  style: Style,
): string {
  const { topology, understood, assumptions, notUnderstood, warnings } = result;
  const lines = [
    `${style('strong', topology.name)}: ${String(topology.nodes.length)} nodes and ${String(topology.legs.length)} legs from ${String(understood.length)} resources`,
    ...block(
      `Assumed, to be checked (${String(assumptions.length)})`,
      assumptions.map(
        ({ document, pointer, value, reason }) =>
          `${document}${pointer} = ${JSON.stringify(value)}: ${reason}`,
      ),
      width,
      style,
    ),
    ...block(
      `Warnings (${String(warnings.length)})`,
      warnings.map(({ message }) => message),
      width,
      style,
    ),
    ...block(`Left out (${String(notUnderstood.length)})`, leftOut(notUnderstood), width, style),
  ];
  if (out !== undefined) {
    const [topologyPath, forecastPath] = [join(out, 'topology.yaml'), join(out, 'forecast.yaml')];
    lines.push(
      '',
      `Written: ${topologyPath} and ${forecastPath}. Edit what is marked "assumed", then:`,
      `  portplan plan ${topologyPath} ${forecastPath}`,
    );
  }
  return `${lines.join('\n')}\n`;
}

function block(title: string, items: readonly string[], width: number, style: Style): readonly string[] {
  if (items.length === 0) return [];
  return [
    '',
    style('strong', title),
    ...items.map((item) => wrapped(item, width, '    ').replace(/^ {4}/, '  - ')),
  ];
}

/** Resources that were left out, a line for each type and reason. */
function leftOut(resources: ImportResult['notUnderstood']): readonly string[] {
  const counts = new Map<string, number>();
  for (const { type, reason } of resources) {
    const key = `${type}: ${reason}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].map(([key, count]) => (count === 1 ? key : `${String(count)} × ${key}`));
}
