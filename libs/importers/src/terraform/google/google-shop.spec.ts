import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readForecast, readTopology } from '@portplan/documents';
import { plan, type Leg, type TopologyNode } from '@portplan/engine';
import type { ImportResult } from '../../import-result.js';
import { importTerraform } from '../import-terraform.js';

/** Our own configuration; its plan and its state were written by hand after the provider's schema. */
const read = (file: string): ImportResult =>
  importTerraform(
    readFileSync(
      fileURLToPath(new URL(`../../../../../examples/terraform-google-shop/${file}`, import.meta.url)),
      'utf8',
    ),
    { name: 'shop' },
  );
const shop = read('plan.json');

const WEB = 'compute-region-instance-group-manager-web';
const STOCK = 'compute-instance-group-manager-stock';
const ORDERS = 'container-node-pool-orders';
const BATCH = 'compute-instance-batch';
const NAT = 'egress-compute-router-nat-this';

function node(id: string): TopologyNode | undefined {
  return shop.topology.nodes.find((item) => item.id === id);
}

function legs(from: string): readonly Leg[] {
  return shop.topology.legs.filter((leg) => leg.from === from);
}

function reasonFor(address: string): string | undefined {
  return shop.notUnderstood.find((item) => item.address === address)?.reason;
}

describe('the plan of the shop on Google Cloud', () => {
  it('gives documents that are valid and that plan', () => {
    expect(() => readTopology(shop.topology)).not.toThrow();
    expect(() => readForecast(shop.forecast)).not.toThrow();
    expect(plan(shop.topology, shop.forecast).natGateways).toHaveLength(3);
  });

  it('has a gateway with two addresses of its own, 256 ports a VM and a TIME_WAIT of 60 s', () => {
    expect(node(NAT)).toMatchObject({
      profile: 'gcp/cloud-nat',
      publicIps: 2,
      allocation: { kind: 'static-per-vm', portsPerVm: 256 },
      quarantineSeconds: 60,
      idleTimeoutSeconds: 1200,
    });
    const at = shop.topology.nodes.findIndex(({ id }) => id === NAT);
    expect(shop.provenance[`/nodes/${String(at)}/publicIps`]).toBe(
      'module.egress.google_compute_router_nat.this',
    );
  });

  it('counts addresses that are known after apply only, through the module', () => {
    const addresses = shop.understood.filter(({ type }) => type === 'google_compute_address');
    expect(addresses).toEqual([
      { address: 'module.egress.google_compute_address.nat[0]', type: 'google_compute_address', as: NAT },
      { address: 'module.egress.google_compute_address.nat[1]', type: 'google_compute_address', as: NAT },
      {
        address: 'module.egress.google_compute_address.partner',
        type: 'google_compute_address',
        as: `${NAT}-rules-100`,
      },
    ]);
  });

  it('has the addresses that Google would allocate: 70 VMs of 1,024 ports need two', () => {
    expect(node('compute-router-nat-batch')).toMatchObject({
      publicIps: 2,
      allocation: { kind: 'dynamic-per-vm', minPortsPerVm: 1024, maxPortsPerVm: 8192 },
    });
    expect(shop.assumptions.map(({ reason }) => reason)).toContain(
      'Google allocates the addresses of google_compute_router_nat.batch: 70 machines behind it need that many for the ports that each is given from the start',
    );
  });

  it('has the rule as a gateway of its own, to the two addresses that it names', () => {
    expect(node(`${NAT}-rules-100`)).toMatchObject({
      kind: 'nat-gateway',
      publicIps: 1,
      allocation: { kind: 'static-per-vm', portsPerVm: 256 },
    });
    expect(node(`${NAT}-rules-100-destination`)).toMatchObject({ kind: 'external', endpoints: 2 });
    expect(legs(WEB).map(({ via }) => via)).toEqual([[`${NAT}-rules-100`], [NAT]]);
  });

  it('has a group of 3 to 12 in three zones, which grows at 80 % of 100 requests per second', () => {
    expect(node(WEB)).toMatchObject({
      kind: 'backend',
      instances: { min: 3, max: 12, requestsPerSecondPerInstance: 80 },
      zones: 3,
    });
  });

  it('has the GKE nodes as a cluster, 1 to 4 in each of three zones', () => {
    expect(node(ORDERS)).toMatchObject({ kind: 'cluster', instances: { min: 3, max: 12 } });
    expect(legs(ORDERS).some(({ via }) => via?.includes(NAT))).toBe(true);
  });

  it('lets a machine with an external address out without NAT, and those of another region through their own gateway', () => {
    expect(legs('compute-instance-bastion')).toMatchObject([{ to: 'internet' }]);
    expect(legs('compute-instance-bastion')[0]).not.toHaveProperty('via');
    expect(node(BATCH)).toMatchObject({ instances: 70 });
    expect(legs(BATCH)).toMatchObject([{ via: ['compute-router-nat-batch'] }]);
  });

  it('has the application load balancer, whose clients keep connections for 300 s', () => {
    expect(node('compute-url-map-edge')).toMatchObject({
      kind: 'load-balancer',
      profile: 'gcp/application-lb',
    });
    expect(legs('compute-url-map-edge-clients')).toMatchObject([
      { to: 'compute-url-map-edge', connections: { reuse: 'keep-alive', idleTimeoutSeconds: 300 } },
    ]);
    expect(legs('compute-url-map-edge')).toMatchObject([{ to: WEB }]);
  });

  it('passes packets through the internal load balancer, each client to one machine', () => {
    expect(node('compute-forwarding-rule-stock')).toMatchObject({ layer: 4, snat: false });
    expect(legs('compute-forwarding-rule-stock-clients')).toMatchObject([
      { to: STOCK, via: ['compute-forwarding-rule-stock'], distribution: 'hash' },
    ]);
  });

  it('says of everything else why it is not there', () => {
    expect(reasonFor('google_sql_database_instance.orders')).toMatch(/private addresses, not through NAT/);
    expect(reasonFor('google_cloud_run_v2_service.mail')).toMatch(/leaves through addresses of Google/);
    expect(reasonFor('google_compute_global_forwarding_rule.http')).toMatch(/a redirect/);
    expect(shop.notUnderstood).toHaveLength(5);
    expect(shop.warnings).toEqual([]);
  });

  it('begins when the plan was made', () => {
    expect(shop.forecast.start).toBe('2026-03-02T09:00:00Z');
  });
});

describe('the state of the shop', () => {
  const state = read('terraform.tfstate');
  /** A state knows ids and defaults: how a value was found differs, the values do not. */
  const bare = ({ topology }: ImportResult): unknown =>
    [...topology.nodes, ...topology.legs].map((item) => ({ ...item, provenance: undefined }));

  it('has what the plan has', () => {
    expect(bare(state)).toEqual(bare(shop));
    expect(state.understood).toEqual(shop.understood);
    expect(state.notUnderstood).toEqual(shop.notUnderstood);
  });

  it('is told, not assumed, that ports are allocated statically', () => {
    const assumed = ({ assumptions }: ImportResult): number =>
      assumptions.filter(({ pointer }) => pointer.endsWith('/allocation/kind')).length;
    expect([assumed(shop), assumed(state)]).toEqual([2, 0]);
  });
});
