import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readForecast, readTopology } from '@portplan/documents';
import { plan, type NatGatewayNode } from '@portplan/engine';
import type { ImportResult } from '../import-result.js';
import { importGcloud } from './import-gcloud.js';

const EXAMPLE = fileURLToPath(new URL('../../../../examples/gcloud/', import.meta.url));
const files = readdirSync(EXAMPLE).filter((file) => file.endsWith('.json'));
const texts = files.map((file) => readFileSync(`${EXAMPLE}${file}`, 'utf8'));
const example = importGcloud(texts, { name: 'shop', files });

const read = (file: string): unknown => JSON.parse(readFileSync(`${EXAMPLE}${file}`, 'utf8'));
const importOf = (...answers: readonly unknown[]): ImportResult =>
  importGcloud(answers.map((answer) => JSON.stringify(answer)));
const gateways = ({ topology }: ImportResult): readonly NatGatewayNode[] =>
  topology.nodes.filter((node): node is NatGatewayNode => node.kind === 'nat-gateway');
const messages = ({ warnings }: ImportResult, code: string): readonly string[] =>
  warnings.filter((warning) => warning.code === code).map(({ message }) => message);

describe('the outputs of gcloud', () => {
  it('give documents that are valid, whose plan asks for the addresses that Google asks for', () => {
    expect(() => readTopology(example.topology)).not.toThrow();
    expect(() => readForecast(example.forecast)).not.toThrow();
    // Six machines of 16,384 ports: 98,304 / 64,512 = 1.5.
    expect(plan(example.topology, example.forecast).natGateways).toMatchObject([
      { currentIps: 1, requiredIps: 2 },
    ]);
  });

  it('have the gateway with its settings, and what Google says of it', () => {
    expect(gateways(example)).toMatchObject([
      {
        publicIps: 1,
        allocation: { kind: 'static-per-vm', portsPerVm: 16_384 },
        quarantineSeconds: 60,
        description: 'Google says: 1 more address needed, 3 machines with ports',
      },
    ]);
    expect(messages(example, 'addresses-missing')).toEqual([
      'Google says that google_compute_router_nat.internet needs 1 more address (minExtraNatIpsNeeded), 2 in all; 3 machines of the 6 behind it have ports',
    ]);
    expect(messages(example, 'api-disagrees')).toEqual([]);
  });

  it('have the machines of a subnetwork as one node, and those with an external address as another', () => {
    const machines = example.topology.nodes.filter(({ kind }) => kind === 'backend');
    expect(machines.map(({ id }) => id)).toEqual(['compute-instance-web', 'compute-instance-web-external']);
    expect(machines).toMatchObject([{ instances: 6 }, { instances: 1 }]);
    const legs = example.topology.legs.filter(({ to }) => to === 'internet');
    expect(legs.map(({ via }) => via ?? [])).toEqual([[], ['compute-router-nat-internet']]);
  });

  it('say where each value was read, and why a machine is not there', () => {
    expect(Object.values(example.provenance)).toContain('machines in instances.json');
    expect(Object.values(example.provenance)).toContain(
      'projects/shop-placeholder/regions/europe-west4/routers/egress/nats/internet in routers.json',
    );
    expect(example.notUnderstood.map(({ address, reason }) => [address, reason])).toEqual([
      ['google_compute_address.bastion', 'no NAT gateway uses this address'],
      ['google_compute_instance.web-old', 'its status is TERMINATED: the machine does not run'],
    ]);
  });

  it('are the same in any order', () => {
    expect(importGcloud(texts.toReversed(), { name: 'shop', files: files.toReversed() })).toEqual(example);
  });
});

describe('what the answers do not have', () => {
  it('is said: machines that only a list of ports has are those with ports, and Google counts more', () => {
    const result = importOf(read('routers.json'), read('router-status.json'), read('nat-mapping-info.json'));
    expect(result.topology.nodes.find(({ kind }) => kind === 'backend')).toMatchObject({ instances: 3 });
    expect(messages(result, 'api-disagrees')).toEqual([
      expect.stringContaining('the plan counts 1 address for the 3 machines behind'),
    ]);
  });

  it('is said: no machine at all', () => {
    const result = importOf(read('routers.json'), read('router-status.json'));
    expect(messages(result, 'api-disagrees')).toEqual([
      expect.stringContaining('no machine behind google_compute_router_nat.internet is in the answers'),
    ]);
  });

  it('is said: the router of a status', () => {
    const result = importOf(read('instances.json'), read('router-status.json'));
    expect(messages(result, 'dump-left-out')).toHaveLength(1);
    expect(gateways(result)).toEqual([]);
  });

  it('is said: further pages', () => {
    const page = { kind: 'compute#instanceList', items: read('instances.json'), nextPageToken: 'x' };
    expect(messages(importOf(read('routers.json'), page), 'incomplete-dump')).toHaveLength(1);
  });
});

