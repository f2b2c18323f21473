import { moduleAt, moduleCall, outputReferences, referencesIn } from './configuration.js';
import type { Inventory } from './inventory.js';
import { isRecord, recordOf } from './json-value.js';
import type { InstanceKey, ModulePath } from './module-path.js';
import { keyAt, nameAt, parseReferences, type Reference } from './references.js';

/** Where an expression stands: which module instance, and which key `each.key` or `count.index` has there. */
export interface Frame {
  readonly module: ModulePath;
  readonly key: InstanceKey;
  /** What the `for_each` or `count` there refers to. */
  readonly repetition: readonly string[];
}

/** Which instances of a resource a reference means. */
type Selector =
  | { readonly kind: 'exact'; readonly key: InstanceKey }
  /** One of these keys, the first that exists: the expression indexes by something of its own frame. */
  | { readonly kind: 'own'; readonly keys: readonly InstanceKey[] }
  | { readonly kind: 'every' };

/** A resource, all its instances, that an expression leads to. */
export interface Reached {
  readonly module: ModulePath;
  readonly type: string;
  readonly name: string;
  readonly selector: Selector;
}

/** Guards against references that lead around in configurations that Terraform itself would refuse. */
const DEEPEST = 20;

/** Resources of the wanted types that references lead to, through variables, outputs and `each.value`. */
export function followReferences(
  texts: readonly string[],
  frame: Frame,
  wanted: (type: string) => boolean,
  inventory: Inventory,
  depth = 0,
): readonly Reached[] {
  if (depth > DEEPEST) return [];
  const references = parseReferences(texts);
  const keys = ownKeys(references, frame, inventory);
  const follow = (next: readonly string[], where: Frame): readonly Reached[] =>
    followReferences(next, where, wanted, inventory, depth + 1);

  const direct = references.flatMap((reference): readonly Reached[] => {
    if (reference.root === 'var') return throughVariable(reference, frame, inventory, follow);
    if (reference.root === 'module') return throughOutput(reference, frame, keys, inventory, follow);
    return wanted(reference.root) ? [toResource(reference, frame, keys)] : [];
  });
  if (direct.length > 0 || !references.some((reference) => isEachValue(reference))) return direct;
  // `each.value.x` alone: whatever the for_each goes over, at this frame's key.
  return follow(frame.repetition, { ...frame, repetition: [] }).map((reached) =>
    reached.selector.kind === 'every'
      ? { ...reached, selector: { kind: 'own', keys: [frame.key] } }
      : reached,
  );
}

function toResource(reference: Reference, frame: Frame, keys: readonly InstanceKey[]): Reached {
  const key = keyAt(reference, 2);
  const selector: Selector =
    key !== undefined ? { kind: 'exact', key } : keys.length > 0 ? { kind: 'own', keys } : { kind: 'every' };
  return { module: frame.module, type: reference.root, name: nameAt(reference, 1) ?? '', selector };
}

function throughVariable(
  reference: Reference,
  frame: Frame,
  inventory: Inventory,
  follow: (texts: readonly string[], where: Frame) => readonly Reached[],
): readonly Reached[] {
  const step = frame.module.at(-1);
  if (step === undefined) return [];
  const caller = frame.module.slice(0, -1);
  const call = moduleCall(moduleAt(inventory.configuration, caller), step.name);
  return follow(referencesIn(call.expressions[nameAt(reference, 1) ?? '']), {
    module: caller,
    key: step.key,
    repetition: call.repetition,
  });
}

function throughOutput(
  reference: Reference,
  frame: Frame,
  keys: readonly InstanceKey[],
  inventory: Inventory,
  follow: (texts: readonly string[], where: Frame) => readonly Reached[],
): readonly Reached[] {
  const name = nameAt(reference, 1) ?? '';
  const moduleKey = keyAt(reference, 2);
  const outputAt = moduleKey === undefined ? 2 : 3;
  const output = nameAt(reference, outputAt);
  if (output === null) return [];
  const within = keyAt(reference, outputAt + 1);
  const all = inventory.childModules(frame.module, name);
  const wantedKeys = moduleKey === undefined ? keys : [moduleKey];
  const chosen = all.filter((path) => wantedKeys.includes(path.at(-1)?.key ?? null));
  return (chosen.length > 0 ? chosen : all).flatMap((module) =>
    follow(outputReferences(moduleAt(inventory.configuration, module), output), {
      module,
      key: null,
      repetition: [],
    }).map((reached): Reached =>
      // `module.alb.target_groups["web"]`: maps of resources keep their keys.
      within !== undefined && reached.selector.kind === 'every'
        ? { ...reached, selector: { kind: 'own', keys: [within] } }
        : reached,
    ),
  );
}

function isEachValue(reference: Reference): boolean {
  return reference.root === 'each' && nameAt(reference, 1) === 'value';
}

/** Keys that an expression may index by: what `each.value.…` is where that can be looked up, then its own key. */
function ownKeys(
  references: readonly Reference[],
  frame: Frame,
  inventory: Inventory,
): readonly InstanceKey[] {
  const values = references.filter(isEachValue).flatMap((reference) => {
    const value = eachValue(reference, frame, inventory);
    return typeof value === 'string' || typeof value === 'number' ? [value] : [];
  });
  const own = references.some(
    (reference) =>
      (reference.root === 'each' && nameAt(reference, 1) === 'key') ||
      (reference.root === 'count' && nameAt(reference, 1) === 'index'),
  );
  return own && frame.key !== null ? [...values, frame.key] : values;
}

/** The value of `each.value.…` where the `for_each` goes over a variable whose value the plan tells. */
function eachValue(reference: Reference, frame: Frame, inventory: Inventory): unknown {
  if (frame.key === null) return undefined;
  const source = parseReferences(frame.repetition).find(({ root }) => root === 'var');
  if (source === undefined) return undefined;
  const over = recordOf(variableValue(nameAt(source, 1) ?? '', frame, inventory));
  const path = reference.parts.slice(2).map(({ value }) => String(value));
  return path.reduce<unknown>(
    (value, name) => (isRecord(value) ? value[name] : undefined),
    over[String(frame.key)],
  );
}

function variableValue(name: string, frame: Frame, inventory: Inventory): unknown {
  const step = frame.module.at(-1);
  if (step === undefined) return inventory.variables[name];
  const call = moduleCall(moduleAt(inventory.configuration, frame.module.slice(0, -1)), step.name);
  return recordOf(call.expressions[name])['constant_value'];
}
