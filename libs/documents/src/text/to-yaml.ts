import type { Forecast, Policy, Topology } from '@portplan/engine';
import {
  Document,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  visit,
  type Node,
  type Pair,
  type YAMLSeq,
} from 'yaml';
import { classNamed } from '../fields/registry.js';
import '../model/document-classes.js';
import type { Usage } from '../model/usage-shape.js';
import { pathOf, pathText, type Path } from '../fields/path-text.js';
import { hydrate } from '../reading/hydrate.js';
import { plain } from '../reading/plain.js';

/** A value that nobody gave: where it stands, or would stand, and why it was taken. */
export interface AssumedValue {
  /** RFC 6901. */
  readonly pointer: string;
  readonly reason: string;
}

export interface YamlOptions {
  /** Each becomes a comment `# assumed: …` at its place. */
  readonly assumed?: readonly AssumedValue[];
}

const LONGEST_FLOW_LIST = 32;

/**
 * A document as YAML that a person would write: fields in the order of the reference, short lists of numbers and
 * intervals on one line. Reading it back gives the same document.
 */
export function toYaml(
  document: Topology | Forecast | Policy | Usage,
  { assumed = [] }: YamlOptions = {},
): string {
  const kind = document.kind ?? 'Policy';
  const yaml = new Document(plain(hydrate(classNamed(kind), document).value), {
    aliasDuplicateObjects: false,
    version: '1.2',
  });
  visit(yaml, {
    Seq(_, list) {
      if (isShortList(list)) list.flow = true;
    },
    Map(_, map) {
      if (map.has('low') && map.has('high')) map.flow = true;
    },
  });
  for (const { pointer, reason } of assumed) comment(yaml, pathOf(pointer), reason);
  return yaml.toString({ lineWidth: 0, flowCollectionPadding: false });
}

/** Of scalars, or of port ranges. */
function isShortList(list: YAMLSeq): boolean {
  if (list.items.length > LONGEST_FLOW_LIST) return false;
  return list.items.every(
    (item) => isScalar(item) || (isSeq(item) && item.items.every((bound) => isScalar(bound))),
  );
}

/** Puts the comment at the value, or, where that is absent or within a line, at the nearest that holds it. */
function comment(yaml: Document, path: Path, reason: string): void {
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
  attach(node, holder, ` assumed: ${place}${reason.replace(/\s+/g, ' ').trim()}`);
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
