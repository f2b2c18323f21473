import { PROBLEM_CATALOGUE, problemWith, type ProblemCode } from '@portplan/platform';
import type { Socket } from 'node:net';

interface Unreadable {
  readonly code: ProblemCode;
  readonly detail: string;
}

const NO_HTTP: Unreadable = {
  code: 'malformed-request',
  detail: 'What was sent cannot be read as a request of HTTP/1.1; the connection is closed.',
};

/** By what Node’s reader of HTTP says. */
const UNREADABLE: Readonly<Record<string, Unreadable>> = {
  HPE_HEADER_OVERFLOW: {
    code: 'headers-too-large',
    detail:
      'The path and the headers have more than 16 KiB together; send long conditions in the body of a GraphQL query.',
  },
  ERR_HTTP_REQUEST_TIMEOUT: {
    code: 'request-too-slow',
    detail: 'The request did not arrive in full in time; the connection is closed.',
  },
};

/** Answers what is no request that any route could see: of these Node knows the socket only. */
export function answerUnreadable(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  if (socket.writable) socket.write(answerOf(UNREADABLE[error.code ?? ''] ?? NO_HTTP));
  socket.destroy(error);
}

function answerOf({ code, detail }: Unreadable): string {
  const { status, title } = PROBLEM_CATALOGUE[code];
  const body = JSON.stringify(problemWith(code, detail));
  const head = [
    `HTTP/1.1 ${String(status)} ${title}`,
    'content-type: application/problem+json; charset=utf-8',
    `content-length: ${String(Buffer.byteLength(body))}`,
    'connection: close',
  ];
  return `${head.join('\r\n')}\r\n\r\n${body}`;
}
