import { isPlainObject, documentClasses } from '@portplan/documents';
import type { NodeKind } from '@portplan/engine';

type Fields = Readonly<Record<string, unknown>>;

/** Fields of usage that are those of a leg. */
const LEG_FIELDS = [
  'callsPerRequest',
  'share',
  'retriesPerRequest',
  'responseTimeSeconds',
  'requestBytes',
  'responseBytes',
  'connections',
] as const;

/** Fields of usage that are neither a leg's nor a node's. */
const OF_ITS_OWN: readonly string[] = ['requestsPerSecond', 'destinations', 'from'];

export function isLegField(name: string): boolean {
  return (LEG_FIELDS as readonly string[]).includes(name);
}

export function isNodeField(name: string): boolean {
  return !isLegField(name) && !OF_ITS_OWN.includes(name);
}

export function legFields(usage: object): Fields {
  return Object.fromEntries(Object.entries(usage).filter(([name]) => isLegField(name)));
}

export function nodeFields(usage: object): Fields {
  return Object.fromEntries(Object.entries(usage).filter(([name]) => isNodeField(name)));
}

/** Fields that a kind of node has, by the documents' own definition. */
export function fieldsOfKind(kind: NodeKind): readonly string[] {
  return FIELDS_BY_KIND.get(kind) ?? [];
}

const FIELDS_BY_KIND: ReadonlyMap<string, readonly string[]> = fieldsByKind();

function fieldsByKind(): ReadonlyMap<string, readonly string[]> {
  const classes = new Map(documentClasses().map((each) => [each.name, each.fields]));
  const nodes = classes.get('Topology')?.find(({ name }) => name === 'nodes')?.type;
  if (nodes?.kind !== 'list' || nodes.of.kind !== 'union') return new Map();
  return new Map(
    Object.entries(nodes.of.variants).map(([kind, name]) => [
      kind,
      (classes.get(name) ?? []).map((field) => field.name),
    ]),
  );
}

/** Names of a node's kinds. */
export const NODE_KINDS: readonly string[] = [...FIELDS_BY_KIND.keys()];

/** A field at a path in dots: `host.profile`. */
export function fieldAt(item: object, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, name) => (isPlainObject(value) ? value[name] : undefined), item);
}
