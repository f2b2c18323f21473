import { PlanningError, requireRole, type Authenticate, type Caller } from '@portplan/planning';

/** Routes that anybody may read: everything else is closed, whatever its controller says. */
const OPEN_ROUTES: readonly RegExp[] = [
  /^\/healthz$/,
  /^\/readyz$/,
  /^\/metrics$/,
  /^\/docs(\/.*)?$/,
  /^\/graphiql$/,
  /^\/$/,
];

/** Whether a path is open to anybody. */
export function isOpen(method: string, url: string): boolean {
  const path = url.split('?')[0] ?? '';
  return (method === 'GET' || method === 'HEAD') && OPEN_ROUTES.some((route) => route.test(path));
}

/** Who sent a request with this Authorization header. @throws PlanningError `unauthenticated`, `token-expired`, `token-revoked` */
export async function admit(authenticate: Authenticate, authorization: string | undefined): Promise<Caller> {
  if (authorization === undefined) return authenticate.run(null);
  const [scheme, token, ...rest] = authorization.split(' ');
  if (scheme?.toLowerCase() !== 'bearer' || rest.length > 0)
    throw new PlanningError('unauthenticated', { reason: 'malformed' });
  return authenticate.run(token);
}

/** Reading takes the scope for it; so does GraphQL, whose every answer reads. @throws PlanningError `scope-missing` */
export function requireSight(caller: Caller, method: string, url: string): void {
  const path = url.split('?')[0] ?? '';
  if (method === 'GET' || method === 'HEAD' || /^\/graphql(\/|$)/.test(path)) requireRole(caller, 'viewer');
}
