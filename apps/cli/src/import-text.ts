import { countText, wrapped, type Style } from '@portplan/exporters';
import type { Assumption, ImportResult } from '@portplan/importers';

/** What an import understood, assumed and left out. */
export function importText(
  result: ImportResult,
  written: readonly string[],
  width: number,
  style: Style,
): string {
  const { topology, understood, assumptions, notUnderstood, warnings } = result;
  const block = (title: string, count: number, items: readonly string[]): readonly string[] =>
    items.length === 0
      ? []
      : [
          '',
          style('strong', `${title} (${String(count)})`),
          ...items.map((item) => wrapped(item, width, '  - ', '    ')),
        ];
  return [
    wrapped(
      `${topology.name}: ${countText(topology.nodes.length, 'node')} and ${countText(topology.legs.length, 'leg')} from ${countText(understood.length, 'resource')}`,
      width,
    ),
    ...block('Assumed, to be checked', assumptions.length, assumedLines(result)),
    ...block(
      'Warnings',
      warnings.length,
      warnings.map(({ message }) => message),
    ),
    ...block('Left out', notUnderstood.length, leftOut(notUnderstood)),
    ...(written.length === 0 ? [] : whatNext(written)),
    '',
  ].join('\n');
}

function whatNext(written: readonly string[]): readonly string[] {
  const [topology = '', forecast = '', usage] = written;
  return [
    '',
    `Written: ${listed(written)}.`,
    'Edit what is marked "# assumed:" there, then:',
    `  portplan plan ${shellWord(topology)} ${shellWord(forecast)}`,
    ...(usage === undefined
      ? []
      : [`Or edit ${usage}, which outlives changes of the source, and import again with --usage.`]),
  ];
}

function listed(paths: readonly string[]): string {
  return paths.length < 2 ? paths.join('') : `${paths.slice(0, -1).join(', ')} and ${paths.at(-1) ?? ''}`;
}

function shellWord(text: string): string {
  return /^[\w./@%+=:,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** Values that were assumed, those of one kind in one item; in the documents each is marked at its place. */
function assumedLines(result: ImportResult): readonly string[] {
  const groups = new Map<string, { readonly place: Place; readonly reason: string; count: number }>();
  for (const assumption of result.assumptions) {
    const { reason } = assumption;
    const place = placeOf(result, assumption);
    const key = JSON.stringify([place.list, place.what, reason]);
    const group = groups.get(key) ?? { place, reason, count: 0 };
    group.count += 1;
    groups.set(key, group);
  }
  return [...groups.values()].map(({ place: { list, owner, what }, reason, count }) => {
    const of = count === 1 ? owner : countText(count, list);
    return `${[of, what].filter((part) => part !== '').join(', ')}: ${reason}`;
  });
}

interface Place {
  /** What its neighbours are: node, leg, source. */
  readonly list: string;
  /** Which of them, by name. */
  readonly owner: string;
  /** The field and its value; empty where the owner itself is assumed. */
  readonly what: string;
}

/** Names in place of numbers: the leg `web-to-internet`, not /legs/3. */
function placeOf({ topology, forecast }: ImportResult, { document, pointer, value }: Assumption): Place {
  const [, list = '', index = '', ...rest] = pointer.split('/');
  const shown = typeof value === 'string' ? value : JSON.stringify(value);
  const place = (name: string, owner: string | undefined): Place => ({
    list: name,
    owner: owner ?? document,
    what: rest.length === 1 && rest[0] === 'id' ? '' : `${rest.join('.')} = ${shown}`,
  });
  if (document === 'topology' && list === 'nodes') return place('node', topology.nodes[Number(index)]?.id);
  if (document === 'topology' && list === 'legs') return place('leg', topology.legs[Number(index)]?.id);
  if (document === 'forecast' && list === 'demand')
    return place('source', forecast.demand[Number(index)]?.source);
  const field = pointer.split('/').slice(1).join('.');
  return { list: document, owner: document, what: `${field} = ${shown}` };
}

/** Resources that were left out, those of one reason in one item. */
function leftOut(resources: ImportResult['notUnderstood']): readonly string[] {
  const byReason = new Map<string, Map<string, number>>();
  for (const { type, reason } of resources) {
    // Some reasons name the type again.
    const general = reason.replaceAll(` of type ${type}`, ' of this type');
    const types = byReason.get(general) ?? new Map<string, number>();
    types.set(type, (types.get(type) ?? 0) + 1);
    byReason.set(general, types);
  }
  return [...byReason].map(([reason, types]) => {
    const names = [...types].map(([type, count]) => (count === 1 ? type : `${String(count)} × ${type}`));
    return `${names.join(', ')}: ${reason}`;
  });
}
