import type { Forecast, Policy, Topology } from '@portplan/engine';
import { Document } from 'yaml';
import { classNamed } from '../fields/registry.js';
import '../model/document-classes.js';
import type { Usage } from '../model/usage-shape.js';
import { hydrate } from '../reading/hydrate.js';
import { plain } from '../reading/plain.js';
import { comment, styled, type YamlNote } from './yaml-comments.js';

/** A value that nobody gave: where it stands, or would stand, and why it was taken. */
export interface AssumedValue {
  /** RFC 6901. */
  readonly pointer: string;
  readonly reason: string;
}

export interface YamlOptions {
  /** Each becomes a comment `# assumed: …` at its place. */
  readonly assumed?: readonly AssumedValue[];
  /** Other comments. */
  readonly notes?: readonly YamlNote[];
}

/**
 * A document as YAML that a person would write: fields in the order of the reference, short lists of numbers and
 * intervals on one line. Reading it back gives the same document.
 */
export function toYaml(
  document: Topology | Forecast | Policy | Usage,
  { assumed = [], notes = [] }: YamlOptions = {},
): string {
  const kind = document.kind ?? 'Policy';
  const yaml = new Document(plain(hydrate(classNamed(kind), document).value), {
    aliasDuplicateObjects: false,
    version: '1.2',
  });
  styled(yaml);
  for (const { pointer, reason } of assumed) comment(yaml, pointer, 'assumed', reason);
  for (const { pointer, label, text } of notes) comment(yaml, pointer, label, text);
  return yaml.toString({ lineWidth: 0, flowCollectionPadding: false });
}