describe('addresses that Google allocated', () => {
  const router = {
    kind: 'compute#router',
    name: 'r',
    region: 'regions/europe-west4',
    selfLink: 'projects/p/regions/europe-west4/routers/r',
    network: 'projects/p/global/networks/n',
    nats: [
      {
        name: 'auto',
        natIpAllocateOption: 'AUTO_ONLY',
        sourceSubnetworkIpRangesToNat: 'ALL_SUBNETWORKS_ALL_IP_RANGES',
      },
    ],
  };
  const automatic = ['203.0.113.1', '203.0.113.2', '203.0.113.3'];

  it('are those of the status', () => {
    const status = {
      kind: 'compute#routerStatusResponse',
      result: { network: router.network, natStatus: [{ name: 'auto', autoAllocatedNatIps: automatic }] },
    };
    expect(gateways(importOf(router, status))).toMatchObject([{ publicIps: 3 }]);
  });

  it('are those of the list of addresses', () => {
    const mappings = automatic.map((natIp) => ({ natIp, mode: 'AUTO', usage: 'IN_USE' }));
    const info = { result: [{ natName: 'auto', natIpInfoMappings: mappings }] };
    expect(gateways(importOf(router, info))).toMatchObject([{ publicIps: 3 }]);
  });

  it('are assumed where neither is given', () => {
    const result = importOf(router);
    expect(gateways(result)).toMatchObject([{ publicIps: 1 }]);
    expect(result.assumptions.map(({ pointer }) => pointer)).toContain('/nodes/1/publicIps');
  });
});

describe('secrets in an answer', () => {
  const SECRET = 'hunter2-s3cr3t';
  const planted = {
    metadata: {
      items: [
        { key: 'ssh-keys', value: SECRET },
        { key: 'startup-script', value: SECRET },
      ],
    },
    labels: { token: SECRET },
    tags: { items: [SECRET] },
    serviceAccounts: [{ email: SECRET }],
    description: SECRET,
    disks: [{ source: SECRET }],
    status: SECRET,
  };

  it('do not reach the result from metadata, labels, tags, accounts or a status that Google does not have', () => {
    const machines = (read('instances.json') as readonly object[]).map((item) => ({ ...item, ...planted }));
    const routers = (read('routers.json') as readonly object[]).map((item) => ({
      ...item,
      description: SECRET,
      bgp: { key: SECRET },
      md5AuthenticationKeys: [{ key: SECRET }],
    }));
    const result = importOf(routers, machines, read('router-status.json'));
    expect(result.topology.nodes.find(({ kind }) => kind === 'backend')).toMatchObject({ instances: 7 });
    expect(JSON.stringify(result)).not.toContain(SECRET);
  });

  it('do not reach the message of an error', () => {
    expect(() => importOf({ kind: SECRET, [SECRET]: SECRET })).not.toThrow(SECRET);
    expect(() => importOf({ kind: SECRET })).toThrow(/no item of a kind that is read/);
  });
});

const SAMPLES = fileURLToPath(new URL('../../../../../shared/samples/gcp-api/', import.meta.url));
const there = existsSync(SAMPLES);
if (!there)
  console.warn(
    `SKIPPED: answers of the Compute API that nobody here wrote are not beside this repository (${SAMPLES})`,
  );

(there ? describe : describe.skip)('answers of the API of a test project', () => {
  const sample = (...names: readonly string[]): ImportResult =>
    importGcloud(
      names.map((name) => readFileSync(`${SAMPLES}compute-${name}.json`, 'utf8')),
      { files: names },
    );

  it('four machines of 32,000 ports behind one address: the plan and Google ask for three', () => {
    const result = sample(
      'routers-europe-west4',
      'instances-europe-west4-a',
      'routers-routerStatus-public-nat-cloud-router',
      'routers-natMappingInfo-public-nat-cloud-router',
      'routers-natIpInfo-public-nat-cloud-router',
    );
    expect(plan(result.topology, result.forecast).natGateways).toMatchObject([
      { currentIps: 1, requiredIps: 3 },
    ]);
    expect(result.warnings.map(({ code }) => code)).toEqual(['addresses-missing']);
    expect(messages(result, 'addresses-missing')[0]).toContain('needs 2 more addresses');
    expect(messages(result, 'addresses-missing')[0]).toContain('2 machines of the 4 behind it have ports');
  });

  it('routers of one name in two regions are told apart, with their statuses and ports', () => {
    const names = readdirSync(SAMPLES).map((file) => file.replace(/^compute-|\.json$/g, ''));
    const result = sample(...names);
    expect(gateways(result).map(({ id, description }) => [id, description])).toEqual([
      [
        'compute-router-nat-europe-west4-public-nat-gateway',
        'Google says: 2 more addresses needed, 2 machines with ports',
      ],
      [
        'compute-router-nat-us-central1-public-nat-gateway',
        'Google says: 2 more addresses needed, 2 machines with ports',
      ],
    ]);
    expect(messages(result, 'api-disagrees')).toEqual([
      expect.stringContaining(
        'for the 2 machines behind google_compute_router_nat.us-central1-public-nat-gateway',
      ),
    ]);
    expect(messages(result, 'dump-left-out')).toEqual([]);
  });
});
