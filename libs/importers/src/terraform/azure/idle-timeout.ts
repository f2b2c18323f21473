import { imported, type Origins } from '../../draft/topology-draft.js';
import { numberIn } from '../attribute.js';
import type { JsonRecord } from '../json-value.js';

const SECONDS_PER_MINUTE = 60;

/** An idle timeout, where it is told: the provider keeps minutes, a topology has seconds. */
export function idleTimeout(
  values: JsonRecord,
  address: string,
): { readonly fields: { readonly idleTimeoutSeconds?: number }; readonly origins: Origins } {
  const minutes = numberIn(values, 'idle_timeout_in_minutes');
  return minutes === undefined || minutes <= 0
    ? { fields: {}, origins: {} }
    : {
        fields: { idleTimeoutSeconds: minutes * SECONDS_PER_MINUTE },
        origins: { idleTimeoutSeconds: imported(address) },
      };
}
