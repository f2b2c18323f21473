import type { ProblemDetails } from '../problems/problem-details.js';

const REALM = 'Bearer realm="portplan"';
/** What a quoted text of the header cannot hold (RFC 6750, section 3). */
const NOT_PRINTABLE = /[^\x20-\x21\x23-\x5B\x5D-\x7E]/g;

/**
 * The WWW-Authenticate header of an answer (RFC 6750, section 3); null where it needs none. Who sent no token is only told
 * that one is needed.
 */
export function challengeFor({ status, code, detail }: ProblemDetails, sentToken: boolean): string | null {
  if (code === 'scope-missing') return `${REALM}, error="insufficient_scope", ${described(detail)}`;
  if (status !== 401) return null;
  return sentToken ? `${REALM}, error="invalid_token", ${described(detail)}` : REALM;
}

function described(detail: string): string {
  return `error_description="${detail.replaceAll(NOT_PRINTABLE, '?')}"`;
}
