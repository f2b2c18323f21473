import { allProfiles, findProfile, type Profile } from '@portplan/engine';
import { profilesText, profileText } from './profile-text.js';
import { PLAIN_STYLE } from './text-table.js';

const LINUX = findProfile('linux');

describe('the catalogue', () => {
  it('has a line for each profile under a header', () => {
    const lines = profilesText(allProfiles(), 300, PLAIN_STYLE).trimEnd().split('\n');
    expect(lines).toHaveLength(allProfiles().length + 1);
    expect(lines).toContainEqual(expect.stringMatching(/^aws\/nat-gateway +translator +AWS NAT gateway/));
  });
});

describe('a profile', () => {
  const made: Profile = {
    id: 'acme/nat',
    family: 'translator',
    title: 'A translator of nobody',
    nodeKinds: ['nat-gateway'],
    notes: ['Made up.'],
    translator: {
      portsPerIp: {
        value: 64_512,
        unit: 'ports',
        source: 'https://example.com/limits',
        asOf: '2026',
        confidence: 'stated',
        note: 'for each destination',
        disagreements: [{ value: 55_000, source: 'a post of 2019', note: 'before the last change' }],
      },
      limits: {
        'allocation.portsPerVm': {
          value: { min: 8, max: 64_000, multipleOf: 8 },
          unit: 'ports',
          source: 'https://example.com/limits',
          asOf: '2026',
          confidence: 'stated',
        },
      },
    },
    pool: {
      maxConnections: {
        value: null,
        unit: 'connections',
        source: 'https://example.com/limits',
        asOf: '2026',
        confidence: 'derived',
      },
    },
  };

  it('says of every value its unit, how well it is known, its date, its source, and who disagrees', () => {
    expect(profileText(made, 100, PLAIN_STYLE)).toBe(`acme/nat  A translator of nobody
  Made up.

translator.portsPerIp = 64512 ports  stated, 2026
    https://example.com/limits
    for each destination
    but 55000: a post of 2019 (before the last change)

pool.maxConnections = no limit  derived, 2026
    https://example.com/limits

allowed allocation.portsPerVm = 8 to 64000 ports, multiples of 8  stated, 2026
    https://example.com/limits
`);
  });

  it('of Linux shows both readings of its port range', () => {
    const text = LINUX === undefined ? '' : profileText(LINUX, 100, PLAIN_STYLE);
    expect(text).toContain('host.ephemeralPortRange = [32768,60999] ports');
    expect(text).toMatch(/but \[32768,61000\]:\s+https:/);
  });
});
