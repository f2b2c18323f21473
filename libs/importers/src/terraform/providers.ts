import { AWS } from './aws/aws.js';
import { AZURE } from './azure/azure.js';
import { GOOGLE } from './google/google.js';
import type { Provider } from './provider.js';
import type { ResourceTypes } from './resource.js';

/** All clouds, in the order in which they are read. A new one is a new row. */
export const PROVIDERS: readonly Provider[] = [AWS, AZURE, GOOGLE];

/** The types of all clouds: their names begin with the cloud's, so no two are the same. */
export const ALL_TYPES: ResourceTypes = Object.assign(
  // Without the names that every object has: a document may call a type whatever it likes.
  Object.create(null) as object,
  ...PROVIDERS.map(({ types }) => types),
) as ResourceTypes;

/** Why a resource that was not used is not in the topology. */
export function reasonForLeavingOut(type: string): string {
  for (const provider of PROVIDERS) {
    const reason = provider.reasonForLeavingOut(type);
    if (reason !== undefined) return reason;
  }
  return type in ALL_TYPES
    ? 'nothing in the topology is connected with it'
    : `resources of type ${type} are not read`;
}
