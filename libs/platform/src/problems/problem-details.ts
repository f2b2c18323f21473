import { HttpException } from '@nestjs/common';
import { DocumentError } from '@portplan/documents';
import { PlanError, type Problem } from '@portplan/engine';
import { ImportError } from '@portplan/importers';
import { isPlanningError, type PlanningError } from '@portplan/planning';
import { PROBLEM_CATALOGUE, type ProblemCode } from './problem-catalogue.js';

/** One bad field of a request. */
export interface FieldProblem {
  /** RFC 6901 pointer into the request's body. */
  readonly pointer: string;
  readonly code: string;
  readonly value: string | null;
  readonly detail: string;
}

/** What came of one of many changes. */
export interface ItemProblem {
  readonly status: number;
  readonly code: ProblemCode;
  readonly detail: string;
}

/** RFC 9457 problem details. */
export interface ProblemDetails {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: ProblemCode;
  readonly detail: string;
  readonly instance?: string;
  readonly errors?: readonly FieldProblem[];
  /** Of many changes, one for each. */
  readonly items?: readonly ItemProblem[];
}

/** What transport code throws: an error of the catalogue, with a sentence for this case. */
export class RequestError extends Error {
  override readonly name = 'RequestError';

  constructor(
    readonly code: ProblemCode,
    message: string,
    readonly errors: readonly FieldProblem[] = [],
    readonly items: readonly ItemProblem[] = [],
  ) {
    super(message);
  }
}

/** Where each document stands in a body that holds more than one thing. */
const PLACES: Readonly<Record<string, string>> = {
  topology: '/topology',
  forecast: '/forecast',
  policy: '/policy',
  usage: '/usage',
};

/** Work on such a body: what is wrong with a document is told with pointers into the body. */
export async function pointingIntoBody<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (thrown) {
    if (!(thrown instanceof DocumentError) && !(thrown instanceof PlanError)) throw thrown;
    const place = PLACES[(thrown.document ?? '').toLowerCase()] ?? '';
    const fields = thrown.problems.map((problem) => fieldOf(problem, place));
    throw new RequestError(thrown.code, thrown.message, fields);
  }
}

/** The problem that a client is told for anything that was thrown; null where it is nobody's business but ours. */
export function problemOf(thrown: unknown, instance?: string): ProblemDetails | null {
  const found = describe(thrown);
  if (found === null) return null;
  const { code, detail, errors, items = [] } = found;
  const problem = problemWith(code, detail, errors, instance);
  return items.length === 0 ? problem : { ...problem, items };
}

/** A problem of the catalogue. */
export function problemWith(
  code: ProblemCode,
  detail: string,
  errors: readonly FieldProblem[] = [],
  instance?: string,
): ProblemDetails {
  const { status, title } = PROBLEM_CATALOGUE[code];
  return {
    type: `urn:portplan:problem:${code}`,
    title,
    status,
    code,
    detail,
    ...(instance === undefined ? {} : { instance }),
    ...(errors.length === 0 ? {} : { errors }),
  };
}

interface Description {
  readonly code: ProblemCode;
  readonly detail: string;
  readonly errors: readonly FieldProblem[];
  readonly items?: readonly ItemProblem[];
}

function describe(thrown: unknown): Description | null {
  if (thrown instanceof RequestError)
    return { code: thrown.code, detail: thrown.message, errors: thrown.errors, items: thrown.items };
  if (isPlanningError(thrown)) {
    return { code: thrown.code, detail: thrown.message, errors: fieldsOfPlanning(thrown) };
  }
  if (thrown instanceof DocumentError || thrown instanceof PlanError) {
    return {
      code: thrown.code,
      detail: thrown.message,
      errors: thrown.problems.map((problem) => fieldOf(problem, '')),
    };
  }
  if (thrown instanceof ImportError) {
    const { code, message, pointer, value } = thrown;
    return { code, detail: message, errors: [{ pointer, code, value, detail: message }] };
  }
  return describeTransport(thrown);
}

function fieldsOfPlanning(thrown: PlanningError): readonly FieldProblem[] {
  const { code, data, message } = thrown;
  if (!('field' in data)) return [];
  const value = 'value' in data ? data.value : JSON.stringify(data.id);
  return [{ pointer: `/${data.field}`, code, value, detail: message }];
}

/** Errors of Fastify and Nest, by their status. */
const CODES_BY_STATUS: Readonly<Record<number, ProblemCode>> = {
  400: 'malformed-body',
  // Of a path that leaves the folder of the pages for people; what a role may not do is a planning error.
  403: 'route-not-found',
  404: 'route-not-found',
  405: 'method-not-allowed',
  413: 'body-too-large',
  415: 'unsupported-media-type',
};

function describeTransport(thrown: unknown): Description | null {
  const status = thrown instanceof HttpException ? thrown.getStatus() : statusOf(thrown);
  const code = CODES_BY_STATUS[status ?? 0];
  if (code === undefined || !(thrown instanceof Error)) return null;
  return { code, detail: worded(thrown.message), errors: [] };
}

/** What Nest says of paths that lead nowhere, as every other answer says it. */
function worded(message: string): string {
  const path = /^Cannot (\S+) ([^?\s]+)/.exec(message);
  if (path === null)
    return message === 'Forbidden' ? 'The path leads nowhere; /docs lists those that do not.' : message;
  const [, method = '', to = ''] = path;
  return `There is no route ${method} ${to.slice(0, 200)}; /docs lists them.`;
}

function statusOf(thrown: unknown): number | undefined {
  if (typeof thrown !== 'object' || thrown === null || !('statusCode' in thrown)) return undefined;
  return typeof thrown.statusCode === 'number' ? thrown.statusCode : undefined;
}

function fieldOf({ pointer, code, value, message }: Problem, prefix: string): FieldProblem {
  return { pointer: `${prefix}${pointer}`, code, value, detail: message };
}
