import { RequestError } from '@portplan/platform';
import mercurius, { type PersistedQueryProvider } from 'mercurius';
import { createHash } from 'node:crypto';

/** The queries that are answered, by their SHA-256 in hexadecimal. */
export type ListedQueries = ReadonlyMap<string, string>;

/** Queries that each process remembers; of more, those that were not asked for longest are forgotten. */
const MOST_REMEMBERED = 1000;

/** Characters of a query that is remembered: documents belong into variables. */
const LONGEST_REMEMBERED = 10_000;

const sha256 = (query: string): string => createHash('sha256').update(query, 'utf8').digest('hex');

/**
 * Any query is answered, and remembered where a client gives it together with its hash (Apollo's automatic persisted
 * queries): next time the hash is enough. Nobody can put another query under a hash; a process that does not know it says
 * so, and the client sends the text.
 */
export function automaticQueries(): PersistedQueryProvider {
  const provider = mercurius.persistedQueryDefaults.automatic(MOST_REMEMBERED);
  return {
    ...provider,
    saveQuery: async (hash, query) => {
      if (query.length <= LONGEST_REMEMBERED) await provider.saveQuery?.(hash, query);
    },
  };
}

/** A request's query, or the hash of one. */
interface Asked {
  readonly query?: unknown;
  readonly extensions?: { readonly persistedQuery?: { readonly sha256Hash?: unknown } | null } | null;
}

/** Only listed queries are answered, whether a client sends their text or their hash. */
export function listedQueries(listed: ListedQueries): PersistedQueryProvider {
  return {
    isPersistedQuery: () => true,
    isPersistedQueryRetry: () => false,
    getHash: (request) => {
      const { query, extensions } = request as Asked;
      const hash = extensions?.persistedQuery?.sha256Hash;
      if (typeof query === 'string' && query !== '') return sha256(query);
      return typeof hash === 'string' ? hash : '';
    },
    // Mercurius wants a promise, and would word its own refusal.
    getQueryFromHash: (hash) => Promise.resolve(requireListed(listed, hash)),
  };
}

/** @throws RequestError `query-not-listed` */
export function requireListedText(listed: ListedQueries, query: string): void {
  requireListed(listed, sha256(query));
}

/** @throws RequestError `query-not-listed` */
function requireListed(listed: ListedQueries, hash: string): string {
  const query = listed.get(hash);
  if (query !== undefined) return query;
  throw new RequestError(
    'query-not-listed',
    `The query with the SHA-256 "${hash.slice(0, 64)}" is not one of the ${String(listed.size)} that are answered here.`,
  );
}
