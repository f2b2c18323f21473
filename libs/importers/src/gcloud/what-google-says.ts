import type { NatGatewayNode, TopologyNode } from '@portplan/engine';
import { addressesNeeded, type MachinesBehind } from '../google/cloud-nat.js';
import type { ImportResult, ImportWarning } from '../import-result.js';

/** What the status of a gateway says. */
export interface Saying {
  readonly nodeId: string;
  readonly address: string;
  readonly minExtraAddresses: number | undefined;
  readonly machinesWithPorts: number | undefined;
}

/**
 * The result with what Google itself says of each gateway: in its description, and as a warning where addresses are
 * missing, or where Google counts other addresses than the plan will for the same machines and ports.
 */
export function withWhatGoogleSays(result: ImportResult, sayings: readonly Saying[]): ImportResult {
  const byNode = new Map(sayings.map((saying) => [saying.nodeId, saying]));
  const nodes = result.topology.nodes.map((node) => {
    const saying = byNode.get(node.id);
    return saying === undefined || node.kind !== 'nat-gateway' ? node : described(node, saying);
  });
  const warnings = sayings.flatMap((saying) => {
    const node = nodes.find(({ id }) => id === saying.nodeId);
    return node?.kind === 'nat-gateway' ? warningsOf(node, saying, machinesBehind(node.id, result)) : [];
  });
  return { ...result, topology: { ...result.topology, nodes }, warnings: [...result.warnings, ...warnings] };
}

function described(node: NatGatewayNode, saying: Saying): NatGatewayNode {
  const { minExtraAddresses, machinesWithPorts } = saying;
  const parts = [
    ...(minExtraAddresses === undefined ? [] : [`${count(minExtraAddresses, 'more address')} needed`]),
    ...(machinesWithPorts === undefined ? [] : [`${count(machinesWithPorts, 'machine')} with ports`]),
  ];
  if (parts.length === 0) return node;
  const said = `Google says: ${parts.join(', ')}`;
  return { ...node, description: node.description === undefined ? said : `${node.description}. ${said}` };
}

function warningsOf(node: NatGatewayNode, saying: Saying, behind: MachinesBehind): readonly ImportWarning[] {
  const { address, minExtraAddresses, machinesWithPorts } = saying;
  if (minExtraAddresses === undefined) return [];
  const has = node.publicIps ?? 1;
  const inAll = has + minExtraAddresses;
  const ofThem = behind.most > 0 ? ` of the ${String(behind.most)} behind it` : '';
  const served =
    machinesWithPorts === undefined ? '' : `; ${count(machinesWithPorts, 'machine')}${ofThem} have ports`;
  const missing: readonly ImportWarning[] =
    minExtraAddresses === 0
      ? []
      : [
          {
            code: 'addresses-missing',
            addresses: [address],
            message: `Google says that ${address} needs ${count(minExtraAddresses, 'more address')} (minExtraNatIpsNeeded), ${String(inAll)} in all${served}`,
          },
        ];
  return [...missing, ...disagreement(node, address, inAll, minExtraAddresses, behind)];
}

/** With static allocation addresses follow from machines and ports: there plan and Google must count the same. */
function disagreement(
  { allocation }: NatGatewayNode,
  address: string,
  inAll: number,
  missing: number,
  behind: MachinesBehind,
): readonly ImportWarning[] {
  if (allocation?.kind !== 'static-per-vm') return [];
  if (behind.most === 0) return missing === 0 ? [] : [unknownMachines(address)];
  const needed = addressesNeeded(allocation, behind);
  // A gateway may have more than it needs: then Google says only that none is missing.
  if (missing === 0 ? needed <= inAll : needed === inAll) return [];
  return [
    {
      code: 'api-disagrees',
      addresses: [address],
      message: `the plan counts ${count(needed, 'address')} for the ${count(behind.most, 'machine')} behind ${address}, where Google ${missing === 0 ? `has enough with ${String(inAll)}` : `counts ${String(inAll)}`}: machines may be missing in the answers, or leave another way than they seem to`,
    },
  ];
}

function unknownMachines(address: string): ImportWarning {
  return {
    code: 'api-disagrees',
    addresses: [address],
    message: `no machine behind ${address} is in the answers: the plan cannot count the addresses that they take, as Google does (gcloud compute instances list)`,
  };
}

function machinesBehind(natId: string, { topology }: ImportResult): MachinesBehind {
  const from = new Set(topology.legs.filter(({ via }) => via?.includes(natId)).map((leg) => leg.from));
  const machines = topology.nodes.filter(({ id, kind }) => from.has(id) && kind !== 'clients');
  return {
    most: machines.reduce((sum, node) => sum + mostOf(node), 0),
    containerHosts: machines.some(({ kind }) => kind === 'cluster'),
  };
}

function mostOf(node: TopologyNode): number {
  if (!('instances' in node)) return 1;
  return typeof node.instances === 'number' ? node.instances : node.instances.max;
}

function count(number: number, what: string): string {
  const plural = what.endsWith('s') ? `${what}es` : `${what}s`;
  return `${String(number)} ${number === 1 ? what : plural}`;
}
