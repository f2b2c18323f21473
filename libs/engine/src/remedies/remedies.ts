import { admitReturnRange } from './admit-return-range.js';
import { bindOnConnect } from './bind-on-connect.js';
import { endpointDependentMapping } from './endpoint-dependent-mapping.js';
import { evenDistribution } from './even-distribution.js';
import { higherConnectionLimit, largerConntrackTable, moreFileDescriptors } from './higher-limits.js';
import { idleTimeoutOrder, shorterIdleTimeout } from './idle-timeouts.js';
import { moreEndpoints } from './more-endpoints.js';
import { moreInstances } from './more-instances.js';
import { moreNatGateways } from './more-nat-gateways.js';
import { moreNatIps, raiseIpQuota } from './more-nat-ips.js';
import { dynamicPortAllocation, morePortsPerVm } from './more-ports-per-vm.js';
import { moreSourceIps } from './more-source-ips.js';
import { multiplexing } from './multiplexing.js';
import { pooling } from './pooling.js';
import { privateEndpoint } from './private-endpoint.js';
import type { Remedy } from './remedy.js';
import { responderClosesFirst } from './responder-closes-first.js';
import { shorterNatTimeWait } from './shorter-nat-time-wait.js';
import { timeWaitReuse } from './time-wait-reuse.js';
import { widerPortRange } from './wider-port-range.js';

/** Everything that is tried, in the order in which it is tried: what opens fewer connections first. */
export const REMEDIES: readonly Remedy[] = [
  pooling,
  idleTimeoutOrder,
  admitReturnRange,
  multiplexing,
  moreNatIps,
  raiseIpQuota,
  morePortsPerVm,
  dynamicPortAllocation,
  moreNatGateways,
  privateEndpoint,
  moreEndpoints,
  endpointDependentMapping,
  shorterNatTimeWait,
  shorterIdleTimeout,
  widerPortRange,
  timeWaitReuse,
  responderClosesFirst,
  moreSourceIps,
  bindOnConnect,
  moreInstances,
  evenDistribution,
  higherConnectionLimit,
  largerConntrackTable,
  moreFileDescriptors,
];
