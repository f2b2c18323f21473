import { cloudNatNode, type CloudNatSettings } from '../../google/cloud-nat.js';
import { assumed } from '../../draft/topology-draft.js';
import { ASSUMED } from '../assumed-values.js';
import { numberIn, textIn, type Block } from '../attribute.js';
import { recordOf } from '../json-value.js';
import type { Resource } from '../resource.js';
import type { GoogleContext } from './context.js';
import { addressesAt } from './nat-addresses.js';
import { singleBlocks } from './single-blocks.js';

/** A rule that became a node of its own, and the destinations that it is for. */
export interface RuleNode {
  readonly nodeId: string;
  readonly destinationId: string;
}

const ONE_ADDRESS = /destination\.ip\s*==\s*'[^']+'/g;
const RANGE = /inIpRange\s*\(/;

/**
 * Rules that send some destinations through addresses of their own. Each machine has ports of its own for every rule
 * (https://cloud.google.com/nat/docs/nat-rules-overview), so that a rule is a gateway by itself.
 */
export function addRules(
  nat: Resource,
  settings: CloudNatSettings,
  context: GoogleContext,
): readonly RuleNode[] {
  return singleBlocks(nat, 'rules', isOfRule).map(({ values, resource }) => {
    const { draft } = context;
    const address = `${nat.address}.rules[${String(numberIn(values, 'rule_number') ?? 0)}]`;
    const addresses = addressesAt(resource, ['rules', 'action', 'source_nat_active_ips'], context);
    const nodeId = draft.idOf(address);
    const { node, origins } = cloudNatNode(nodeId, { ...settings, address: nat.address }, addresses);
    draft.addNode({ ...node, description: 'a rule of the gateway, with addresses of its own' }, origins, [
      ...addresses.resources,
    ]);
    return {
      nodeId,
      destinationId: addDestination(`${address}.destination`, textIn(values, 'match'), context),
    };
  });
}

function isOfRule(expression: unknown, { values }: Block): boolean {
  const number = recordOf(recordOf(expression)['rule_number'])['constant_value'];
  return number !== undefined && number === values['rule_number'];
}

/** One port of each address that a rule names; of ranges it cannot be told how many are called. */
function addDestination(address: string, match: string | undefined, { draft }: GoogleContext): string {
  const id = draft.idOf(address);
  const named = RANGE.test(match ?? '') ? 0 : (match?.match(ONE_ADDRESS) ?? []).length;
  const { value, reason } = ASSUMED.externalEndpoints;
  draft.addNode(
    { id, kind: 'external', endpoints: Math.max(value, named) },
    {
      endpoints: assumed(
        named > 1 ? `the rule names ${String(named)} addresses; one port of each is assumed` : reason,
      ),
    },
  );
  return id;
}
