import { Controller, Get, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Storage } from '@portplan/platform';
import type { FastifyReply } from 'fastify';
import { Draining } from './draining.js';

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
  constructor(
    private readonly storage: Storage,
    private readonly draining: Draining,
  ) {}

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
    description: 'The database does not answer or lacks migrations, or the process is about to end.',
  })
  async readyz(@Res({ passthrough: true }) reply: FastifyReply): Promise<Answer> {
    const ready = !this.draining.begun && (await this.#answers());
    if (!ready) void reply.code(503);
    return { status: ready ? 'ok' : 'unavailable' };
  }

  async #answers(): Promise<boolean> {
    try {
      await this.storage.ping();
      return true;
    } catch {
      return false;
    }
  }
}
