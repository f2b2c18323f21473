import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as fc from 'fast-check';
import { readForecast, readTopology } from '@portplan/documents';
import { plan, type TopologyNode } from '@portplan/engine';
import { ImportError } from '../../import-error.js';
import { importTerraform } from '../import-terraform.js';

/** Our own configuration, and its plan, written by hand after the schema of the azurerm provider 4. */
const SHOP = readFileSync(
  fileURLToPath(new URL('../../../../../examples/terraform-azure-shop/plan.json', import.meta.url)),
  'utf8',
);
const shop = importTerraform(SHOP, { name: 'shop' });

const WEB = 'linux-virtual-machine-scale-set-web';
const JOBS = 'linux-virtual-machine-scale-set-jobs';

function node(id: string): TopologyNode | undefined {
  return shop.topology.nodes.find((item) => item.id === id);
}

function viaOf(from: string): readonly string[] | undefined {
  return shop.topology.legs.find((leg) => leg.from === from && leg.to === 'internet')?.via;
}

describe('the plan of the shop on Azure, of which no id is known', () => {
  it('has a hundred machines that leave by the outbound rule, through its one frontend', () => {
    expect(node(WEB)).toMatchObject({ instances: 100, zones: 3, host: { profile: 'linux' } });
    expect(viaOf(WEB)).toEqual(['lb-outbound-rule-web']);
    expect(node('lb-outbound-rule-web')).toMatchObject({
      profile: 'azure/load-balancer-outbound',
      publicIps: 1,
      allocation: { kind: 'by-pool-size' },
      idleTimeoutSeconds: 240,
    });
  });

  it('lets clients in through the load balancer, which passes their connections through', () => {
    expect(node('lb-web')).toMatchObject({ kind: 'load-balancer', profile: 'azure/load-balancer' });
    expect(shop.topology.legs.find(({ to }) => to === WEB)).toMatchObject({
      from: 'lb-web-clients',
      via: ['lb-web'],
    });
  });

  it('has jobs in their bounds behind a NAT gateway with two addresses, found by references', () => {
    expect(node(JOBS)).toMatchObject({ instances: { min: 2, max: 10 } });
    expect(node('nat-gateway-jobs')).toMatchObject({
      profile: 'azure/nat-gateway',
      publicIps: 2,
      idleTimeoutSeconds: 600,
    });
    const leg = shop.topology.legs.find((item) => item.from === JOBS);
    expect(leg?.provenance?.['via']).toMatchObject({
      from: 'azurerm_subnet_nat_gateway_association.jobs',
      reason: 'ids are not known before apply: found by references',
    });
  });

  it('has one cluster of both node pools, 6 to 20 nodes, and the load balancer that AKS makes for it', () => {
    expect(node('kubernetes-cluster-shop')).toMatchObject({
      kind: 'cluster',
      instances: { min: 6, max: 20 },
    });
    expect(viaOf('kubernetes-cluster-shop')).toEqual(['kubernetes-cluster-shop-outbound']);
    expect(node('kubernetes-cluster-shop-outbound')).toMatchObject({
      publicIps: 2,
      allocation: { kind: 'manual', portsPerVm: 4000 },
      idleTimeoutSeconds: 1800,
    });
  });

  it('has an app on three workers, with the ports that App Service gives each', () => {
    expect(node('linux-web-app-api')).toMatchObject({ instances: 3 });
    expect(viaOf('linux-web-app-api')).toEqual(['service-plan-api-snat']);
    expect(node('service-plan-api-snat')).toMatchObject({ profile: 'azure/app-service' });
  });

  it('warns of the machine that has only default outbound access', () => {
    expect(shop.warnings).toMatchObject([
      {
        code: 'default-outbound-access',
        addresses: ['azurerm_windows_virtual_machine.legacy', 'azurerm_subnet.legacy'],
      },
    ]);
    expect(viaOf('windows-virtual-machine-legacy')).toBeUndefined();
    expect(node('windows-virtual-machine-legacy')).toMatchObject({ host: { profile: 'windows' } });
  });

  it('lists every resource exactly once, as understood or left out with a reason', () => {
    const document = JSON.parse(SHOP) as { resource_changes: readonly { address: string }[] };
    const listed = [...shop.understood, ...shop.notUnderstood].map(({ address }) => address).sort();
    expect(listed).toEqual(document.resource_changes.map(({ address }) => address).sort());
    expect(shop.notUnderstood.map(({ address, reason }) => `${address}: ${reason}`)).toContain(
      'azurerm_network_security_group.web: network security groups track connections and let replies through: they take no ports',
    );
  });

  it('is the same in whatever order its resources stand', () => {
    const reversed = JSON.parse(SHOP, (key, value: unknown) =>
      key === 'resources' || key === 'resource_changes' ? (value as unknown[]).toReversed() : value,
    ) as unknown;
    expect(JSON.stringify(importTerraform(reversed, { name: 'shop' }))).toBe(JSON.stringify(shop));
  });

  it('does not tell the password of the machine, nor its keys', () => {
    expect(JSON.stringify(shop)).not.toMatch(/not-a-real-password|ssh-ed25519/);
  });
});

