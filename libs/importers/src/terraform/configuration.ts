import { isRecord, listOf, recordOf, textsOf, type JsonRecord } from './json-value.js';
import type { ModulePath } from './module-path.js';
import type { ResourceConfiguration } from './resource.js';

/** A module's part of a plan's `configuration`: expressions as references, before anything is known. */
export type ModuleConfiguration = JsonRecord;

/** How a module is called: by which expressions, and what its `count` or `for_each` refer to. */
export interface ModuleCall {
  readonly expressions: JsonRecord;
  readonly repetition: readonly string[];
  readonly module: ModuleConfiguration;
}

/** The configuration of the module at a path, or an empty one (states have none). */
export function moduleAt(root: ModuleConfiguration, path: ModulePath): ModuleConfiguration {
  return path.reduce((module, { name }) => moduleCall(module, name).module, root);
}

/** The call of a module by its name in the calling module. */
export function moduleCall(caller: ModuleConfiguration, name: string): ModuleCall {
  const call = recordOf(recordOf(caller['module_calls'])[name]);
  return {
    expressions: recordOf(call['expressions']),
    repetition: repetitionOf(call),
    module: recordOf(call['module']),
  };
}

/** The references of a module's output, or none. */
export function outputReferences(module: ModuleConfiguration, output: string): readonly string[] {
  return textsOf(recordOf(recordOf(recordOf(module['outputs'])[output])['expression'])['references']);
}

/** What a module's configuration says about a resource; null where it does not have it. */
export function resourceConfiguration(
  module: ModuleConfiguration,
  type: string,
  name: string,
): ResourceConfiguration | null {
  const found = listOf(module['resources']).find(
    (item): item is JsonRecord => isRecord(item) && item['type'] === type && item['name'] === name,
  );
  return found === undefined
    ? null
    : { expressions: recordOf(found['expressions']), repetition: repetitionOf(found) };
}

/** All references of an expression, in order, through blocks and lists of blocks. */
export function referencesIn(expression: unknown): readonly string[] {
  if (Array.isArray(expression)) return expression.flatMap(referencesIn);
  if (!isRecord(expression)) return [];
  if ('references' in expression) return textsOf(expression['references']);
  return 'constant_value' in expression ? [] : Object.values(expression).flatMap(referencesIn);
}

/** The expressions at a path of attribute names, one for each block on the way; whole where a block is one expression. */
export function expressionsAt(expressions: unknown, path: readonly string[]): readonly unknown[] {
  const [name, ...rest] = path;
  if (name === undefined) return expressions === undefined ? [] : [expressions];
  if (Array.isArray(expressions)) return expressions.flatMap((block: unknown) => expressionsAt(block, path));
  if (!isRecord(expressions)) return [];
  return 'references' in expressions ? [expressions] : expressionsAt(expressions[name], rest);
}

function repetitionOf(item: JsonRecord): readonly string[] {
  return [
    ...textsOf(recordOf(item['count_expression'])['references']),
    ...textsOf(recordOf(item['for_each_expression'])['references']),
  ];
}
