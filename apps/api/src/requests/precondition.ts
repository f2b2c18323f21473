import type { DocumentState } from '@portplan/planning';
import { RequestError } from '@portplan/platform';

/** The entity tag of a revision; with how often tags and labels were changed, where they were. */
export function etagOf(revision: number, marking = 0): string {
  return marking === 0 ? `"${String(revision)}"` : `"${String(revision)}.${String(marking)}"`;
}

/** The revision that an If-Match header names. @throws RequestError `precondition-required` without one, `precondition-failed` where it names none */
export function expectedRevision(ifMatch: string | undefined): number {
  return expectedState(ifMatch).revision;
}

/** The revision, and the state of tags and labels, that an If-Match header names. @throws as {@link expectedRevision} */
export function expectedState(ifMatch: string | undefined): DocumentState {
  if (ifMatch === undefined || ifMatch.trim() === '') {
    throw new RequestError(
      'precondition-required',
      'Send If-Match with the ETag that you read, so that nobody’s change is lost.',
    );
  }
  const match = /^"([1-9][0-9]{0,8})(?:\.([1-9][0-9]{0,8}))?"$/.exec(ifMatch.trim());
  if (match?.[1] === undefined) {
    throw new RequestError(
      'precondition-failed',
      `If-Match is ${ifMatch.slice(0, 50)}; it must be an ETag of this resource, such as "3".`,
    );
  }
  return { revision: Number(match[1]), marking: Number(match[2] ?? 0) };
}
