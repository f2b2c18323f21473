import { ROLES, type Role } from '@portplan/planning';
import type { IdentityOptions } from '../wiring/planning.module.js';
import { ConfigurationError, type Configuration } from './configuration.js';

/** Whose bearer tokens are believed; undefined where nobody's are. @throws ConfigurationError for an issuer without an audience */
export function identityOptionsOf(configuration: Configuration): IdentityOptions | undefined {
  const { oidcIssuer, oidcAudience, oidcKeysUrl, oidcRoleClaim, oidcWorkspaceClaim } = configuration;
  if (oidcIssuer === '') return undefined;
  // A token for any other service of the same issuer would open this one.
  if (oidcAudience === '') {
    throw new ConfigurationError(
      'PORTPLAN_OIDC_AUDIENCE is missing; it must be what the issuer puts into "aud" for this service',
    );
  }
  return {
    issuer: oidcIssuer,
    audience: oidcAudience,
    keysUrl: oidcKeysUrl === '' ? null : oidcKeysUrl,
    roleClaim: oidcRoleClaim,
    workspaceClaim: oidcWorkspaceClaim,
    roles: rolesOf(configuration.oidcRoles),
    workspace: configuration.oidcWorkspace === '' ? null : configuration.oidcWorkspace,
  };
}

function rolesOf(text: string): Readonly<Record<string, Role>> {
  const pairs = text.split(',').flatMap((pair) => {
    const at = pair.lastIndexOf('=');
    const role = ROLES.find((known) => known === pair.slice(at + 1));
    return role === undefined ? [] : [[pair.slice(0, at), role] as const];
  });
  return Object.fromEntries(pairs);
}
