import * as fc from 'fast-check';

// CI looks at the same cases each time; everywhere else each run looks at new ones.
const seed = process.env['PORTPLAN_PROPERTY_SEED'];
if (seed !== undefined) fc.configureGlobal({ seed: Number(seed) });
