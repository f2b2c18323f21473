import { planCsv } from './plan-csv.js';
import { NOTHING, pool, SALE } from './spec-support/sale.js';

describe('a plan as CSV (RFC 4180)', () => {
  it('has a header, a line for each pool, and nothing where a value is null', () => {
    expect(planCsv(SALE).split('\r\n')).toEqual([
      'id,node,kind,destination,scope,protocol,capacity,peak_at,connections_per_second,offered_load,required,utilization,blocking_probability,headroom_ports,headroom_factor,status,over_target_at,exhaustion_at',
      'app:ephemeral-ports:payments,app,ephemeral-ports,payments,instance,tcp,28232,2026-12-12T09:15:00Z,369.2,22449.8,28063,0.795191,4.4e-302,5782.2,1.006,warning,,',
      'egress:snat-ports:payments,egress,snat-ports,payments,gateway,tcp,55000,2026-12-12T09:15:00Z,4430.9,269397.6,336748,4.89814,0.795842,-214397.6,0.163,exhausted,2026-12-12T09:00:19Z,2026-12-12T09:00:25Z',
      '',
    ]);
  });

  it('quotes commas and quotes, and keeps text from becoming a formula', () => {
    const resources = [pool('a,"b":x:y'), pool('=1+1:x:y')];
    const [, first, second] = planCsv({ ...NOTHING, resources }).split('\r\n');
    expect(first).toMatch(/^"a,""b"":x:y","a,""b""",/);
    expect(second).toMatch(/^'=1\+1:x:y,'=1\+1,/);
  });
});
