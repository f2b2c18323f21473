import type { Resource } from '../resource.js';
import type { AwsContext } from './context.js';
import type { NetworkAcl } from './network-acls.js';

/** Finds the network ACL that stands before subnets. */
export class AclPath {
  constructor(
    private readonly acls: readonly NetworkAcl[],
    private readonly context: AwsContext,
  ) {}

  /** The node of the one ACL before all these subnets: none where there is none, or where they differ (a warning). */
  before(subnets: readonly Resource[]): readonly string[] {
    const found = new Set(subnets.map((subnet) => this.aclOf(subnet)?.nodeId ?? null));
    const ids = [...found].filter((id) => id !== null);
    const [only] = ids;
    if (only === undefined) return [];
    if (found.size === 1) return [only];
    this.context.draft.warn({
      code: 'several-network-acls',
      addresses: subnets.map(({ address }) => address),
      message: `the subnets ${subnets.map(({ address }) => address).join(', ')} have different network ACLs; none was put on the path`,
    });
    return [];
  }

  private aclOf(subnet: Resource): NetworkAcl | undefined {
    return this.acls.find(({ subnets }) => subnets.some(({ address }) => address === subnet.address));
  }
}

/** The same node once: where it occurs again, the last place stands, behind the translator. */
export function eachOnce(via: readonly string[]): readonly string[] {
  return via.filter((id, position) => via.lastIndexOf(id) === position);
}
