import { planMarkdown } from './plan-markdown.js';
import { NOTHING, SALE_WITH_ADVICE, START } from './spec-support/sale.js';

describe('a plan as a comment on a pull request', () => {
  it('has the answer, the tables, and what is to be done', () => {
    expect(planMarkdown(SALE_WITH_ADVICE, START)).toBe(`### Port headroom: exhausted

egress:snat-ports:payments binds: 269,398 of 55,000 ports at 2026-12-12 09:15 UTC, 489.8 %.<br>
It runs out at 2026-12-12 09:00:25 UTC, in 11 days.<br>
egress needs 7 NAT IPs for payments; it has 1.

| pool | capacity | load | used | blocking | fits | status | runs out |
| --- | ---: | ---: | ---: | ---: | ---: | --- | --- |
| \`app:ephemeral-ports:payments\` | 28,232 | 22,450 | 79.5 % | \\< 1e-12 | 1.01× | **warning** |  |
| \`egress:snat-ports:payments\` | 55,000 | 269,398 | 489.8 % | 0.80 | 0.16× | **exhausted** | 2026-12-12 09:00:25 UTC |

| gateway | IPs now | IPs needed | for |
| --- | ---: | ---: | --- |
| \`egress\` | 1 | 7 | \`payments\` |

**What would help**

- **Keep connections to payments open**: Every call dials: 4,431 connections a second, each of which holds its port for a minute after it is closed. (takes a redeploy)
  - egress:snat-ports:payments: exhausted at 489.8 % → ok at 11.8 %
  - egress needs 7 NAT IPs → 1
- **Give egress 7 NAT IPs**: Each address has 55,000 ports of its own toward payments. (takes a setting, 14 days, USD 21.90 a month)
  - egress:snat-ports:payments: exhausted at 489.8 % → ok at 70.0 %
  - egress has 1 NAT IP → 7

**What would not**

- **nat-ips at egress**: more addresses than the quota of the region allows (7 addresses, at most 5)
- tcp\\_tw\\_recycle: no cure, or not safe (the JSON says why)

<details><summary>Pooling that saves ports, per process</summary>

| leg | pools | max idle | max open | ports before | after |
| --- | ---: | ---: | ---: | ---: | ---: |
| \`app-payments\` | 1 | 49 | 361 | 269,398 | 6,466 |

</details>

**Findings**

- **warning**: leg app-payments keeps idle connections 600 s, but egress forgets them after 350 s: the next request on one fails. What would help: let app keep them for less than 350 s
`);
  });

  it('is nothing but the answer where there is nothing else', () => {
    expect(planMarkdown(NOTHING, START)).toBe(
      '### Port headroom: ok\n\nNo pool of ports stands on any path: there is nothing to run out.\n',
    );
  });

  it('keeps text from becoming markup, links or mentions', () => {
    const message = 'a <b>*loud*</b> [link](x)\n# @everyone | `code`';
    const text = planMarkdown({ ...NOTHING, findings: [{ code: 'x', severity: 'info', message }] }, START);
    expect(text).toContain(
      '- **info**: a \\<b\\>\\*loud\\*\\</b\\> \\[link\\](x) \\# @\u200beveryone \\| \\`code\\`\n',
    );
  });
});
