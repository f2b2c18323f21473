import {
  isMap,
  isPair,
  isScalar,
  isSeq,
  parseDocument,
  type Document,
  type Pair,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { isPlainObject, isSameValue } from '../fields/plain-object.js';
import { comment, styled, withoutComments, type YamlNote } from './yaml-comments.js';

export interface EditOptions {
  readonly notes?: readonly YamlNote[];
  /** Comments of these labels that stand there are taken away, wherever they are. */
  readonly outdated?: readonly string[];
}

/**
 * A YAML text with another document in the place of the one that it holds. What does not change keeps its comments, its
 * order and its style; items of lists are told by their `id` or `source`.
 *
 * @param text a document that can be read
 * @returns null where the text holds the document by anchors that lead elsewhere too, and cannot be edited in part
 */
export function editYaml(
  text: string,
  document: object,
  { notes = [], outdated = [] }: EditOptions = {},
): string | null {
  const yaml = parseDocument(text, { version: '1.2', schema: 'core', stringKeys: true, logLevel: 'error' });
  if (yaml.errors.length > 0) return null;
  withoutComments(yaml, outdated);
  edit(yaml, yaml, yaml.contents, document);
  for (const { pointer, label, text: said } of notes) comment(yaml, pointer, label, said);
  const edited = yaml.toString({ lineWidth: 0, flowCollectionPadding: /[{[] /.test(text) });
  const again = parseDocument(edited, { version: '1.2', schema: 'core', logLevel: 'silent' });
  return again.errors.length === 0 && isSameValue(again.toJS(), document) ? edited : null;
}

/** What holds a value: the document, a pair of a mapping, or a sequence at an index. */
type Holder = Document | Pair | { readonly list: YAMLSeq; readonly index: number };

function edit(yaml: Document, holder: Holder, node: unknown, wanted: unknown): void {
  if (isMap(node) && isPlainObject(wanted)) editMap(yaml, node, wanted);
  else if (isSeq(node) && Array.isArray(wanted) && keyOfItems(wanted) !== null) editItems(yaml, node, wanted);
  else put(yaml, holder, node, wanted);
}

function put(yaml: Document, holder: Holder, before: unknown, wanted: unknown): void {
  if (isScalar(before) && !isPlainObject(wanted) && !Array.isArray(wanted)) {
    before.value = wanted;
    delete before.source;
    delete before.format;
    delete before.type;
    withoutComments(before, ['assumed']);
    return;
  }
  const node = styled(yaml.createNode(wanted));
  if ('list' in holder) holder.list.items[holder.index] = node;
  else if (isPair(holder)) holder.value = node;
  else holder.contents = node;
}

function editMap(yaml: Document, map: YAMLMap, wanted: Readonly<Record<string, unknown>>): void {
  const now = map.toJS(yaml) as Readonly<Record<string, unknown>>;
  map.items = map.items.filter(({ key }) => Object.hasOwn(wanted, keyText(key)));
  let place = 0;
  for (const [name, value] of Object.entries(wanted)) {
    const index = map.items.findIndex(({ key }) => keyText(key) === name);
    const pair = map.items[index];
    if (pair === undefined) {
      const made = yaml.createPair(name, null);
      made.value = styled(yaml.createNode(value));
      map.items.splice(place, 0, made);
      place += 1;
    } else {
      if (!isSameValue(now[name], value)) edit(yaml, pair, pair.value, value);
      place = index + 1;
    }
  }
}

function keyText(key: unknown): string {
  return isScalar(key) ? String(key.value) : String(key);
}

/** The field by which items of a list are told apart; null where they have none. */
function keyOfItems(items: readonly unknown[]): 'id' | 'source' | null {
  for (const name of ['id', 'source'] as const)
    if (items.length > 0 && items.every((item) => isPlainObject(item) && typeof item[name] === 'string'))
      return name;
  return null;
}

function editItems(yaml: Document, list: YAMLSeq, wanted: readonly unknown[]): void {
  const name = keyOfItems(wanted) ?? 'id';
  const there = new Map(
    list.items.flatMap((item) => (isMap(item) ? [[String(item.get(name)), item] as const] : [])),
  );
  list.items = wanted.map((item) => {
    const node = isPlainObject(item) ? there.get(String(item[name])) : undefined;
    return node ?? styled(yaml.createNode(item));
  });
  for (const [index, item] of wanted.entries()) {
    const node = list.items[index];
    if (isMap(node) && !isSameValue(node.toJS(yaml), item)) edit(yaml, { list, index }, node, item);
  }
}
