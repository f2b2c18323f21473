import { readConfiguration } from './configuration.js';
import { identityOptionsOf } from './identity-options.js';

const DATABASE_URL = 'postgresql://localhost/portplan';
const ISSUER = { DATABASE_URL, PORTPLAN_OIDC_ISSUER: 'https://id.example.com/realms/ops' };

describe('the identity provider of the configuration', () => {
  it('is none where nothing is said', () => {
    expect(identityOptionsOf(readConfiguration({ DATABASE_URL }))).toBeUndefined();
  });

  it('needs an audience: a token for another service must not open this one', () => {
    expect(() => identityOptionsOf(readConfiguration(ISSUER))).toThrow('PORTPLAN_OIDC_AUDIENCE is missing');
  });

  it('has the issuer’s roles stand for ours', () => {
    const said = {
      ...ISSUER,
      PORTPLAN_OIDC_AUDIENCE: 'portplan',
      PORTPLAN_OIDC_ROLE_CLAIM: 'realm_access.roles',
      PORTPLAN_OIDC_ROLES: 'sre-leads=admin,sre=planner,org=staff=viewer',
      PORTPLAN_OIDC_WORKSPACE: 'default',
    };
    expect(identityOptionsOf(readConfiguration(said))).toEqual({
      issuer: 'https://id.example.com/realms/ops',
      audience: 'portplan',
      keysUrl: null,
      roleClaim: 'realm_access.roles',
      workspaceClaim: 'workspace',
      roles: { 'sre-leads': 'admin', sre: 'planner', 'org=staff': 'viewer' },
      workspace: 'default',
    });
  });

  it.each(['sre', 'sre=root', 'sre=admin,', '=admin'])(
    'does not take "%s" for roles',
    (PORTPLAN_OIDC_ROLES) => {
      expect(() => readConfiguration({ ...ISSUER, PORTPLAN_OIDC_ROLES })).toThrow('PORTPLAN_OIDC_ROLES is');
    },
  );
});
