import type { Directive } from './parse-nginx.js';

/** A place where requests or connections are passed on, with the directives that hold there, outermost first. */
export interface Pass {
  readonly directive: Directive;
  /** Host and port, the name of a group of servers, or a Unix socket; holds a `$` where it is chosen for each request. */
  readonly target: string;
  /** In a `stream` block connections are passed on, not requests. */
  readonly connectionByConnection: boolean;
  /** What its server listens for. */
  readonly protocols: ReadonlySet<'tcp' | 'udp'>;
  readonly scope: readonly (readonly Directive[])[];
}

const PASSES = new Set(['proxy_pass', 'grpc_pass', 'fastcgi_pass', 'uwsgi_pass', 'scgi_pass']);

/** All places of a configuration where something is passed on. */
export function passesIn(
  block: readonly Directive[],
  outer: Pass['scope'] = [],
  connectionByConnection = false,
): readonly Pass[] {
  const scope = [...outer, block];
  return block.flatMap((directive): readonly Pass[] => {
    if (PASSES.has(directive.name)) {
      const [url = ''] = directive.parameters;
      return [
        {
          directive,
          target: hostOf(written(url, scope)),
          connectionByConnection,
          protocols: protocolsIn(scope),
          scope,
        },
      ];
    }
    return directive.block === null || directive.name === 'upstream'
      ? []
      : passesIn(directive.block, scope, connectionByConnection || directive.name === 'stream');
  });
}

/** `listen 53 udp;` is for datagrams; one without the word for connections. */
function protocolsIn(scope: Pass['scope']): Pass['protocols'] {
  const listens = scope.flat().filter(({ name }) => name === 'listen');
  return new Set(
    listens.length === 0
      ? ['tcp']
      : listens.map(({ parameters }) => (parameters.includes('udp') ? 'udp' : 'tcp')),
  );
}

/** A setting that holds where something is passed on: that of the innermost block that has it. */
export function setting({ scope }: Pass, name: string): Directive | undefined {
  return scope
    .findLast((block) => block.some((each) => each.name === name))
    ?.findLast((each) => each.name === name);
}

/** Every directive of a name, however deep. */
export function everyIn(block: readonly Directive[], name: string): readonly Directive[] {
  return block.flatMap((each) => [
    ...(each.name === name ? [each] : []),
    ...(each.block === null ? [] : everyIn(each.block, name)),
  ]);
}

export function isUnixSocket(target: string): boolean {
  return target.startsWith('unix:');
}

/** Variables that hold a path, so that the host before them is all of it. */
const PATH = /\$\{?(?:request_uri|uri|document_uri|is_args|args|query_string|\d)\b/;

/**
 * http://name:8080/path, http://name:8080?key=value and http://name:8080$request_uri are name:8080; a bare name is itself.
 * A query, and a user with a password before the host, are nobody's business.
 */
function hostOf(url: string): string {
  const [authority = ''] = url.replace(/^\w+:\/\//, '').split(PATH);
  return isUnixSocket(authority)
    ? (/^unix:[^:]+/.exec(authority)?.[0] ?? authority)
    : (authority.split(/[/?#]/)[0] ?? '').replace(/^.*@/, '');
}

/** A URL with those of its variables written out that one `set` gives a value: names are put so to be looked up later. */
function written(url: string, scope: Pass['scope']): string {
  return url.replaceAll(/\$\{?(\w+)\}?/g, (variable, name: string) => {
    const values = scope
      .flatMap(setsIn)
      .filter(({ parameters }) => parameters[0] === `$${name}`)
      .flatMap(({ parameters }) => parameters[1] ?? []);
    const [value] = values;
    return values.length === 1 && value !== undefined && !value.includes('$') ? value : variable;
  });
}

/** What a block sets for all that it holds, on a condition or not. */
function setsIn(block: readonly Directive[]): readonly Directive[] {
  return block.flatMap((each) => {
    if (each.name === 'set') return [each];
    return each.name === 'if' && each.block !== null ? setsIn(each.block) : [];
  });
}
