import * as fc from 'fast-check';
import type { FirewallRule } from '@portplan/engine';
import { ANY_CLIENT_PORTS, LINUX_PORTS, shareLetThrough } from './return-range.js';

function rule(ports: readonly [number, number], rest: Partial<FirewallRule> = {}): FirewallRule {
  return { direction: 'inbound', protocol: 'tcp', ports, action: 'allow', cidr: '0.0.0.0/0', ...rest };
}

describe('the share of a port range that a network ACL lets through', () => {
  it('is 28,232 of 64,512 where a NAT gateway may be answered on the ports of Linux only', () => {
    expect(shareLetThrough([rule([32768, 60999])], 'inbound', ANY_CLIENT_PORTS)).toBeCloseTo(
      28232 / 64512,
      12,
    );
  });

  it('is half a percent more than a half for 32768 to 65535', () => {
    expect(1 - shareLetThrough([rule([32768, 65535])], 'inbound', ANY_CLIENT_PORTS)).toBeCloseTo(0.492, 3);
  });

  it('is decided by the first rule that matches', () => {
    const deny = rule([32768, 40000], { action: 'deny', priority: 10 });
    expect(shareLetThrough([rule([1, 65535], { priority: 20 }), deny], 'inbound', LINUX_PORTS)).toBeCloseTo(
      1 - 7233 / 28232,
      12,
    );
    expect(shareLetThrough([rule([1, 65535], { priority: 5 }), deny], 'inbound', LINUX_PORTS)).toBe(1);
  });

  it('counts neither rules of the other direction, nor of UDP, nor of single networks', () => {
    const rules = [
      rule([1, 65535], { direction: 'outbound' }),
      rule([1, 65535], { protocol: 'udp' }),
      rule([1, 65535], { cidr: '10.0.0.0/8' }),
    ];
    expect(shareLetThrough(rules, 'inbound', LINUX_PORTS)).toBe(0);
  });

  it('is what asking for each port gives', () => {
    const range: readonly [number, number] = [1, 60];
    const port = fc.integer({ min: 1, max: 60 });
    const rules = fc.array(
      fc.record({ a: port, b: port, allow: fc.boolean(), priority: fc.integer({ min: 1, max: 1000 }) }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(rules, (drawn) => {
        const list = drawn.map(({ a, b, allow, priority }, index) =>
          rule([Math.min(a, b), Math.max(a, b)], {
            action: allow ? 'allow' : 'deny',
            priority: priority * 10 + index,
          }),
        );
        const sorted = list.toSorted((a, b) => (a.priority ?? 0) - (b.priority ?? 0));
        let through = 0;
        for (let asked = range[0]; asked <= range[1]; asked += 1) {
          const first = sorted.find(({ ports }) => ports[0] <= asked && asked <= ports[1]);
          if (first?.action === 'allow') through += 1;
        }
        expect(shareLetThrough(list, 'inbound', range)).toBeCloseTo(through / 60, 12);
      }),
    );
  });
});