describe('a plan whose frontends are written by a dynamic block', () => {
  it('counts one address for each frontend, as an assumption', () => {
    const document = JSON.parse(SHOP, (key, value: unknown) =>
      key === 'expressions' &&
      typeof value === 'object' &&
      value !== null &&
      'frontend_ip_configuration' in value
        ? { ...value, frontend_ip_configuration: undefined }
        : value,
    ) as unknown;
    const result = importTerraform(document);
    const index = result.topology.nodes.findIndex(({ id }) => id === 'lb-outbound-rule-web');
    expect(result.topology.nodes[index]).toMatchObject({ publicIps: 1 });
    expect(
      result.assumptions.find(({ pointer }) => pointer === `/nodes/${String(index)}/publicIps`)?.reason,
    ).toContain('names azurerm_public_ip that the document does not have');
  });
});

describe('planning the shop on Azure', () => {
  const result = plan(readTopology(shop.topology), readForecast(shop.forecast));
  const ports = (id: string): unknown => {
    const resource = result.resources.find((item) => item.id === `${id}:snat-ports:internet`);
    return { capacity: resource?.capacity, portsPerVm: resource?.explanation.inputs['portsPerVm'] };
  };

  it('gives each of a hundred machines 512 ports of the one frontend, by Azure’s table of pool sizes', () => {
    expect(ports('lb-outbound-rule-web')).toEqual({ capacity: 512, portsPerVm: 512 });
  });

  it('gives each node of the cluster the 4,000 ports that are allocated', () => {
    expect(ports('kubernetes-cluster-shop-outbound')).toEqual({ capacity: 4000, portsPerVm: 4000 });
  });

  it('gives the NAT gateway 50,000 connections an address toward one destination', () => {
    expect(ports('nat-gateway-jobs')).toMatchObject({ capacity: 100_000 });
  });

  it('gives each worker of App Service 128 ports', () => {
    expect(ports('service-plan-api-snat')).toEqual({ capacity: 128, portsPerVm: 128 });
  });
});

describe('documents of Azure', () => {
  const JUNK: readonly unknown[] = [null, '', 7, [], {}, true, 'x'];

  it('of which parts are missing or malformed are refused with an ImportError, or give documents that are valid', () => {
    const draws = fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 50, maxLength: 200 });
    fc.assert(
      fc.property(draws, fc.boolean(), (list, drop) => {
        let position = 0;
        const draw = (): number => list[position++ % list.length] ?? 1;
        const damaged = JSON.parse(SHOP, (key, value: unknown) => {
          if (drop && key === 'resources') return (value as unknown[]).filter(() => draw() > 0.4);
          return !drop && draw() < 0.02 ? JUNK[Math.floor(draw() * JUNK.length)] : value;
        }) as unknown;
        try {
          const result = importTerraform(damaged);
          readTopology(result.topology);
          readForecast(result.forecast);
        } catch (error) {
          expect(error).toBeInstanceOf(ImportError);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('with secrets in attributes that are not read do not tell them', () => {
    const secret = 'hunter2-XXXX';
    const planted = {
      tags: { password: secret },
      custom_data: secret,
      user_data: secret,
      admin_password: secret,
      app_settings: { TOKEN: secret },
      kube_config_raw: secret,
      connection_string: [{ name: 'db', value: secret }],
      name: secret,
    };
    const document = JSON.parse(SHOP, (key, value: unknown) =>
      key === 'values' || key === 'after' ? { ...(value as object), ...planted } : value,
    ) as unknown;
    const result = importTerraform(document);
    expect(result.topology.nodes).toHaveLength(16);
    expect(JSON.stringify(result)).not.toContain(secret);
  });
});
