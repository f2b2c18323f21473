import type { Instances } from '@portplan/engine';
import { regionOf } from '../../google/google-path.js';
import { assumed, imported, type Origins } from '../../draft/topology-draft.js';
import { numberIn, textIn } from '../attribute.js';
import { instanceCount } from '../instance-count.js';
import { listOf, recordOf, type JsonRecord } from '../json-value.js';
import type { Resource } from '../resource.js';
import type { GoogleContext, Workload } from './context.js';
import { machines } from './instances.js';
import { placed } from './placements.js';

/** Instances of a service that does not say (https://cloud.google.com/run/docs/configuring/max-instances). */
const MOST_BY_DEFAULT = 100;

const INTERFACES = ['template', 'vpc_access', 'network_interfaces'] as const;

/**
 * Cloud Run services whose whole traffic leaves through a network: with Direct VPC egress each instance has an address
 * there, and takes ports of the gateway as a machine does
 * (https://cloud.google.com/run/docs/configuring/networking-best-practices).
 */
export function readCloudRun(context: GoogleContext): readonly Workload[] {
  return context.inventory.ofType('google_cloud_run_v2_service').flatMap((service) => {
    const reason = reasonAgainst(service);
    if (reason === null) return [readService(service, context)];
    context.draft.leaveOut(service, reason);
    return [];
  });
}

function reasonAgainst({ values }: Resource): string | null {
  const [access] = blocksWithin(values, 'vpc_access');
  const connector = access === undefined ? undefined : textIn(access, 'connector');
  if (connector !== undefined)
    return 'it leaves through a connector, whose machines take ports of the gateway: add these as a backend, their leg through the gateway';
  if (access === undefined || listOf(access['network_interfaces']).length === 0)
    return 'it leaves through addresses of Google: without Direct VPC egress it takes no ports of a gateway';
  return textIn(access, 'egress') === 'ALL_TRAFFIC'
    ? null
    : 'only what goes to private ranges leaves through its network: the rest takes addresses of Google, not ports of a gateway';
}

function readService(service: Resource, context: GoogleContext): Workload {
  const { draft } = context;
  const { address, values } = service;
  const { instances, origins } = size(service);
  const nodeId = draft.idOf(address);
  draft.addNode(
    machines(nodeId, false, instances, null),
    { ...origins, 'host.profile': imported(address, 'Cloud Run runs Linux containers') },
    [service],
  );
  const location = textIn(values, 'location');
  const where = placed(
    service,
    { subnet: [...INTERFACES, 'subnetwork'], network: [...INTERFACES, 'network'] },
    location === undefined ? null : regionOf(location),
    context,
  );
  return {
    nodeId,
    address,
    placements: [{ ...where, weight: 1, external: false }],
    groups: [service],
    most: typeof instances === 'number' ? instances : instances.max,
    containerHosts: false,
  };
}

function size({ address, values }: Resource): { readonly instances: Instances; readonly origins: Origins } {
  const [scaling] = blocksWithin(values, 'scaling');
  const max = numberIn(scaling ?? {}, 'max_instance_count');
  const given = max !== undefined && max > 0;
  const count = instanceCount({
    address,
    min: numberIn(scaling ?? {}, 'min_instance_count') ?? 0,
    max: given ? max : MOST_BY_DEFAULT,
  });
  const most = assumed(`${address} does not say how many instances there are at most: Google’s default`);
  return given ? count : { ...count, origins: { ...count.origins, 'instances.max': most } };
}

/** The blocks of a name within the service's template. */
function blocksWithin(values: JsonRecord, name: string): readonly JsonRecord[] {
  return listOf(values['template'])
    .map(recordOf)
    .flatMap((template) => listOf(template[name]).map(recordOf));
}
