import * as fc from 'fast-check';
import { findProfile } from '../catalog/catalog.js';
import type { TranslatorFacts } from '../catalog/profile.js';
import { ALLOCATION_RULES } from './index.js';

const factsOf = (id: string): TranslatorFacts => findProfile(id)?.translator ?? {};

describe('any rule that divides ports', () => {
  const cases = [
    ['static-per-vm', 'gcp/cloud-nat', { kind: 'static-per-vm', portsPerVm: 64 }],
    ['static-per-vm', 'cgnat', { kind: 'static-per-vm', portsPerVm: 2000 }],
    ['dynamic-per-vm', 'gcp/cloud-nat', { kind: 'dynamic-per-vm', minPortsPerVm: 32, maxPortsPerVm: 65_536 }],
    ['manual', 'azure/load-balancer-outbound', { kind: 'manual' }],
    ['manual', 'cgnat', { kind: 'manual' }],
    ['by-pool-size', 'azure/load-balancer-outbound', { kind: 'by-pool-size' }],
  ] as const;

  it.each(cases)('%s of %s: what it provides is enough', (kind, id, allocation) => {
    const facts = factsOf(id);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 900 }),
        fc.integer({ min: 1, max: 30_000 }),
        (instances, neededPortsPerVm) => {
          const rule = ALLOCATION_RULES[kind];
          const asked = { allocation, facts, publicIps: 1, instances };
          const { publicIps, portsPerVm } = rule.provide({ ...asked, neededPortsPerVm });
          // Azure's table ends at 1,024 ports a machine; the others have addresses for any of these needs.
          expect(publicIps === null).toBe(kind === 'by-pool-size' && neededPortsPerVm > 1024);
          if (publicIps === null) return;
          expect(portsPerVm).toBeGreaterThanOrEqual(neededPortsPerVm);
          const configured =
            kind === 'by-pool-size' || kind === 'dynamic-per-vm' ? allocation : { kind, portsPerVm };
          const given = { allocation: configured, facts, publicIps, instances };
          expect(rule.portsPerVm(given)).toBeGreaterThanOrEqual(neededPortsPerVm);
          expect(rule.machinesServed(given)).toBeGreaterThanOrEqual(instances);
        },
      ),
      { numRuns: 100 },
    );
  });

  it.each(cases)('%s of %s: an answer is a number or null, never Infinity', (kind, id, allocation) => {
    fc.assert(
      fc.property(
        fc.constantFrom(factsOf(id), {}),
        fc.integer({ min: 1, max: 5000 }),
        fc.integer({ min: 1, max: 1_000_000 }),
        (facts, instances, neededPortsPerVm) => {
          const asked = { allocation, facts, publicIps: 1, instances, neededPortsPerVm };
          const { publicIps, portsPerVm } = ALLOCATION_RULES[kind].provide(asked);
          expect(publicIps === null || (Number.isInteger(publicIps) && publicIps >= 1)).toBe(true);
          expect(Number.isFinite(portsPerVm)).toBe(true);
        },
      ),
    );
  });

  it.each(cases)('%s of %s: more addresses never serve fewer machines', (kind, id, allocation) => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100 }),
        fc.integer({ min: 1, max: 900 }),
        (publicIps, instances) => {
          const input = { allocation, facts: factsOf(id), publicIps, instances };
          const rule = ALLOCATION_RULES[kind];
          const more = { ...input, publicIps: publicIps + 1 };
          expect(rule.portsPerVm(more)).toBeGreaterThanOrEqual(rule.portsPerVm(input));
          if (kind !== 'manual') {
            expect(rule.machinesServed(more)).toBeGreaterThanOrEqual(rule.machinesServed(input));
          }
        },
      ),
    );
  });
});
