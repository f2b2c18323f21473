import type * as Shape from '@portplan/engine';
import { API_VERSION, DEFAULT_POLICY } from '@portplan/engine';
import { Described } from '../fields/described.js';
import { Nested, RecordOfNumbers } from '../fields/object-fields.js';
import type { Rule } from '../fields/registry.js';
import { A_NAME, Amount, OneOf, Text } from '../fields/scalar-fields.js';

@Described<Shape.Quotas>({
  name: 'Quotas',
  noun: 'a set of quotas',
  description: 'Account limits that an operator has been granted; names as in the catalogue.',
})
class Quotas {
  @Amount({ unit: 'addresses', min: 0, integer: true, description: 'Elastic IP addresses in one region.' })
  readonly eipsPerRegion?: number;

  @Amount({
    unit: 'addresses',
    min: 1,
    integer: true,
    description: 'Elastic IP addresses on one NAT gateway.',
  })
  readonly eipsPerNatGateway?: number;

  @Amount({ unit: 'gateways', min: 1, integer: true, description: 'NAT gateways in one zone.' })
  readonly natGatewaysPerZone?: number;

  @Amount({
    unit: 'addresses',
    min: 1,
    integer: true,
    description: 'Public addresses on one NAT gateway, for providers without elastic IPs.',
  })
  readonly publicIpsPerNatGateway?: number;
}

/** A target alone must clear the default soft level too, and a soft level alone the default target. */
const softWithinTarget: Rule = ({ softUtilization, targetUtilization }) => {
  const soft = softUtilization ?? DEFAULT_POLICY.softUtilization;
  const target = targetUtilization ?? DEFAULT_POLICY.targetUtilization;
  if (typeof soft !== 'number' || typeof target !== 'number' || soft <= target) return [];
  if (softUtilization === undefined) {
    const says = `is ${String(target)}; it must be at least softUtilization, which is ${String(soft)} by default`;
    return [{ path: ['targetUtilization'], code: 'inconsistent', says, value: target }];
  }
  const byDefault = targetUtilization === undefined ? ' by default' : '';
  const says = `is ${String(soft)}; it must be at most targetUtilization, which is ${String(target)}${byDefault}`;
  return [{ path: ['softUtilization'], code: 'inconsistent', says, value: soft }];
};

@Described<Shape.Policy>({
  name: 'Policy',
  noun: 'a Policy',
  description: 'What a plan is held to. Every field has a default.',
  rules: [softWithinTarget],
})
export class Policy {
  @OneOf([API_VERSION], { description: 'Version of the document format.' })
  readonly apiVersion?: typeof API_VERSION;

  @OneOf(['Policy'], { description: 'Kind of document.' })
  readonly kind?: 'Policy';

  @Text({ ...A_NAME, description: 'What people call it.' })
  readonly name?: string;

  @Amount({
    above: 0,
    below: 1,
    default: DEFAULT_POLICY.planningQuantile,
    description: 'Quantile of demand that is planned for.',
  })
  readonly planningQuantile?: number;

  @Amount({
    above: 0,
    max: 1,
    default: DEFAULT_POLICY.targetUtilization,
    description: 'Share of a pool above which it is over.',
  })
  readonly targetUtilization?: number;

  @Amount({
    above: 0,
    max: 1,
    default: DEFAULT_POLICY.softUtilization,
    description: 'Share of a pool above which it is a warning; at most the target.',
  })
  readonly softUtilization?: number;

  @Amount({
    above: 0,
    below: 1,
    default: DEFAULT_POLICY.blockingProbability,
    description: 'Share of new connections that may find no port.',
  })
  readonly blockingProbability?: number;

  @OneOf(['none', 'instance', 'zone'], {
    default: DEFAULT_POLICY.survive,
    description: 'The loss that the rest must carry the traffic of.',
  })
  readonly survive?: Shape.Survive;

  @Amount({
    unit: 'samples',
    min: 1,
    max: 10_000,
    integer: true,
    default: DEFAULT_POLICY.samples,
    description: 'Samples drawn where the input has intervals.',
  })
  readonly samples?: number;

  @Amount({
    min: 0,
    max: 4_294_967_295,
    integer: true,
    default: DEFAULT_POLICY.seed,
    description: 'Seed of those samples: the same seed gives the same result.',
  })
  readonly seed?: number;

  @RecordOfNumbers({
    keys: 'remedies',
    unit: 'days',
    min: 0,
    max: 3650,
    description:
      'Days until a kind of remedy is in place, by remedy as a plan names it (`pooling`, `more-nat-ips`); `nat-ips` for all that change public addresses.',
  })
  readonly leadTimeDays?: Readonly<Record<string, number>>;

  @Nested(Quotas, { description: 'Account limits that an operator has been granted.' })
  readonly quotas?: Quotas;
}
