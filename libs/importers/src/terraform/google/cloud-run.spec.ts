import type { ImportResult } from '../../import-result.js';
import { importTerraform } from '../import-terraform.js';

type Attributes = Readonly<Record<string, unknown>>;

const SUBNET = 'projects/p/regions/europe-west4/subnetworks/run';
const resource = (type: string, attributes: Attributes): unknown => ({
  mode: 'managed',
  type: `google_${type}`,
  name: 'x',
  instances: [{ attributes }],
});
const gateway = resource('compute_router_nat', {
  name: 'nat',
  region: 'europe-west4',
  nat_ip_allocate_option: 'AUTO_ONLY',
  source_subnetwork_ip_ranges_to_nat: 'LIST_OF_SUBNETWORKS',
  subnetwork: [{ name: SUBNET, source_ip_ranges_to_nat: ['ALL_IP_RANGES'] }],
  min_ports_per_vm: 1024,
});

function importService(template: Attributes): ImportResult {
  const service = resource('cloud_run_v2_service', {
    name: 'x',
    location: 'europe-west4',
    template: [template],
  });
  return importTerraform({ version: 4, lineage: 'x', resources: [gateway, service] });
}

const direct = (egress: string): Attributes => ({
  vpc_access: [{ egress, connector: '', network_interfaces: [{ network: 'n', subnetwork: SUBNET }] }],
});
const node = ({ topology }: ImportResult, id: string): unknown =>
  topology.nodes.find((item) => item.id === id);

describe('a Cloud Run service with Direct VPC egress', () => {
  it('takes ports of the gateway with each of its instances', () => {
    const result = importService({
      ...direct('ALL_TRAFFIC'),
      scaling: [{ min_instance_count: 2, max_instance_count: 90 }],
    });
    expect(node(result, 'cloud-run-v2-service-x')).toMatchObject({ instances: { min: 2, max: 90 } });
    expect(result.topology.legs.find(({ to }) => to === 'internet')?.via).toEqual(['compute-router-nat-x']);
    // 90 instances of 1,024 ports: 92,160 / 64,512 = 1.4.
    expect(node(result, 'compute-router-nat-x')).toMatchObject({ publicIps: 2 });
  });

  it('has up to a hundred instances where it does not say, as an assumption', () => {
    const result = importService(direct('ALL_TRAFFIC'));
    expect(node(result, 'cloud-run-v2-service-x')).toMatchObject({ instances: { min: 1, max: 100 } });
    expect(result.assumptions.find(({ pointer }) => pointer.endsWith('/instances/max'))?.reason).toContain(
      'Google’s default',
    );
  });
});

describe('a Cloud Run service is left out', () => {
  const reason = (template: Attributes): string | undefined =>
    importService(template).notUnderstood.find(({ type }) => type === 'google_cloud_run_v2_service')?.reason;

  it('where only private ranges leave through its network', () => {
    expect(reason(direct('PRIVATE_RANGES_ONLY'))).toMatch(/only what goes to private ranges/);
  });

  it('where it has a connector, whose machines take the ports', () => {
    const connector = 'projects/p/locations/europe-west4/connectors/c';
    expect(reason({ vpc_access: [{ connector, egress: 'ALL_TRAFFIC' }] })).toMatch(/through a connector/);
  });

  it('where it has no way into a network', () => {
    expect(reason({})).toMatch(/through addresses of Google/);
  });
});
