import type { Profile, Sourced } from '../catalog/profile.js';
import { overriddenAllocation } from './overridden-allocation.js';
import type { ProfileDefinition } from './profile-definition.js';
import type { Allocation } from './translator.js';

/** Parts of a profile that a definition may give values in. */
export const PROFILE_PARTS = ['host', 'translator', 'pool', 'listener', 'firewall', 'prices'] as const;

/** Values of a definition that stand in no part. */
export const PROFILE_VALUES = ['layer', 'snat'] as const;

/** Units of values that are not in seconds and that the row may not have; none for names and switches. */
const UNITS: Readonly<Partial<Record<string, string>>> = {
  ephemeralPortRange: 'ports',
  reservedPorts: 'ports',
  sourceIps: 'addresses',
  conntrackMax: 'entries',
  maxFileDescriptors: 'files',
  publicIps: 'addresses',
  maxPublicIps: 'addresses',
  defaultPublicIpQuota: 'addresses',
  portsPerIp: 'ports',
  allocatablePortsPerIp: 'ports',
  sourcePortRange: 'ports',
  maxConnections: 'connections',
  maxIdle: 'connections',
  maxRequests: 'requests',
  maxConcurrentStreams: 'streams',
  bitsPerSecond: 'bits/s',
  packetsPerSecond: 'packets/s',
  gatewayHour: 'USD/h',
  addressHour: 'USD/h',
  capacityUnitHour: 'USD/h',
  gigabyte: 'USD/GB',
};

/** A definition as a profile: every value that it gives with its source and date, all others those of its row. */
export function definedProfile(definition: ProfileDefinition, base: Profile): Profile {
  const { id, title, note } = definition;
  const notes = [...(note === undefined ? [] : [note]), ...(base.notes ?? [])];
  const values = Object.fromEntries(
    PROFILE_VALUES.flatMap((field) => {
      const value = definition[field];
      return value === undefined ? [] : [[field, sourced(definition, field, value, base[field])]];
    }),
  );
  const parts = Object.fromEntries(
    PROFILE_PARTS.flatMap((part) => {
      const given = definition[part];
      return given === undefined
        ? []
        : [[part, { ...base[part], ...withSources(definition, given, base[part]) }]];
    }),
  );
  return {
    ...base,
    id,
    basedOn: base.id,
    title: title ?? id,
    ...(notes.length === 0 ? {} : { notes }),
    ...values,
    ...parts,
  };
}

function withSources(
  definition: ProfileDefinition,
  given: object,
  facts: object = {},
): Readonly<Record<string, Sourced<unknown>>> {
  const known = new Map<string, Sourced<unknown>>(Object.entries(facts));
  return Object.fromEntries(
    Object.entries(given).map(([field, value]) => [
      field,
      sourced(definition, field, value, known.get(field)),
    ]),
  );
}

function sourced(
  { id, source, asOf }: ProfileDefinition,
  field: string,
  value: unknown,
  row: Sourced<unknown> | undefined,
): Sourced<unknown> {
  // As on a node: of an allocation the fields that are given count, the others are the row's.
  const whole =
    field === 'allocation' && row !== undefined
      ? overriddenAllocation(row.value as Allocation, value as Allocation)
      : value;
  const unit = row?.unit ?? (field.endsWith('Seconds') ? 'seconds' : (UNITS[field] ?? ''));
  return { value: whole, unit, source, asOf, confidence: 'stated', profile: id };
}
