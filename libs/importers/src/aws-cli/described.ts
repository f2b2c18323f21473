import { isRecord, listOf, recordOf, type JsonRecord } from '../terraform/json-value.js';
import type { Resource } from '../terraform/resource.js';

/** One thing that a dump tells of, in the words of the Terraform provider: so one reader serves both. */
export interface Described {
  readonly resource: Resource;
  /** Its id or ARN; null for what only follows from something else, as a VPC follows from its subnets. */
  readonly identity: string | null;
  /** Why it takes no part; null where it does. */
  readonly leftOut: string | null;
}

/** Values by attribute; what is undefined is left away. Only what is named here is ever read of a dump. */
type Attributes = Readonly<Record<string, unknown>>;

/** What AWS has under an id of its own. */
export function described(type: string, name: string, identity: string, values: Attributes): Described {
  return { resource: resourceOf(type, name, values), identity, leftOut: null };
}

/** What only follows from something that was described. */
export function derived(type: string, name: string, values: Attributes): Described {
  return { resource: resourceOf(type, name, values), identity: null, leftOut: null };
}

/** What AWS has, and what takes no part in a topology. */
export function leftOut(type: string, name: string, identity: string, reason: string): Described {
  return { resource: resourceOf(type, name, {}), identity, leftOut: reason };
}

function resourceOf(type: string, name: string, values: Attributes): Resource {
  const known = Object.entries(values).filter(([, value]) => value !== undefined && value !== null);
  return {
    address: `${type}.${name}`,
    module: [],
    type,
    name,
    key: null,
    values: Object.fromEntries(known),
    unknown: {},
    configuration: null,
  };
}

/** The objects of a list; none where something else stands. */
export function recordsIn(values: JsonRecord, name: string): readonly JsonRecord[] {
  return listOf(values[name]).filter(isRecord);
}

/** A text within an object of an object. */
export function textWithin(values: JsonRecord, name: string, inner: string): string | undefined {
  const text = recordOf(values[name])[inner];
  return typeof text === 'string' && text !== '' ? text : undefined;
}

/** The last part of an ARN: of `…:loadbalancer/app/edge/50dc6c495c0c9188` the id that AWS gave it. */
export function lastPart(arn: string): string {
  return arn.slice(Math.max(arn.lastIndexOf('/'), arn.lastIndexOf(':')) + 1);
}
