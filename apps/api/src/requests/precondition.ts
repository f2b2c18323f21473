import { RequestError } from '@portplan/platform';

/** The entity tag of a revision. */
export function etagOf(revision: number): string {
  return `"${String(revision)}"`;
}

/** The revision that an If-Match header names. @throws RequestError `precondition-required` without one, `precondition-failed` where it names none */
export function expectedRevision(ifMatch: string | undefined): number {
  if (ifMatch === undefined || ifMatch.trim() === '') {
    throw new RequestError(
      'precondition-required',
      'Send If-Match with the ETag that you read, so that nobody’s change is lost.',
    );
  }
  const match = /^"([1-9][0-9]{0,8})"$/.exec(ifMatch.trim());
  if (match?.[1] === undefined) {
    throw new RequestError(
      'precondition-failed',
      `If-Match is ${ifMatch.slice(0, 50)}; it must be an ETag of this resource, such as "3".`,
    );
  }
  return Number(match[1]);
}
