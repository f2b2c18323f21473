import { haywardRequiredServers } from './hayward.js';

/**
 * The smallest whole number of servers that keeps Erlang B at or below a target: the inverse in its servers.
 *
 * @param offeredLoad erlangs, at least 0
 * @param targetBlocking strictly between 0 and 1
 * @throws DomainError outside those ranges
 * @example requiredServers(10, 0.01) // 18
 */
export function requiredServers(offeredLoad: number, targetBlocking: number): number {
  return haywardRequiredServers(offeredLoad, targetBlocking, 1);
}
