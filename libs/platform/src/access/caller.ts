import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { PlanningError, type Caller } from '@portplan/planning';

/** A request that has been let in. */
export interface KnownRequest {
  caller?: Caller;
}

/** The caller of the request, over REST and GraphQL. @throws PlanningError `unauthenticated` where the door was passed by */
export const WhoAsks = createParamDecorator((_data: unknown, context: ExecutionContext): Caller =>
  callerOf(requestOf(context)),
);

/** The caller that the door has recognised. */
export function callerOf(request: KnownRequest): Caller {
  if (request.caller === undefined) throw new PlanningError('unauthenticated', { reason: 'missing' });
  return request.caller;
}

/** Fastify's request, over REST and GraphQL. */
function requestOf(context: ExecutionContext): KnownRequest {
  if (context.getType<string>() !== 'graphql') return context.switchToHttp().getRequest<KnownRequest>();
  return context.getArgByIndex<{ request: KnownRequest }>(2).request;
}
