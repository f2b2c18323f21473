import { Controller, Get, Res } from '@nestjs/common';
import { ApiOkResponse, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Storage } from '@portplan/platform';
import type { FastifyReply } from 'fastify';

interface Health {
  readonly status: 'ok' | 'unavailable';
}

@ApiTags('operations')
@Controller()
export class HealthController {
  constructor(private readonly storage: Storage) {}

  /** The process is alive. */
  @Get('healthz')
  @ApiOkResponse({ description: 'The process is alive.' })
  healthz(): Health {
    return { status: 'ok' };
  }

  /** The process can serve: its database answers. */
  @Get('readyz')
  @ApiOkResponse({ description: 'The process can serve.' })
  @ApiResponse({ status: 503, description: 'The database does not answer.' })
  async readyz(@Res({ passthrough: true }) reply: FastifyReply): Promise<Health> {
    try {
      await this.storage.ping();
      return { status: 'ok' };
    } catch {
      void reply.code(503);
      return { status: 'unavailable' };
    }
  }
}
