import { Inject, Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { Forecasts, Runs, Scenarios, Topologies } from '@portplan/planning';
import { RequestError, type FailedRequest } from '@portplan/platform';
import {
  getOperationAST,
  GraphQLError,
  OperationTypeNode,
  parse,
  specifiedRules,
  subscribe,
  validate,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import { codeOf, toldErrors } from './graphql-errors.js';
import { GRAPHQL_OPTIONS, MOST_TOKENS, rulesOf, type GraphQLOptions } from './graphql-options.js';
import { contextFor, type GraphQLContext } from './loaders.js';
import { requireListedText } from './persisted-queries.js';
import { requireAffordable } from './query-cost.js';

/** What a client asks to be told of. */
export interface AskedSubscription {
  readonly query?: unknown;
  readonly variables?: unknown;
  readonly operationName?: unknown;
}

/** Answers subscriptions, under the same rules as Mercurius answers queries and mutations. */
@Injectable()
export class Subscriptions {
  constructor(
    private readonly modules: ModuleRef,
    @Inject(GRAPHQL_OPTIONS) private readonly options: GraphQLOptions,
    private readonly runs: Runs,
    private readonly scenarios: Scenarios,
    private readonly topologies: Topologies,
    private readonly forecasts: Forecasts,
  ) {}

  /**
   * @param over ends it when it aborts
   * @throws RequestError where it is no subscription that can be answered; what the resolver throws at once
   */
  async begin(
    request: GraphQLContext['request'],
    asked: AskedSubscription,
    over: AbortSignal,
  ): Promise<AsyncIterable<ExecutionResult>> {
    const schema = this.#schema();
    const { document, operationName, variables } = this.#read(schema, asked);
    const { runs, scenarios, topologies, forecasts } = this;
    const contextValue = { ...contextFor(request, { runs, scenarios, topologies, forecasts }), over };
    const found = await subscribe({
      schema,
      document,
      contextValue,
      variableValues: variables,
      operationName,
    });
    if (Symbol.asyncIterator in found) return told(found, request);
    const [error = new GraphQLError('It cannot be answered.')] = found.errors ?? [];
    throw error.originalError ?? refusal(error);
  }

  /** Made when the application starts, after this. */
  #schema(): GraphQLSchema {
    return this.modules.get(GraphQLSchemaHost, { strict: false }).schema;
  }

  #read(
    schema: GraphQLSchema,
    { query, variables, operationName }: AskedSubscription,
  ): {
    readonly document: DocumentNode;
    readonly variables: Readonly<Record<string, unknown>>;
    readonly operationName: string | null;
  } {
    if (typeof query !== 'string')
      throw new RequestError(
        'invalid-query',
        `query is ${shownValue(query)}; it must be the text of a subscription`,
      );
    if (this.options.listed !== undefined) requireListedText(this.options.listed, query);
    const given = variables ?? {};
    if (typeof given !== 'object' || Array.isArray(given))
      throw new RequestError('invalid-query', `variables is ${shownValue(given)}; it must be an object`);
    const document = this.#valid(schema, query);
    const name = typeof operationName === 'string' ? operationName : null;
    if (getOperationAST(document, name)?.operation !== OperationTypeNode.SUBSCRIPTION)
      throw new RequestError('invalid-query', 'This is no subscription; POST /graphql answers what is none.');
    const values = given as Readonly<Record<string, unknown>>;
    requireAffordable(schema, document, values);
    return { document, variables: values, operationName: name };
  }

  #valid(schema: GraphQLSchema, query: string): DocumentNode {
    let document: DocumentNode;
    try {
      document = parse(query, { maxLexicalTokens: MOST_TOKENS });
    } catch (error) {
      throw new RequestError('invalid-query', error instanceof Error ? error.message : String(error));
    }
    const [fault] = validate(schema, document, [...specifiedRules, ...rulesOf(this.options)]);
    if (fault !== undefined) throw refusal(fault);
    return document;
  }
}

/** What GraphQL itself finds wrong, as a problem. */
function refusal(error: GraphQLError): RequestError {
  return new RequestError(codeOf(error), error.message);
}

async function* told(
  results: AsyncIterable<ExecutionResult>,
  request: FailedRequest,
): AsyncGenerator<ExecutionResult> {
  for await (const { data, errors } of results)
    yield {
      ...(data !== undefined && { data }),
      ...(errors !== undefined && { errors: toldErrors(errors, request) }),
    };
}

/** A value of a request as a message quotes it. */
function shownValue(value: unknown): string {
  return value === undefined ? 'missing' : JSON.stringify(value).slice(0, 100);
}
