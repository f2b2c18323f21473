import { readFile } from 'node:fs/promises';
import { plan, type Forecast, type Policy, type Topology } from '@portplan/engine';
import { parseDocumentText } from '@portplan/documents';
import type { Caller } from '../caller.js';
import { InProcessPlanner } from '../ports/planner.js';
import { ProfileStore } from '../ports/profile-store.js';
import { TopologyReader } from '../profiles/topology-reader.js';
import { CalculatePlan } from './calculate-plan.js';

const VIEWER: Caller = { workspaceId: 'w', tokenId: 't', role: 'viewer' };
const example = (name: string) =>
  readFile(new URL(`../../../../examples/ticket-sale/${name}.yaml`, import.meta.url), 'utf8');

/** What a workspace is before it defines any. */
class NoProfiles extends ProfileStore {
  override findMany = (): Promise<readonly never[]> => Promise.resolve([]);
  override list = (): Promise<readonly never[]> => Promise.resolve([]);
  override insert = (): Promise<never> => Promise.reject(new Error('nothing is stored'));
  override replace = (): Promise<never> => Promise.reject(new Error('nothing is stored'));
  override remove = (): Promise<never> => Promise.reject(new Error('nothing is stored'));
}

describe('calculating a plan for documents that nobody keeps', () => {
  const calculate = new CalculatePlan(new InProcessPlanner(), new TopologyReader(new NoProfiles()));

  it('gives what the engine gives, from text and from values alike', async () => {
    const [topology, forecast, policy] = await Promise.all(['topology', 'forecast', 'policy'].map(example));
    const values = [topology, forecast, policy].map((text) => parseDocumentText(text ?? ''));
    const expected = plan(values[0] as Topology, values[1] as Forecast, values[2] as Policy);
    expect(await calculate.run(VIEWER, { topology, forecast, policy })).toEqual(expected);
    const fromValues = { topology: values[0], forecast: values[1], policy: values[2] };
    expect(await calculate.run(VIEWER, fromValues)).toEqual(expected);
  });

  it('plans by the default policy where none is given', async () => {
    const [topology, forecast] = await Promise.all([example('topology'), example('forecast')]);
    await expect(calculate.run(VIEWER, { topology, forecast })).resolves.toEqual(
      await calculate.run(VIEWER, { topology, forecast, policy: {} }),
    );
  });

  it('names what is wrong with a document, and what does not fit', async () => {
    const [topology, forecast] = await Promise.all([example('topology'), example('forecast')]);
    await expect(calculate.run(VIEWER, { topology: 'nodes: 1', forecast })).rejects.toMatchObject({
      code: 'invalid-document',
    });
    const ofNobody = forecast.replace('source: fans', 'source: nobody');
    await expect(calculate.run(VIEWER, { topology, forecast: ofNobody })).rejects.toMatchObject({
      code: 'invalid-plan-input',
      document: 'forecast',
    });
  });
});
