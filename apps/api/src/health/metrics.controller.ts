import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { RequestError, ServiceMetrics } from '@portplan/platform';
import type { FastifyReply } from 'fastify';
import { Problems } from '../openapi/answers.js';

/** Whether `/metrics` answers. */
export const METRICS_SHOWN = Symbol('METRICS_SHOWN');

@ApiTags('operations')
@Controller('metrics')
export class MetricsController {
  constructor(
    private readonly metrics: ServiceMetrics,
    @Inject(METRICS_SHOWN) private readonly shown: boolean,
  ) {}

  @Get()
  @ApiOperation({ summary: 'What the process says of itself, for Prometheus.' })
  @ApiProduces('text/plain')
  @ApiOkResponse({
    description: 'In the text format of Prometheus.',
    content: { 'text/plain': { schema: { type: 'string' } } },
  })
  @Problems('route-not-found')
  async text(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    if (!this.shown)
      throw new RequestError('route-not-found', 'Metrics are switched off (PORTPLAN_METRICS).');
    void reply.header('content-type', this.metrics.contentType);
    return this.metrics.text();
  }
}
