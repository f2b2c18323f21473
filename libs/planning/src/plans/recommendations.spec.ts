import { readFile } from 'node:fs/promises';
import { parseDocumentText } from '@portplan/documents';
import { plan, type Forecast, type PatchOperation, type Policy, type Topology } from '@portplan/engine';
import { applyPatch, type Operation } from 'rfc6902';
import { readTopology } from '../documents/read-document.js';

async function example<Document>(name: string): Promise<Document> {
  const file = new URL(`../../../../examples/ticket-sale/${name}.yaml`, import.meta.url);
  return parseDocumentText(await readFile(file, 'utf8')) as Document;
}

/** The document with a patch applied by somebody else's implementation of RFC 6902. */
function patched(topology: Topology, patch: readonly PatchOperation[]): Topology {
  const document = structuredClone(topology);
  expect(applyPatch(document, patch as Operation[]).filter((error) => error !== null)).toEqual([]);
  return readTopology(document);
}

describe('the recommendations for a sale of tickets behind one NAT gateway', () => {
  let topology: Topology;
  let forecast: Forecast;
  let policy: Policy;
  beforeAll(async () => {
    topology = await example('topology');
    forecast = await example('forecast');
    policy = await example('policy');
  });

  it('are patches that anybody can apply, and do what they say', () => {
    const { recommendations } = plan(topology, forecast, policy);
    expect(recommendations.length).toBeGreaterThan(5);
    for (const { id, patch, effect, gateways } of recommendations) {
      const after = plan(patched(topology, patch), forecast, policy, { recommendations: false });
      for (const each of effect) {
        const found = after.resources.find((resource) => resource.id === each.resource);
        const figures = found && {
          status: found.status,
          utilization: found.peak.utilization,
          factor: found.headroom.factor,
          required: found.peak.required,
        };
        expect([id, figures ?? null]).toEqual([id, each.after]);
      }
      for (const each of gateways) {
        expect(after.natGateways.find(({ node }) => node === each.node)).toMatchObject({
          currentIps: each.after.publicIps,
          requiredIps: each.after.requiredIps,
        });
      }
    }
  });

  it('mend the gateway by pooling, HTTP/2, endpoints or a private way; its addresses are beyond the quota', () => {
    const { recommendations, rejected } = plan(topology, forecast, policy);
    expect(recommendations.slice(0, 4).map(({ id }) => id)).toEqual([
      'pooling:app-payments',
      'multiplexing:app-payments',
      'more-endpoints:payments',
      'private-endpoint:payments',
    ]);
    expect(rejected).toContainEqual(
      expect.objectContaining({
        remedy: 'more-nat-ips',
        node: 'egress',
        constraint: 'quota:eipsPerNatGateway',
        observed: 7,
        limit: 2,
        unit: 'addresses',
      }),
    );
  });

  it('are seven addresses within two weeks once the quotas are raised', () => {
    const raised = { ...policy, quotas: { eipsPerRegion: 10, eipsPerNatGateway: 8 } };
    const addresses = plan(topology, forecast, raised).recommendations.find(
      ({ remedy }) => remedy === 'more-nat-ips',
    );
    expect(addresses).toMatchObject({
      title: 'Give egress 7 public addresses',
      leadTimeDays: 14,
      effort: 'setting',
      // Six more at USD 0.005 an hour, 730 hours.
      monthlyCost: { amount: 21.9, currency: 'USD' },
      gateways: [{ node: 'egress', before: { publicIps: 1 }, after: { publicIps: 7, requiredIps: 7 } }],
    });
  });
});
