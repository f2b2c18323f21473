import type * as Shape from '@portplan/engine';
import { API_VERSION } from '@portplan/engine';
import { Described } from '../fields/described.js';
import { ListOf, ListOfUnion, RecordOfText } from '../fields/object-fields.js';
import { unique } from '../fields/rules.js';
import { A_NAME, OneOf, Text } from '../fields/scalar-fields.js';
import { Leg } from './leg.js';
import { BackendNode, ClientsNode, ExternalNode, FirewallNode, ProxyNode } from './nodes.js';
import { ProfileDefinition } from './profile-definition.js';
import { ClusterNode, LoadBalancerNode, NatGatewayNode } from './translating-nodes.js';

@Described<Shape.Topology>({
  name: 'Topology',
  noun: 'a Topology',
  description: 'What stands where: nodes, and the legs of connections between them.',
  rules: [
    unique('profiles', 'id', 'duplicate-id'),
    unique('nodes', 'id', 'duplicate-id'),
    unique('legs', 'id', 'duplicate-id'),
  ],
})
export class Topology {
  @OneOf([API_VERSION], { required: true, description: 'Version of the document format.' })
  readonly apiVersion!: typeof API_VERSION;

  @OneOf(['Topology'], { required: true, description: 'Kind of document.' })
  readonly kind!: 'Topology';

  @Text({ required: true, ...A_NAME, description: 'What people call it.' })
  readonly name!: string;

  @Text({ minLength: 0, maxLength: 2000, description: 'What a reader should know about it.' })
  readonly description?: string;

  @RecordOfText({ keys: 'names', description: 'Free labels, such as team or environment.' })
  readonly labels?: Readonly<Record<string, string>>;

  @ListOf(ProfileDefinition, {
    items: 'profiles',
    maxItems: 1000,
    description: 'Profiles of your own, which nodes may name beside those of the catalogue.',
  })
  readonly profiles?: readonly ProfileDefinition[];

  @ListOfUnion(
    {
      clients: ClientsNode,
      'load-balancer': LoadBalancerNode,
      'nat-gateway': NatGatewayNode,
      proxy: ProxyNode,
      backend: BackendNode,
      external: ExternalNode,
      firewall: FirewallNode,
      cluster: ClusterNode,
    },
    {
      required: true,
      name: 'TopologyNode',
      by: 'kind',
      items: 'nodes',
      minItems: 1,
      maxItems: 5000,
      description: 'What stands in the network.',
    },
  )
  readonly nodes!: readonly (
    | ClientsNode
    | LoadBalancerNode
    | NatGatewayNode
    | ProxyNode
    | BackendNode
    | ExternalNode
    | FirewallNode
    | ClusterNode
  )[];

  @ListOf(Leg, {
    required: true,
    items: 'legs',
    maxItems: 10_000,
    description: 'The connections between nodes.',
  })
  readonly legs!: readonly Leg[];
}
