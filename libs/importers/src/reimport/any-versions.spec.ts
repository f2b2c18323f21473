import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readForecast, readTopology } from '@portplan/documents';
import type { Topology } from '@portplan/engine';
import fc from 'fast-check';
import type { ImportResult } from '../import-result.js';
import { importTerraform } from '../terraform/import-terraform.js';
import type { Documents } from './generated.js';
import { reimport } from './reimport.js';

const PLAN = readFileSync(
  fileURLToPath(new URL('../../../../examples/terraform-aws-shop/plan.json', import.meta.url)),
  'utf8',
);
const SHOP = importTerraform(PLAN);
describe('any three versions', () => {
  /** Some nodes are removed, with all that leads there; some are changed. */
  const version = (choices: readonly number[]): Documents => {
    const removable = SHOP.topology.nodes.filter(({ kind }) => kind !== 'clients');
    const gone = new Set(removable.filter((_, index) => choices[index] === 0).map(({ id }) => id));
    const topology: Topology = {
      ...SHOP.topology,
      nodes: SHOP.topology.nodes
        .filter(({ id }) => !gone.has(id))
        .map((node, index) => {
          const choice = choices[index] ?? 3;
          return choice > 2 ? node : { ...node, description: `as of ${String(choice)}` };
        }),
      legs: SHOP.topology.legs.filter(
        (leg) => ![leg.from, leg.to, ...(leg.via ?? [])].some((id) => gone.has(id)),
      ),
    };
    return { topology, forecast: SHOP.forecast };
  };
  const versions = fc.array(fc.integer({ min: 0, max: 8 }), { minLength: 11, maxLength: 11 }).map(version);
  const asImport = (documents: Documents): ImportResult => ({ ...SHOP, ...documents });

  it('give documents that hold together', () => {
    fc.assert(
      fc.property(versions, versions, versions, (base, mine, imported) => {
        const result = reimport({ base: asImport(base), yours: mine, imported: asImport(imported) });
        expect(() => [readTopology(result.topology), readForecast(result.forecast)]).not.toThrow();
      }),
    );
  });

  it('give yours where the import did not change, and the import where you did not', () => {
    fc.assert(
      fc.property(versions, versions, (base, other) => {
        const kept = reimport({ base: asImport(base), yours: other, imported: asImport(base) });
        expect({ topology: kept.topology, changes: kept.changes }).toEqual({
          topology: other.topology,
          changes: [],
        });
        const taken = reimport({ base: asImport(base), yours: base, imported: asImport(other) });
        expect(taken.topology).toEqual(other.topology);
        expect(taken.conflicts).toEqual([]);
      }),
    );
  });
});
