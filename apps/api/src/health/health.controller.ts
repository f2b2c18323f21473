import { Controller, Get, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Storage } from '@portplan/platform';
import type { FastifyReply } from 'fastify';

interface Answer {
  readonly status: 'ok' | 'unavailable';
}

class Health implements Answer {
  @ApiProperty({ enum: ['ok', 'unavailable'] })
  status!: Answer['status'];
}

@ApiTags('operations')
@Controller()
export class HealthController {
  constructor(private readonly storage: Storage) {}

  @Get('healthz')
  @ApiOperation({ summary: 'Whether the process is alive.' })
  @ApiOkResponse({ type: Health, description: 'It is.' })
  healthz(): Answer {
    return { status: 'ok' };
  }

  @Get('readyz')
  @ApiOperation({ summary: 'Whether the process can serve.' })
  @ApiOkResponse({ type: Health, description: 'It can.' })
  @ApiResponse({
    status: 503,
    type: Health,
    description: 'The database does not answer, or lacks its tables.',
  })
  async readyz(@Res({ passthrough: true }) reply: FastifyReply): Promise<Answer> {
    try {
      await this.storage.ping();
      return { status: 'ok' };
    } catch {
      void reply.code(503);
      return { status: 'unavailable' };
    }
  }
}
