import {
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  visit,
  type Document,
  type Node,
  type Pair,
  type YAMLSeq,
} from 'yaml';
import { pathOf, pathText } from '../fields/path-text.js';

/** A comment `# label: text` at a place of the document. */
export interface YamlNote {
  /** RFC 6901. */
  readonly pointer: string;
  readonly label: string;
  readonly text: string;
}

const LONGEST_FLOW_LIST = 32;

/** Short lists of numbers, and intervals, on one line. */
export function styled<T extends Node | Document>(node: T): T {
  visit(node, {
    Seq(_, list) {
      if (isShortList(list)) list.flow = true;
    },
    Map(_, map) {
      if (map.has('low') && map.has('high')) map.flow = true;
    },
  });
  return node;
}

/** Of scalars, or of port ranges. */
function isShortList(list: YAMLSeq): boolean {
  if (list.items.length > LONGEST_FLOW_LIST) return false;
  return list.items.every(
    (item) => isScalar(item) || (isSeq(item) && item.items.every((bound) => isScalar(bound))),
  );
}

/** Puts the comment at the value, or, where that is absent or within a line, at the nearest that holds it. */
export function comment(yaml: Document, pointer: string, label: string, text: string): void {
  const path = pathOf(pointer);
  let depth = 0;
  let holder: Pair | null = null;
  let node: unknown = yaml.contents;
  while (depth < path.length && isCollection(node) && node.flow !== true) {
    const part = path[depth];
    const next: unknown = isMap(node)
      ? node.items.find(({ key }) => isScalar(key) && key.value === part)
      : node.items[Number(part)];
    if (next === undefined) break;
    holder = isPair(next) ? next : null;
    node = isPair(next) ? next.value : next;
    depth += 1;
  }
  const rest = path.slice(depth);
  const place = rest.length === 0 ? '' : `${pathText(rest)}: `;
  attach(node, holder, ` ${label}: ${place}${text.replace(/\s+/g, ' ').trim()}`);
}

function attach(node: unknown, holder: Pair | null, text: string): void {
  if (isScalar(node) && !String(node.value).includes('\n')) {
    node.comment = joinedComment(node.comment, text, ';');
    return;
  }
  const target: Node | null = isNode(holder?.key) ? holder.key : isNode(node) ? node : null;
  if (target !== null) target.commentBefore = joinedComment(target.commentBefore, text, '\n');
}

function joinedComment(before: string | null | undefined, text: string, separator: string): string {
  return before === null || before === undefined ? text : `${before}${separator}${text}`;
}

/** Takes away the comments that begin with one of the labels; what else is said beside them stays. */
export function withoutComments(node: Node | Document, labels: readonly string[]): void {
  if (labels.length === 0) return;
  const begins = new RegExp(`^\\s*(?:${labels.join('|')}): `);
  const left = (text: string | null | undefined, separator: RegExp, join: string): string | undefined => {
    const kept = (text ?? '').split(separator).filter((part) => !begins.test(part));
    return kept.join(join) === '' ? undefined : kept.join(join);
  };
  const clear = (each: Node): void => {
    const parts = new RegExp(`\\n|;(?= (?:${labels.join('|')}): )`);
    if (typeof each.comment === 'string') each.comment = left(each.comment, parts, '\n') ?? null;
    if (typeof each.commentBefore === 'string')
      each.commentBefore = left(each.commentBefore, /\n/, '\n') ?? null;
  };
  visit(node, {
    Node: (_, each) => {
      clear(each);
    },
  });
}
