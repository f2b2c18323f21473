import type { Leg } from '@portplan/engine';
import type { ImportResult } from '../../import-result.js';
import { importTerraform } from '../import-terraform.js';

type Attributes = Readonly<Record<string, unknown>>;

const link = (kind: string, name: string): string => `projects/p/global/${kind}/${name}`;
const resource = (type: string, name: string, attributes: Attributes): unknown => ({
  mode: 'managed',
  type: `google_compute_${type}`,
  name,
  instances: [{ attributes: { name, ...attributes } }],
});
const importState = (...resources: readonly unknown[]): ImportResult =>
  importTerraform({ version: 4, lineage: 'x', resources });

const group = (name: string): unknown =>
  resource('instance_group_manager', name, {
    id: link('instanceGroupManagers', name),
    instance_group: link('instanceGroups', name),
    zone: 'europe-west4-a',
    target_size: 2,
  });
const service = (name: string, attributes: Attributes = {}, behind = 'instanceGroups'): unknown =>
  resource('backend_service', name, {
    id: link('backendServices', name),
    protocol: 'HTTP',
    backend: [{ group: link(behind, name) }],
    ...attributes,
  });
const urlMap = (attributes: Attributes): unknown =>
  resource('url_map', 'edge', { id: link('urlMaps', 'edge'), ...attributes });
const front = [
  resource('target_http_proxy', 'edge', {
    id: link('targetHttpProxies', 'edge'),
    url_map: link('urlMaps', 'edge'),
  }),
  resource('global_forwarding_rule', 'edge', { target: link('targetHttpProxies', 'edge') }),
];
const legs = ({ topology }: ImportResult, from = 'compute-url-map-edge'): readonly Leg[] =>
  topology.legs.filter((leg) => leg.from === from);

describe('an application load balancer', () => {
  it('leads to the services of all its paths, evenly, as an assumption', () => {
    const paths = {
      default_service: link('backendServices', 'web'),
      path_matcher: [
        {
          default_service: link('backendServices', 'web'),
          path_rule: [{ paths: ['/api'], service: link('backendServices', 'api') }],
        },
      ],
    };
    const result = importState(
      group('web'),
      group('api'),
      service('web'),
      service('api'),
      urlMap(paths),
      ...front,
    );
    expect(legs(result).map(({ to, share }) => [to, share])).toEqual([
      ['compute-instance-group-manager-api', 0.5],
      ['compute-instance-group-manager-web', 0.5],
    ]);
    expect(result.assumptions.filter(({ pointer }) => pointer.endsWith('/share'))).toHaveLength(2);
  });

  it.each(['HTTP2', 'GRPC', 'H2C'])('speaks %s to its targets over few connections', (protocol) => {
    const one = urlMap({ default_service: link('backendServices', 'web') });
    const result = importState(group('web'), service('web', { protocol }), one, ...front);
    expect(legs(result)).toMatchObject([{ connections: { reuse: 'multiplex' } }]);
  });

  it('binds a client to one machine with session affinity', () => {
    const one = urlMap({ default_service: link('backendServices', 'web') });
    const sticky = service('web', { session_affinity: 'GENERATED_COOKIE' });
    expect(legs(importState(group('web'), sticky, one, ...front))).toMatchObject([{ distribution: 'hash' }]);
    const plain = service('web', { session_affinity: 'NONE' });
    expect(legs(importState(group('web'), plain, one, ...front))[0]).not.toHaveProperty('distribution');
  });

  it('before serverless endpoints is left out: it opens no connections to machines', () => {
    const endpoints = resource('region_network_endpoint_group', 'run', {
      id: link('networkEndpointGroups', 'run'),
      network_endpoint_type: 'SERVERLESS',
    });
    const one = urlMap({ default_service: link('backendServices', 'run') });
    const result = importState(
      group('web'),
      endpoints,
      service('run', {}, 'networkEndpointGroups'),
      one,
      ...front,
    );
    expect(result.topology.nodes.map(({ kind }) => kind)).not.toContain('load-balancer');
    expect(result.notUnderstood.map(({ address }) => address)).toContain('google_compute_url_map.edge');
  });

  it('before the containers of GKE has targets that the document does not have', () => {
    const endpoints = resource('network_endpoint_group', 'pods', {
      id: link('networkEndpointGroups', 'pods'),
      network_endpoint_type: 'GCE_VM_IP_PORT',
    });
    const one = urlMap({ default_service: link('backendServices', 'pods') });
    const result = importState(endpoints, service('pods', {}, 'networkEndpointGroups'), one, ...front);
    expect(legs(result)).toMatchObject([{ to: 'compute-backend-service-pods-targets' }]);
    expect(result.assumptions.map(({ reason }) => reason)).toContain(
      'the machines behind google_compute_backend_service.pods are not in the document',
    );
  });
});

describe('a network load balancer', () => {
  it('of an unmanaged group leads to the machines that the group lists', () => {
    const machine = resource('instance', 'm', { id: 'projects/p/zones/europe-west4-a/instances/m' });
    const listing = resource('instance_group', 'g', {
      id: link('instanceGroups', 'g'),
      instances: ['https://www.googleapis.com/compute/v1/projects/p/zones/europe-west4-a/instances/m'],
    });
    const rule = resource('forwarding_rule', 'f', { backend_service: link('backendServices', 'g') });
    const result = importState(machine, listing, service('g'), rule);
    expect(legs(result, 'compute-forwarding-rule-f-clients')).toMatchObject([
      { to: 'compute-instance-m', via: ['compute-forwarding-rule-f'] },
    ]);
  });
});
