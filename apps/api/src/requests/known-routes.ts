import { RequestError } from '@portplan/platform';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Which methods each path takes. */
export class KnownRoutes {
  readonly #methods = new Map<string, Set<string>>();

  /** Remembers all routes that are added from now on. */
  constructor(fastify: FastifyInstance) {
    fastify.addHook('onRoute', ({ url, method }) => {
      const methods = this.#methods.get(url) ?? new Set();
      for (const each of [method].flat()) methods.add(each);
      this.#methods.set(url, methods);
    });
  }

  /** Every route with its method, as they were added; HEAD comes with GET. */
  all(): readonly string[] {
    return [...this.#methods].flatMap(([url, methods]) =>
      [...methods].filter((method) => method !== 'HEAD').map((method) => `${method.toLowerCase()} ${url}`),
    );
  }

  /** The methods that a path takes; none where it leads nowhere. */
  methodsOf(path: string): readonly string[] {
    const routes = [...this.#methods].filter(([url]) => matches(url.split('/'), path.split('/')));
    return [...new Set(routes.flatMap(([, methods]) => [...methods]))].sort();
  }
}

function matches(pattern: readonly string[], path: readonly string[]): boolean {
  const fits = pattern.every((part, at) => part === '*' || part.startsWith(':') || part === path[at]);
  return (
    fits && (pattern.length === path.length || (pattern.at(-1) === '*' && pattern.length <= path.length))
  );
}

/** What is wrong with a request that no route takes. */
export function unroutable(request: FastifyRequest, allowed: readonly string[]): RequestError {
  const path = (request.url.split('?')[0] ?? '').slice(0, 200);
  return allowed.length > 0
    ? new RequestError(
        'method-not-allowed',
        `${path} does not take ${request.method}; it takes ${allowed.join(', ')}.`,
      )
    : new RequestError('route-not-found', `There is no route ${request.method} ${path}; /docs lists them.`);
}
