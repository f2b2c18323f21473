import { comparisonCsv, comparisonMarkdown, comparisonText } from './comparison-text.js';
import type { Compared } from './comparison.js';
import { NOTHING, pool, SALE } from './spec-support/sale.js';
import { PLAIN_STYLE } from './text-table.js';

const CASES: readonly Compared[] = [
  { name: 'today', result: SALE },
  { name: 'a | wider', result: { ...NOTHING, resources: [pool('app:ephemeral-ports:payments')] } },
];

describe('plans side by side', () => {
  it('have a line each, and a column each among the pools', () => {
    const text = comparisonText(CASES, 120, PLAIN_STYLE);
    expect(text).toMatch(/^Plans\nplan +status +binds/);
    expect(text).toMatch(/^today +exhausted +egress:snat-ports:payments +489\.8 % +0\.16×/m);
    expect(text).toMatch(/^a \| wider +ok +– +–/m);
    expect(text).toMatch(/^app:ephemeral-ports:payments +79\.5 % +10\.0 %$/m);
    expect(text).toMatch(/^egress:snat-ports:payments +489\.8 % +–$/m);
  });

  it('fit a narrow terminal', () => {
    for (const line of comparisonText(CASES, 60, PLAIN_STYLE).split('\n'))
      expect(Array.from(line).length).toBeLessThanOrEqual(60);
  });

  it('are a table in Markdown whose names stay names', () => {
    const text = comparisonMarkdown(CASES);
    expect(text).toContain('| pool | today | a \\| wider |');
    expect(text).toContain('| a \\| wider | ok |');
    expect(text).toContain('489.8 % **exhausted**');
  });

  it('are a line for each pool of each plan in CSV', () => {
    const lines = comparisonCsv(CASES).trimEnd().split('\r\n');
    expect(lines).toHaveLength(1 + SALE.resources.length + 1);
    expect(lines[0]).toMatch(/^plan,plan_status,nat_ips_now,nat_ips_required,pool,/);
  });
});
