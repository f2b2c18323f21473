import { isPlainObject, type ResourceUsage } from '@portplan/documents';
import type { Path } from '@portplan/documents';
import type { TopologyNode } from '@portplan/engine';
import { closeness } from './address-pattern.js';
import type { UsageFinding } from './usage-finding.js';
import type { ImportIndex } from './import-index.js';
import { fieldsOfKind, isLegField, isNodeField } from './usage-fields.js';

/** What is said at a key and can be said of none of its resources. */
export function fieldProblems(
  path: Path,
  said: ResourceUsage,
  addresses: readonly string[],
  index: ImportIndex,
): readonly UsageFinding[] {
  const nodes = addresses.flatMap((address) => index.nodesAt(address));
  const whose = addresses.length === 1 ? (addresses[0] ?? '') : `each of ${addresses.join(', ')}`;
  return [
    ...Object.entries(said).flatMap(([field, value]): readonly UsageFinding[] => {
      const reason = isNodeField(field)
        ? nodeFault(field, nodes, whose)
        : otherFault(field, addresses, index, whose);
      return reason === null ? [] : [{ path: [...path, field], code: 'not-applicable', value, says: reason }];
    }),
    ...instancesFindings(path, said, nodes),
    ...callerFindings(path, said, addresses, index),
  ];
}

function nodeFault(field: string, nodes: readonly TopologyNode[], whose: string): string | null {
  if (nodes.some(({ kind }) => fieldsOfKind(kind).includes(field))) return null;
  const kinds = [...new Set(nodes.map(({ kind }) => kind))].join(' or ');
  return `does not apply: ${whose} is a ${kinds} in the topology, which has no ${field}`;
}

function otherFault(
  field: string,
  addresses: readonly string[],
  index: ImportIndex,
  whose: string,
): string | null {
  if (field === 'requestsPerSecond')
    return addresses.some((address) => index.clientsAt(address).length > 0)
      ? null
      : `does not apply: no clients of its own call ${whose} in the topology; the demand comes from ${sourcesOf(index)}`;
  if (field === 'destinations')
    return addresses.some((address) => index.leaving(address).length > 0)
      ? null
      : `does not apply: nothing leaves the topology through or from ${whose}`;
  if (isLegField(field) && !addresses.some((address) => index.said(address).length > 0))
    return `does not apply: no calls arrive at ${whose} in the topology`;
  return null;
}

function sourcesOf(index: ImportIndex): string {
  return index.all.filter((address) => index.clientsAt(address).length > 0).join(', ');
}

/** A rule for a number that the source says is fixed must be whole, and bounds must not cross those of the source. */
function instancesFindings(
  path: Path,
  { instances }: ResourceUsage,
  nodes: readonly TopologyNode[],
): readonly UsageFinding[] {
  if (!isPlainObject(instances)) return [];
  const at = [...path, 'instances'];
  return nodes.flatMap((node): readonly UsageFinding[] => {
    const there = 'instances' in node ? node.instances : undefined;
    if (!isPlainObject(there)) {
      const missing = ['min', 'max', 'requestsPerSecondPerInstance'].filter((name) => !(name in instances));
      const says = `lacks ${missing.join(' and ')}; ${node.id} has ${String(typeof there === 'number' ? there : 1)} in the source, fixed, so that a rule must be given whole`;
      return missing.length === 0 ? [] : [{ path: at, code: 'missing-field', value: instances, says }];
    }
    const { min, max } = Object.fromEntries([...Object.entries(there), ...Object.entries(instances)]);
    if (Number(min) <= Number(max)) return [];
    const says = `has min ${String(min)} and max ${String(max)}, with what the source says of ${node.id}; min must be at most max`;
    return [{ path: at, code: 'inconsistent', value: instances, says }];
  });
}

function callerFindings(
  path: Path,
  { from = {} }: ResourceUsage,
  addresses: readonly string[],
  index: ImportIndex,
): readonly UsageFinding[] {
  const callers = [
    ...new Set(
      addresses
        .flatMap((address) => [...index.arriving(address), ...index.leaving(address)])
        .filter((leg) => !addresses.includes(index.addressOf(leg.from)))
        .map((leg) => index.addressOf(leg.from)),
    ),
  ];
  return Object.keys(from).flatMap((key): readonly UsageFinding[] => {
    if (callers.some((caller) => closeness(key, caller) !== null)) return [];
    const says = `is no caller; ${callers.length === 0 ? 'there is none' : `it must be one of ${callers.join(', ')}`}`;
    return [{ path: [...path, 'from', key], code: 'unknown-address', value: key, says }];
  });
}
