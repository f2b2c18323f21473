import {
  STATUSES,
  type NatGatewayResult,
  type PlanResult,
  type Resource,
  type Status,
} from '@portplan/engine';
import { canonicalJson } from './canonical-json.js';
import { fixedDigits } from './fixed-digits.js';
import { TerraformFault } from './terraform-fault.js';

/** What Terraform gets: text only. */
export type Answer = Readonly<Record<(typeof ANSWER_KEYS)[number], string>>;

export const ANSWER_KEYS = [
  'status',
  'required_ips',
  'current_ips',
  'additional_ips',
  'gateways_required',
  'headroom_ports',
  'headroom_factor',
  'utilization',
  'blocking_probability',
  'exhaustion_at',
  'binding_destination',
  'pool_max_idle',
  'recommendations_json',
  'result_json',
  'engine_version',
] as const;

/** What stands for a figure that there is none of: no null in the protocol, and Terraform's `tonumber` refuses it aloud. */
const NONE = '';

/** The figures of one NAT gateway: of its pool that fits least more traffic. */
export function answerFor(result: PlanResult, gateway: NatGatewayResult): Answer {
  const pool = tightest(result.resources.filter((resource) => resource.node === gateway.node));
  const { requiredIps, currentIps, gatewaysRequired, bindingDestination } = gateway;
  return {
    status: pool?.status ?? 'ok',
    required_ips: count(requiredIps),
    current_ips: count(currentIps),
    additional_ips: count(requiredIps === null ? null : Math.max(0, requiredIps - currentIps)),
    gateways_required: count(gatewaysRequired),
    headroom_ports: pool === undefined ? NONE : fixedDigits(Math.floor(pool.headroom.ports), 0),
    headroom_factor: digits(pool?.headroom.factor, 4),
    utilization: digits(pool?.peak.utilization, 6),
    blocking_probability: digits(pool?.peak.blockingProbability, 12),
    exhaustion_at: earliestExhaustion(result, gateway.node) ?? NONE,
    binding_destination: bindingDestination ?? NONE,
    pool_max_idle: count(maxIdleOf(result, pool)),
    recommendations_json: canonicalJson(result.recommendations),
    result_json: canonicalJson(result),
    engine_version: result.engineVersion,
  };
}

/** What is answered where the server cannot be asked and the query takes that for an answer. */
export function unknownAnswer(): Answer {
  const nothing = Object.fromEntries(ANSWER_KEYS.map((key) => [key, NONE])) as Answer;
  return { ...nothing, status: 'unknown', recommendations_json: '[]', result_json: '{}' };
}

function count(value: number | null): string {
  return value === null ? NONE : fixedDigits(value, 0);
}

function digits(value: number | null | undefined, places: number): string {
  return value === null || value === undefined ? NONE : fixedDigits(value, places);
}

/**
 * The gateway that is asked about.
 *
 * @param node null where there is only one
 * @throws TerraformFault that lists the gateways
 */
export function gatewayNamed(gateways: readonly NatGatewayResult[], node: string | null): NatGatewayResult {
  const [only, ...others] = gateways;
  const names = gateways.map((gateway) => gateway.node).join(', ');
  if (only === undefined) throw new TerraformFault('the topology has no NAT gateway to ask about');
  if (node === null) {
    if (others.length === 0) return only;
    throw new TerraformFault(
      `the topology has ${String(gateways.length)} NAT gateways; give node, one of ${names}`,
    );
  }
  const found = gateways.find((gateway) => gateway.node === node);
  if (found !== undefined) return found;
  throw new TerraformFault(
    `node is ${JSON.stringify(node)}, which is no NAT gateway of the topology; there ${others.length === 0 ? 'is' : 'are'} ${names}`,
  );
}

/** The pool of the worst status, and among those the one that fits least more traffic. */
function tightest(pools: readonly Resource[]): Resource | undefined {
  const severity = (status: Status): number => STATUSES.indexOf(status);
  const factor = ({ headroom }: Resource): number => headroom.factor ?? Infinity;
  return [...pools].sort(
    (one, other) => severity(other.status) - severity(one.status) || factor(one) - factor(other) || 0,
  )[0];
}

/** The first instant at which any pool of the gateway runs out. */
function earliestExhaustion({ resources }: PlanResult, node: string): string | undefined {
  return resources
    .flatMap((resource) => (resource.node === node ? (resource.exhaustionAt.planning ?? []) : []))
    .sort()[0];
}

/** The largest advised among the legs that weigh on the pool: it is enough for all. */
function maxIdleOf({ pooling }: PlanResult, pool: Resource | undefined): number | null {
  const advised = pooling.filter(({ leg }) => pool?.legs.includes(leg) === true);
  return advised.length === 0 ? null : Math.max(...advised.map(({ perProcess }) => perProcess.maxIdle));
}
