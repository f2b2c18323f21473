import type { Connections } from '@portplan/engine';
import { secondsOf, wholeOf } from './haproxy-numbers.js';
import { lastOf, type Settings } from './settings.js';
import type { HaproxyLine } from './parse-haproxy.js';

/** What is said of reuse and of idle connections; nothing where HAProxy's defaults hold. */
export function connectionsOf(
  settings: Settings,
  defaults: readonly HaproxyLine[],
): { readonly value: Connections; readonly why: string } | null {
  if (lastOf(settings, 'mode')?.words[1] === 'tcp')
    return { value: { reuse: 'none' }, why: 'mode tcp: a connection for each of the client’s' };
  const closing = settings.findLast(
    ({ words: [keyword, option] }) => keyword === 'option' && CLOSING.has(option ?? ''),
  )?.words[1];
  if (closing !== undefined && closing !== 'http-keep-alive')
    return { value: { reuse: 'none', closedBy: 'initiator' }, why: `option ${closing}` };
  const parameters = [...defaults, ...settings.filter(({ words }) => words[0] === 'server')].flatMap(
    ({ words, line }) => words.map((word, index) => ({ word, next: words[index + 1], line })),
  );
  const reuse = lastOf(settings, 'http-reuse')?.words[1];
  const number = (name: string): { readonly value: number; readonly line: number } | undefined => {
    const found = parameters.findLast(({ word }) => word === name);
    return found === undefined
      ? undefined
      : { value: wholeOf(found.next ?? '', name, found.line), line: found.line };
  };
  const maxIdle = parameters.some(({ word, next }) => word === 'pool-max-conn' && next === '-1')
    ? undefined
    : number('pool-max-conn');
  const purge = parameters.findLast(({ word }) => word === 'pool-purge-delay');
  if (maxIdle?.value === 0)
    return { value: { reuse: 'none', closedBy: 'initiator' }, why: 'pool-max-conn 0' };
  if (reuse === 'never')
    return { value: { reuse: 'none' }, why: 'http-reuse never: a connection for each session' };
  if (maxIdle === undefined && purge === undefined) return null;
  return {
    value: {
      reuse: 'keep-alive',
      ...(maxIdle === undefined ? {} : { maxIdle: maxIdle.value }),
      ...(purge === undefined ? {} : { idleTimeoutSeconds: secondsOf(purge.next ?? '', purge.line) }),
    },
    why: [
      ...(maxIdle === undefined ? [] : [`pool-max-conn of line ${String(maxIdle.line)}`]),
      ...(purge === undefined ? [] : [`pool-purge-delay of line ${String(purge.line)}`]),
    ].join(', '),
  };
}

const CLOSING = new Set(['httpclose', 'http-server-close', 'http-keep-alive', 'forceclose']);
