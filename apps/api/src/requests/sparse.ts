import { applyDecorators, createParamDecorator, type ExecutionContext, type Type } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiQuery } from '@nestjs/swagger';
import { nearest } from '@portplan/documents';
import { csvLines } from '@portplan/exporters';
import { RequestError } from '@portplan/platform';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Problems } from '../openapi/answers.js';
import type { ItemPage } from '../shown/page.js';
import { shownFieldsOf } from '../shown/shown.js';
import { wantsCsv } from './wants-csv.js';

export const FIELDS = {
  description: 'Fields of each item, parted by commas, such as `id,name,revision`; all where not given.',
} as const;

type Asking = Pick<FastifyRequest, 'headers' | 'query'>;

/** Configuration of a route: the classes of its answers. */
interface Shows {
  readonly shown?: readonly Type<unknown>[];
}

/** The answer is one of these, of which the query parameter `fields` picks some fields. */
export function Sparse(...shown: readonly Type<unknown>[]): MethodDecorator {
  return applyDecorators(
    ApiQuery({ name: 'fields', required: false, type: String, ...FIELDS }),
    Problems('invalid-parameter'),
    SparseList(...shown),
  );
}

/** The answer is a page of these; the list’s own query has the parameter. */
export function SparseList(...shown: readonly Type<unknown>[]): MethodDecorator {
  return RouteConfig({ shown } satisfies Shows);
}

/** The fields that are asked for, null where all are; what is not need not be read. */
export const FieldsAsked = createParamDecorator(
  (_data: unknown, context: ExecutionContext): readonly string[] | null =>
    fieldsAsked(context.switchToHttp().getRequest<Asking>()),
);

/**
 * Fields are picked, and pages written as tables, where a request asks for that. Hooks of the routes concerned: an
 * interceptor costs each of their requests as much as a read does, also where it has nothing to do.
 */
export function useSparseAnswers(fastify: FastifyInstance): void {
  fastify.addHook('onRoute', (route) => {
    const { shown } = (route.config ?? {}) as Shows;
    if (shown !== undefined) route.preHandler = [route.preHandler ?? [], pickFieldsOf(shown)].flat();
  });
}

function pickFieldsOf(shown: readonly Type<unknown>[]) {
  // Fields are known when all classes are there, which is when the first request comes.
  let known: readonly string[] | null = null;
  return (request: FastifyRequest, reply: FastifyReply, done: () => void): void => {
    const asked = fieldsAsked(request);
    const asTable = wantsCsv(request.headers.accept);
    if (asked !== null || asTable) {
      known ??= [...new Set(shown.flatMap(shownFieldsOf))];
      if (asked !== null) requireKnown(asked, known);
      write(reply, asTable, asked, known);
    }
    done();
  };
}

function write(
  reply: FastifyReply,
  asTable: boolean,
  asked: readonly string[] | null,
  known: readonly string[],
): void {
  reply.serializer((answer: unknown) => {
    // Problems, and tables of their own.
    if (typeof answer === 'string') return answer;
    if (asTable && isPage(answer)) return table(answer, asked ?? known, reply);
    void reply.header('content-type', 'application/json; charset=utf-8');
    return JSON.stringify(asked === null ? answer : picked(answer, asked));
  });
}

function isPage(answer: unknown): answer is ItemPage<Readonly<Record<string, unknown>>> {
  return typeof answer === 'object' && answer !== null && 'items' in answer && 'nextCursor' in answer;
}

function table(
  { items, nextCursor }: ItemPage<Readonly<Record<string, unknown>>>,
  fields: readonly string[],
  reply: FastifyReply,
): string {
  void reply.header('content-type', 'text/csv; charset=utf-8');
  if (nextCursor !== null) void reply.header('x-next-cursor', nextCursor);
  const columns = fields.map(
    (field) => [field, (item: (typeof items)[number]) => cellOf(item[field])] as const,
  );
  return csvLines(columns, items);
}

/** What is no plain value, as JSON. */
function cellOf(value: unknown): string | number | null {
  if (value === undefined || value === null) return null;
  return typeof value === 'string' || typeof value === 'number' ? value : JSON.stringify(value);
}

/** Null where all are. @throws RequestError `invalid-parameter` */
function fieldsAsked({ query }: Asking): readonly string[] | null {
  const { fields } = query as Readonly<Record<string, unknown>>;
  if (fields === undefined) return null;
  if (typeof fields !== 'string' || fields.trim() === '')
    throw new RequestError(
      'invalid-parameter',
      'fields must be given once: names of fields parted by commas',
    );
  return fields.split(',').map((name) => name.trim());
}

/** @throws RequestError `invalid-parameter` naming the nearest field */
function requireKnown(asked: readonly string[], known: readonly string[]): void {
  const unknown = asked.find((name) => !known.includes(name));
  if (unknown === undefined) return;
  const near = nearest(unknown, known);
  const hint = near === undefined ? `there are ${known.join(', ')}` : `did you mean "${near}"?`;
  throw new RequestError(
    'invalid-parameter',
    `fields names "${unknown.slice(0, 100)}", which is no field here; ${hint}`,
  );
}

function picked(answer: unknown, asked: readonly string[]): unknown {
  if (typeof answer !== 'object' || answer === null) return answer;
  if (Array.isArray(answer)) return answer.map((item: object) => fieldsOf(item, asked));
  if (isPage(answer)) return { ...answer, items: answer.items.map((item) => fieldsOf(item, asked)) };
  return fieldsOf(answer, asked);
}

/** In the order of the whole. */
function fieldsOf(item: object, asked: readonly string[]): object {
  return Object.fromEntries(Object.entries(item).filter(([name]) => asked.includes(name)));
}
