import { numberIn, textIn, truthIn } from '../terraform/attribute.js';
import { recordOf, textsOf, type JsonRecord } from '../terraform/json-value.js';
import { described, leftOut, recordsIn, type Described } from './described.js';
import { subnetOf, vpcOf } from './network-dumps.js';

/** Numbers above are the rules that AWS adds: they refuse what no other rule matched, as a filter does anyway. */
const LAST_OWN_RULE = 32_766;

/** One of `aws ec2 describe-network-acls`. */
export function networkAcl(item: JsonRecord): readonly Described[] {
  const id = textIn(item, 'NetworkAclId');
  if (id === undefined) return [];
  const type = truthIn(item, 'IsDefault') === true ? 'aws_default_network_acl' : 'aws_network_acl';
  const subnets = recordsIn(item, 'Associations').flatMap(
    (association) => textIn(association, 'SubnetId') ?? [],
  );
  const entries = recordsIn(item, 'Entries').filter(
    (entry) => (numberIn(entry, 'RuleNumber') ?? 0) <= LAST_OWN_RULE,
  );
  const inDirection = (egress: boolean): readonly JsonRecord[] =>
    entries.filter((entry) => (truthIn(entry, 'Egress') ?? false) === egress).map(ruleOf);
  const values = {
    id,
    vpc_id: textIn(item, 'VpcId'),
    subnet_ids: subnets,
    ingress: inDirection(false),
    egress: inDirection(true),
  };
  return [described(type, id, id, values), ...subnets.flatMap((subnet) => subnetOf(subnet)), ...vpcOf(item)];
}

function ruleOf(entry: JsonRecord): JsonRecord {
  const ports = recordOf(entry['PortRange']);
  return {
    rule_no: numberIn(entry, 'RuleNumber'),
    action: textIn(entry, 'RuleAction'),
    protocol: textIn(entry, 'Protocol'),
    from_port: numberIn(ports, 'From'),
    to_port: numberIn(ports, 'To'),
    cidr_block: textIn(entry, 'CidrBlock'),
    ipv6_cidr_block: textIn(entry, 'Ipv6CidrBlock'),
  };
}

const ENDPOINT_GONE: readonly string[] = ['deleting', 'deleted', 'rejected', 'failed', 'expired'];

/** One of `aws ec2 describe-vpc-endpoints`. */
export function vpcEndpoint(item: JsonRecord): readonly Described[] {
  const id = textIn(item, 'VpcEndpointId');
  if (id === undefined) return [];
  const state = textIn(item, 'State') ?? '';
  if (ENDPOINT_GONE.includes(state.toLowerCase())) {
    return [leftOut('aws_vpc_endpoint', id, id, `its State is ${state}: it carries nothing`)];
  }
  const values = {
    id,
    service_name: textIn(item, 'ServiceName'),
    vpc_endpoint_type: textIn(item, 'VpcEndpointType'),
    route_table_ids: textsOf(item['RouteTableIds']),
    subnet_ids: textsOf(item['SubnetIds']),
  };
  return [described('aws_vpc_endpoint', id, id, values)];
}

/** One of `aws ec2 describe-security-groups`: named in the account, nothing of it is read. */
export function securityGroup(item: JsonRecord): readonly Described[] {
  const id = textIn(item, 'GroupId');
  return id === undefined ? [] : [described('aws_security_group', id, id, {})];
}
