import type { Profile, TranslatorFacts } from '../catalog/profile.js';
import { citationsOf } from './citations.js';
import type { TopologyNode } from './node.js';
import type { PickQuantity, ResolvedTranslator } from './resolved.js';
import { overriddenAllocation } from './overridden-allocation.js';
import type { Translator } from './translator.js';

const TRANSLATOR_FIELDS = [
  'portsPerIp',
  'quarantineSeconds',
  'udpIdleTimeoutSeconds',
  'idleTimeoutSeconds',
  'tupleScope',
  'allocation',
  'portSearch',
  'ipSelection',
  'maxPublicIps',
  'maxConnections',
] as const satisfies readonly (keyof Translator)[];

/** What else a document's own profile may give. */
const OWN_FIELDS = [
  ...TRANSLATOR_FIELDS,
  'publicIps',
  'randomFully',
  'bitsPerSecond',
  'packetsPerSecond',
  'conntrackMax',
  'scope',
  'allocatablePortsPerIp',
  'blockRounding',
  'blocksSpanAddresses',
  'sourcePortRange',
  'udpQuarantineSeconds',
] as const satisfies readonly (keyof (Translator & TranslatorFacts))[];

/** Whether a node replaces source addresses of connections that pass through it. */
export function isSourceTranslator(node: TopologyNode, profile: Profile | null): boolean {
  if (node.kind === 'nat-gateway') return true;
  if (node.kind === 'cluster') return profile?.translator !== undefined || node.portsPerIp !== undefined;
  if (node.kind !== 'load-balancer') return false;
  const layer = node.layer ?? profile?.layer?.value ?? 7;
  return layer === 4 && (node.snat ?? profile?.snat?.value ?? false);
}

/** The translator in a node, with the profile's values wherever the document is silent; null where it is none. */
export function resolveTranslator(
  node: TopologyNode,
  profile: Profile | null,
  pick: PickQuantity,
): ResolvedTranslator | null {
  if (!isSourceTranslator(node, profile)) return null;
  const given: Translator =
    node.kind === 'nat-gateway' || node.kind === 'cluster' || node.kind === 'load-balancer' ? node : {};
  const defaults = profile?.translator ?? {};
  const facts: TranslatorFacts = defaults;
  const quarantineSeconds = pick(given.quarantineSeconds ?? defaults.quarantineSeconds?.value ?? 0);
  const udpIdleSeconds = given.udpIdleTimeoutSeconds ?? defaults.udpIdleTimeoutSeconds?.value;
  return {
    publicIps: given.publicIps ?? defaults.publicIps?.value ?? 1,
    zones: given.zones ?? 1,
    portsPerIp: given.portsPerIp ?? defaults.portsPerIp?.value ?? 0,
    quarantineSeconds,
    udpHeldSeconds:
      udpIdleSeconds === undefined
        ? quarantineSeconds
        : udpIdleSeconds + (facts.udpQuarantineSeconds?.value ?? 0),
    idleTimeoutSeconds: given.idleTimeoutSeconds ?? defaults.idleTimeoutSeconds?.value ?? null,
    tupleScope: given.tupleScope ?? defaults.tupleScope?.value ?? 'endpoint',
    allocation: overriddenAllocation(defaults.allocation?.value ?? { kind: 'on-demand' }, given.allocation),
    portSearch: given.portSearch ?? defaults.portSearch?.value ?? { kind: 'exhaustive' },
    ipSelection: given.ipSelection ?? defaults.ipSelection?.value ?? 'random',
    randomFully: given.randomFully ?? facts.randomFully?.value ?? null,
    maxPublicIps: given.maxPublicIps ?? defaults.maxPublicIps?.value ?? null,
    maxConnections: given.maxConnections ?? defaults.maxConnections?.value ?? null,
    bitsPerSecond: given.bitsPerSecond ?? defaults.bitsPerSecond?.value ?? null,
    packetsPerSecond: given.packetsPerSecond ?? defaults.packetsPerSecond?.value ?? null,
    conntrackMax: given.conntrackMax ?? defaults.conntrackMax?.value ?? null,
    scope: facts.scope?.value ?? (node.kind === 'cluster' ? 'node' : 'gateway'),
    rewritesDestination: facts.rewritesDestination?.value ?? node.kind === 'load-balancer',
    facts,
    citations: citationsOf<(typeof OWN_FIELDS)[number]>(
      defaults,
      profile?.basedOn === undefined ? TRANSLATOR_FIELDS : OWN_FIELDS,
      given,
    ),
  };
}
