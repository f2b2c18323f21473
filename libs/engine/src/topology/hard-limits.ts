import type { Sourced } from '../catalog/profile.js';
import type { TopologyNode } from './node.js';
import type { Problem } from './problem.js';
import { profileOf } from './resolve.js';

/** Node fields that a profile's value of another name bounds from above. */
const BOUNDED_FIELDS = [
  { field: 'publicIps', by: 'maxPublicIps' },
  { field: 'maxPublicIps', by: 'maxPublicIps' },
  { field: 'portsPerIp', by: 'portsPerIp' },
  { field: 'maxConnections', by: 'maxConnections' },
] as const;

/** Values above what the provider of the node's profile allows at all, each with the limit and its source. */
export function hardLimitProblems(node: TopologyNode, pointer: string): readonly Problem[] {
  const limits: Readonly<Record<string, Sourced<unknown> | undefined>> = {
    ...(profileOf(node)?.translator ?? {}),
  };
  const given: Readonly<Record<string, unknown>> = { ...node };
  return BOUNDED_FIELDS.flatMap(({ field, by }) => {
    const limit = limits[by];
    const value = given[field];
    if (limit?.hardLimit !== true || typeof limit.value !== 'number' || typeof value !== 'number') return [];
    if (value <= limit.value) return [];
    return [
      {
        pointer: `${pointer}/${field}`,
        code: 'above-hard-limit',
        value: String(value),
        message: `node "${node.id}" has ${field} ${String(value)}; ${node.profile ?? ''} allows at most ${String(limit.value)} ${limit.unit} (${limit.source}, ${limit.asOf})`,
      },
    ];
  });
}
