import type { JsonRecord } from '../terraform/json-value.js';
import { natIpInfo, natMapping, routerStatus, type NatFact } from './nat-facts.js';
import { address, instance, network, subnetwork } from './resource-answers.js';
import { nat, router } from './router-answers.js';
import type { Told } from './told.js';

/** A kind of item that is read. */
export interface AnswerKind {
  readonly command: string;
  /** The `kind` that the API writes, or a field that only such items have. */
  readonly kind: string | null;
  readonly marks: readonly string[];
  readonly resources?: (item: JsonRecord) => readonly Told[];
  readonly facts?: (item: JsonRecord) => readonly NatFact[];
}

/** Items of answers, each told by its `kind` or by a field of its own. A new one is a new row. */
export const ANSWER_KINDS: readonly AnswerKind[] = [
  {
    command: 'gcloud compute routers list',
    kind: 'compute#router',
    marks: ['nats'],
    resources: router,
  },
  {
    command: 'gcloud compute routers nats list',
    kind: null,
    marks: ['sourceSubnetworkIpRangesToNat'],
    resources: nat,
  },
  {
    command: 'gcloud compute routers get-status',
    kind: 'compute#routerStatusResponse',
    marks: ['natStatus'],
    facts: routerStatus,
  },
  {
    command: 'gcloud compute routers get-nat-mapping-info',
    kind: null,
    marks: ['interfaceNatMappings'],
    facts: natMapping,
  },
  {
    command: 'gcloud compute routers get-nat-ip-info',
    kind: null,
    marks: ['natIpInfoMappings'],
    facts: natIpInfo,
  },
  {
    command: 'gcloud compute instances list',
    kind: 'compute#instance',
    marks: ['networkInterfaces'],
    resources: instance,
  },
  {
    command: 'gcloud compute addresses list',
    kind: 'compute#address',
    marks: ['addressType'],
    resources: address,
  },
  {
    command: 'gcloud compute networks subnets list',
    kind: 'compute#subnetwork',
    marks: ['gatewayAddress'],
    resources: subnetwork,
  },
  {
    command: 'gcloud compute networks list',
    kind: 'compute#network',
    marks: ['autoCreateSubnetworks'],
    resources: network,
  },
];

/** The row of an item; undefined where it is of another kind. */
export function kindOf(item: JsonRecord): AnswerKind | undefined {
  const said = item['kind'];
  return ANSWER_KINDS.find(
    ({ kind, marks }) =>
      (kind !== null && kind === said) ||
      ((kind === null || said === undefined) && marks.some((mark) => mark in item)),
  );
}
