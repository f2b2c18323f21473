import type { Instances } from '@portplan/engine';
import { assumed, imported, type Origins } from '../draft/topology-draft.js';
import { ASSUMED } from './assumed-values.js';

/** Bounds of a group as a resource gives them; undefined where they are not known. */
export interface GroupSize {
  readonly address: string;
  readonly min: number | undefined;
  readonly max: number | undefined;
  /** Requests per second at which the group grows, and who says so. */
  readonly perInstance?: { readonly value: number; readonly address: string };
}

export interface InstanceCount {
  readonly instances: Instances;
  readonly origins: Origins;
}

/** The instances of a group that scales between bounds: a number where the bounds are equal. */
export function instanceCount({ address, min, max, perInstance }: GroupSize): InstanceCount {
  if (max === undefined) {
    const instances = Math.max(1, min ?? ASSUMED.instances.value);
    return {
      instances,
      origins: {
        instances: assumed(`${ASSUMED.instances.reason}, and neither is the upper bound of ${address}`),
      },
    };
  }
  const least = Math.max(1, Math.min(min ?? 1, max));
  const lower =
    min === undefined
      ? assumed(`the lower bound of ${address} is not known before apply`)
      : min < 1
        ? assumed(
            `${address} may shrink to ${String(min)} instances; a group that has traffic has one at least`,
          )
        : imported(address);
  if (least === max) {
    return { instances: max, origins: { instances: lower.kind === 'assumed' ? lower : imported(address) } };
  }
  const { value, reason } = ASSUMED.requestsPerSecondPerInstance;
  return {
    instances: { min: least, max, requestsPerSecondPerInstance: perInstance?.value ?? value },
    origins: {
      'instances.min': lower,
      'instances.max': imported(address),
      'instances.requestsPerSecondPerInstance':
        perInstance === undefined ? assumed(reason) : imported(perInstance.address),
    },
  };
}
