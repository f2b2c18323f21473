import { Controller, Get, Headers, Param, Query, Res } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiOperation, ApiTags, getSchemaPath } from '@nestjs/swagger';
import {
  grafanaEdges,
  grafanaNodes,
  headroomMetrics,
  seriesCsv,
  type GrafanaEdge as Edge,
  type GrafanaNode as Node,
} from '@portplan/exporters';
import { WatchScenario, type Caller } from '@portplan/planning';
import { WhoAsks } from '@portplan/platform';
import type { FastifyReply } from 'fastify';
import { Closed, Problems } from '../openapi/answers.js';
import { wantsCsv } from '../requests/wants-csv.js';
import { queryPipe } from '../requests/validation.js';
import { GrafanaEdge, GrafanaNode, PoolSeries } from './dashboard.model.js';
import { seriesQuestion, SeriesQuery } from './series.query.js';

const TEXT = { schema: { type: 'string' as const } };
const PROMETHEUS = 'text/plain; version=0.0.4; charset=utf-8';

/** What dashboards draw of a scenario. */
@ApiTags('dashboards')
@Closed()
@Controller('v1/scenarios/:id')
export class DashboardsController {
  constructor(private readonly watch: WatchScenario) {}

  @Get('series')
  @ApiOperation({ summary: 'Headroom of every pool over time, as JSON or CSV (Accept: text/csv).' })
  @ApiExtraModels(PoolSeries)
  @ApiOkResponse({
    content: {
      'application/json': { schema: { type: 'array', items: { $ref: getSchemaPath(PoolSeries) } } },
      'text/csv': TEXT,
    },
  })
  @Problems('not-found', 'invalid-parameter', 'invalid-plan-input')
  async series(
    @WhoAsks() caller: Caller,
    @Param('id') id: string,
    @Query(queryPipe) query: SeriesQuery,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const series = await this.watch.series(caller, id, seriesQuestion(query));
    if (!wantsCsv(accept)) return series;
    void reply.header('content-type', 'text/csv; charset=utf-8');
    return seriesCsv(series);
  }

  @Get('grafana/nodes')
  @ApiOperation({ summary: 'The topology’s nodes, as Grafana’s node graph takes them.' })
  @ApiOkResponse({ type: [GrafanaNode] })
  @Problems('not-found', 'invalid-plan-input')
  async nodes(@WhoAsks() caller: Caller, @Param('id') id: string): Promise<readonly Node[]> {
    const { topology, result } = await this.watch.figures(caller, id);
    return grafanaNodes(topology, result);
  }

  @Get('grafana/edges')
  @ApiOperation({ summary: 'The topology’s legs, as Grafana’s node graph takes them.' })
  @ApiOkResponse({ type: [GrafanaEdge] })
  @Problems('not-found', 'invalid-plan-input')
  async edges(@WhoAsks() caller: Caller, @Param('id') id: string): Promise<readonly Edge[]> {
    const { topology, result } = await this.watch.figures(caller, id);
    return grafanaEdges(topology, result);
  }

  @Get('metrics')
  @ApiOperation({ summary: 'Headroom of every pool, for Prometheus to scrape.' })
  @ApiOkResponse({ content: { 'text/plain': TEXT } })
  @Problems('not-found', 'invalid-plan-input')
  async metrics(
    @WhoAsks() caller: Caller,
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { name, result } = await this.watch.figures(caller, id);
    void reply.header('content-type', PROMETHEUS);
    return headroomMetrics(name, result);
  }
}
