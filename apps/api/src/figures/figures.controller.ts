import { Controller, Get, Headers, Query, Res } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiOperation, ApiTags, getSchemaPath } from '@nestjs/swagger';
import type { Type } from '@nestjs/common';
import { STATUSES, type Effort, type Status } from '@portplan/engine';
import { csvLines, type CsvColumn } from '@portplan/exporters';
import { Runs, type Caller, type Page } from '@portplan/planning';
import { WhoAsks } from '@portplan/platform';
import type { FastifyReply } from 'fastify';
import { ScenarioNatGateway, ScenarioRecommendation, ScenarioResource } from '../graphql/connections.js';
import {
  EFFORTS,
  natGatewayFilterOf,
  oneOf,
  recommendationFilterOf,
  resourceFilterOf,
} from '../graphql/filters.input.js';
import { Closed, Problems } from '../openapi/answers.js';
import { pageRequest, type PageQuery } from '../requests/list-query.js';
import { SparseList } from '../requests/sparse.js';
import { queryPipe } from '../requests/validation.js';
import { wantsCsv } from '../requests/wants-csv.js';
import { itemPage, ItemPageOf } from '../shown/page.js';
import { NAT_GATEWAY_COLUMNS, RECOMMENDATION_COLUMNS, RESOURCE_COLUMNS } from './figure-columns.js';
import { listed, NatGatewayQuery, RecommendationQuery, ResourceQuery } from './figures.query.js';

const ResourceList = ItemPageOf(() => ScenarioResource, 'ScenarioResource');
const NatGatewayList = ItemPageOf(() => ScenarioNatGateway, 'ScenarioNatGateway');
const RecommendationList = ItemPageOf(() => ScenarioRecommendation, 'ScenarioRecommendation');

/** A page as JSON, or its rows as CSV. */
function Listed(list: Type<unknown>): MethodDecorator {
  return (target, key, descriptor) => {
    for (const decorate of [
      ApiExtraModels(list),
      ApiOkResponse({
        content: {
          'application/json': { schema: { $ref: getSchemaPath(list) } },
          'text/csv': { schema: { type: 'string' } },
        },
      }),
      Problems('invalid-parameter', 'invalid-cursor'),
    ])
      decorate(target, key, descriptor);
  };
}

/** Figures across all scenarios: of each its newest run. */
@ApiTags('figures')
@Closed()
@Controller('v1')
export class FiguresController {
  constructor(private readonly runs: Runs) {}

  @Get('resources')
  @ApiOperation({ summary: 'Pools of all scenarios’ newest runs, as JSON or CSV (Accept: text/csv).' })
  @Listed(ResourceList)
  @SparseList(ScenarioResource)
  async resources(
    @WhoAsks() caller: Caller,
    @Query(queryPipe) query: ResourceQuery,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const filter = resourceFilterOf({ ...conditions(query), statuses: statusesOf(query) });
    const page = await this.runs.resources(caller, filter, pageRequest(query));
    return shown(page, (row) => ScenarioResource.from(row), RESOURCE_COLUMNS, accept, reply);
  }

  @Get('nat-gateways')
  @ApiOperation({ summary: 'NAT gateways of all scenarios’ newest runs, as JSON or CSV.' })
  @Listed(NatGatewayList)
  @SparseList(ScenarioNatGateway)
  async natGateways(
    @WhoAsks() caller: Caller,
    @Query(queryPipe) query: NatGatewayQuery,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const filter = natGatewayFilterOf({ ...conditions(query), statuses: statusesOf(query) });
    const page = await this.runs.natGateways(caller, filter, pageRequest(query));
    return shown(page, (row) => ScenarioNatGateway.from(row), NAT_GATEWAY_COLUMNS, accept, reply);
  }

  @Get('recommendations')
  @ApiOperation({ summary: 'What would help in all scenarios’ newest runs, as JSON or CSV.' })
  @Listed(RecommendationList)
  @SparseList(ScenarioRecommendation)
  async recommendations(
    @WhoAsks() caller: Caller,
    @Query(queryPipe) query: RecommendationQuery,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const filter = recommendationFilterOf({ ...conditions(query), efforts: effortsOf(query) });
    const page = await this.runs.recommendations(caller, filter, pageRequest(query));
    return shown(page, (row) => ScenarioRecommendation.from(row), RECOMMENDATION_COLUMNS, accept, reply);
  }
}

/** Named as the parameter is, where one is none. @throws RequestError `invalid-parameter` */
function statusesOf({ status }: { readonly status?: string }): Status[] | null {
  return listed(status)?.map((word) => oneOf('status', word, STATUSES)) ?? null;
}

function effortsOf({ effort }: RecommendationQuery): Effort[] | null {
  return listed(effort)?.map((word) => oneOf('effort', word, EFFORTS)) ?? null;
}

/** What a query asks of the rows, without which part of them it wants. */
function conditions<Conditions extends PageQuery>({
  limit: _limit,
  after: _after,
  fields: _fields,
  ...rest
}: Conditions): Omit<Conditions, 'limit' | 'after' | 'fields'> {
  return rest;
}

function shown<Row>(
  page: Page<Row>,
  show: (row: Row) => object,
  columns: readonly CsvColumn<Row>[],
  accept: string | undefined,
  reply: FastifyReply,
): unknown {
  if (!wantsCsv(accept)) return itemPage(page, show);
  void reply.header('content-type', 'text/csv; charset=utf-8');
  if (page.hasNextPage && page.endCursor !== null) void reply.header('x-next-cursor', page.endCursor);
  return csvLines(
    columns,
    page.edges.map(({ node }) => node),
  );
}
