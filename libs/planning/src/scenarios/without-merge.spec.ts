import { readFile } from 'node:fs/promises';
import { parseDocumentText } from '@portplan/documents';
import type { Topology } from '@portplan/engine';
import fc from 'fast-check';
import { readTopology } from '../documents/read-document.js';
import { conflictOf, withOverrides } from './overrides.js';
import { overridesAgain, withoutMerge } from './without-merge.js';

/** Whatever of a node or leg is changed here. */
interface Part {
  id: string;
  kind?: string;
  profile?: string;
  publicIps?: number;
  instances?: number;
  cacheHitRatio?: number;
  from?: string;
  to?: string;
  responseTimeSeconds?: number;
}

interface Draft {
  nodes: Part[];
  legs: Part[];
}

type Edit = (draft: Draft) => unknown;

describe('a topology without what a merge changed', () => {
  let before: Topology;
  beforeAll(async () => {
    const file = new URL('../../../../examples/ticket-sale/topology.yaml', import.meta.url);
    before = readTopology(parseDocumentText(await readFile(file, 'utf8')));
  });

  const edited = (topology: Topology, edit: Edit): Topology => {
    const draft: unknown = structuredClone(topology);
    edit(draft as Draft);
    return readTopology(draft);
  };
  const node = (draft: Draft, name: string): Part => {
    const found = draft.nodes.find(({ id }) => id === name);
    if (found === undefined) throw new Error(`There is no ${name}.`);
    return found;
  };
  const back = (merge: Edit, since: Edit): Topology => {
    const merged = edited(before, merge);
    return withoutMerge({ before, merged, latest: edited(merged, since) });
  };
  const spare = (id: string): Part => ({
    id,
    kind: 'nat-gateway',
    profile: 'aws/nat-gateway',
    publicIps: 1,
  });

  it('loses a gateway that the merge put in, and keeps one that was put in since', () => {
    const found = back(
      ({ nodes }) => nodes.push(spare('merged')),
      ({ nodes }) => nodes.unshift(spare('later')),
    );
    expect(found.nodes.map(({ id }) => id)).toEqual(['later', ...before.nodes.map(({ id }) => id)]);
  });

  it('gets a node that the merge took out back behind the one that it stood behind', () => {
    const found = back(
      (draft) => {
        draft.nodes = draft.nodes.filter(({ id }) => id !== 'cache');
        draft.legs = draft.legs.filter(({ id }) => id !== 'web-cache' && id !== 'cache-app');
        draft.legs.push({ id: 'web-app', from: 'web', to: 'app', responseTimeSeconds: 0.1 });
      },
      (draft) => (node(draft, 'app').instances = 20),
    );
    expect(found).toEqual(edited(before, (draft) => (node(draft, 'app').instances = 20)));
  });

  it('takes a node for a node, also where it is named as something that every object has', () => {
    const found = back(
      ({ nodes }) => nodes.push(spare('constructor'), spare('7')),
      (draft) => (node(draft, 'egress').publicIps = 3),
    );
    expect(found).toEqual(edited(before, (draft) => (node(draft, 'egress').publicIps = 3)));
  });

  it.each<[string, Edit, Edit, string, string]>([
    [
      'the same field was set again',
      (draft) => (node(draft, 'egress').publicIps = 8),
      (draft) => (node(draft, 'egress').publicIps = 2),
      'replace /nodes/egress/publicIps',
      'the topology has another value there than it was made for',
    ],
    [
      'the gateway that it put in was changed',
      ({ nodes }) => nodes.push(spare('merged')),
      (draft) => (node(draft, 'merged').publicIps = 2),
      'remove /nodes/merged',
      'the topology has another value there than it was made for',
    ],
    [
      'what it put in was taken out already',
      ({ nodes }) => nodes.push(spare('merged')),
      ({ nodes }) => nodes.pop(),
      'remove /nodes/merged',
      'there is nothing at this path in the topology',
    ],
    [
      'the gateway of which it took a field has it again',
      (draft) => delete node(draft, 'cache').cacheHitRatio,
      (draft) => (node(draft, 'cache').cacheHitRatio = 0.9),
      'add /nodes/cache/cacheHitRatio',
      'the topology has another value there than it was made for',
    ],
  ])('is none where %s', (_, merge, since, operation, reason) => {
    expect(conflictOf(() => back(merge, since))).toEqual({ index: 0, operation, reason });
  });

  it('is the one before it, with whatever else was changed: for any merge and any other change', () => {
    const ids = ['edge', 'web', 'cache', 'app'];
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...ids), fc.integer({ min: 1, max: 500 })),
        fc.dictionary(fc.constantFrom(...ids), fc.integer({ min: 1, max: 500 })),
        (merged, since) => {
          const merge: Edit = (draft) => {
            for (const [id, count] of Object.entries(merged)) node(draft, id).instances = count;
          };
          const change: Edit = (draft) => {
            for (const [id, count] of Object.entries(since)) {
              if (!(id in merged)) node(draft, id).instances = count;
              draft.nodes.unshift(spare(`spare-${id}`));
            }
          };
          expect(back(merge, change)).toEqual(edited(before, change));
        },
      ),
    );
  });

  it('becomes the latest again with the overrides that were merged, made anew where their indices have moved', () => {
    const overrides = [{ op: 'replace' as const, path: '/nodes/5/publicIps', value: 8 }];
    const merged = withOverrides(before, overrides);
    expect(overridesAgain(before, merged, overrides)).toBe(overrides);
    const latest = edited(merged, ({ nodes }) => nodes.unshift(spare('later')));
    const reverted = withoutMerge({ before, merged, latest });
    const again = overridesAgain(reverted, latest, overrides);
    expect(again).toEqual([{ op: 'replace', path: '/nodes/6/publicIps', value: 8 }]);
    expect(withOverrides(reverted, again)).toEqual(latest);
  });
});
