import { seriesCsv } from './series-csv.js';

describe('headroom over time as CSV', () => {
  it('has a line for each pool and instant, and nothing where no traffic is', () => {
    const pool = {
      id: 'nat:snat-ports:api',
      node: 'nat',
      kind: 'snat-ports',
      destination: 'api',
      capacity: 55_000,
    } as const;
    const points = [
      { at: '2026-12-01T00:00:00Z', offeredLoad: 0, utilization: 0, required: 0, headroomFactor: null },
      { at: '2026-12-01T01:00:00Z', offeredLoad: 5500, utilization: 0.1, required: 6875, headroomFactor: 8 },
    ];
    expect(seriesCsv([{ ...pool, points }]).split('\r\n')).toEqual([
      'resource,at,capacity,offered_load,utilization,required,headroom_factor',
      'nat:snat-ports:api,2026-12-01T00:00:00Z,55000,0,0,0,',
      'nat:snat-ports:api,2026-12-01T01:00:00Z,55000,5500,0.1,6875,8',
      '',
    ]);
  });
});
