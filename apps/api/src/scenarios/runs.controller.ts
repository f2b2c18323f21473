import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Runs, type Caller } from '@portplan/planning';
import { WhoAsks } from '@portplan/platform';
import { Closed, Problems } from '../openapi/answers.js';
import { Run } from '../shown/stored.model.js';

@ApiTags('scenarios')
@Closed()
@Controller('v1/runs')
export class RunsController {
  constructor(private readonly runs: Runs) {}

  @Get(':id')
  @ApiOperation({ summary: 'One run with its result; it never changes.' })
  @ApiOkResponse({ type: Run })
  @Problems('not-found')
  async one(@WhoAsks() caller: Caller, @Param('id') id: string): Promise<Run> {
    return Run.from(await this.runs.get(caller, id));
  }
}
