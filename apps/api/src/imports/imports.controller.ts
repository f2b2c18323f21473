import { Body, Controller, HttpCode, Post, Query } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { ImportTerraformPlan, type Caller } from '@portplan/planning';
import { WhoAsks } from '@portplan/platform';
import { IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import { BodyProblems, Closed } from '../openapi/answers.js';
import { queryPipe } from '../requests/validation.js';
import { TerraformImport } from './terraform-import.model.js';

class ImportQuery {
  @ApiPropertyOptional({ description: 'Name of the topology.' })
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  name?: string;
}

@ApiTags('imports')
@Closed()
@Controller('v1/imports')
export class ImportsController {
  constructor(private readonly importTerraformPlan: ImportTerraformPlan) {}

  @Post('terraform')
  @HttpCode(200)
  @ApiOperation({
    summary:
      'A topology and the skeleton of a forecast from `terraform show -json` of a plan or state. Nothing is stored.',
  })
  @ApiBody({ required: true, schema: { type: 'object', additionalProperties: true } })
  @ApiOkResponse({ type: TerraformImport })
  @BodyProblems('invalid-parameter', 'not-terraform', 'unsupported-format', 'nothing-understood')
  terraform(
    @WhoAsks() caller: Caller,
    @Body() body: unknown,
    @Query(queryPipe) { name }: ImportQuery,
  ): TerraformImport {
    return TerraformImport.from(
      this.importTerraformPlan.run(caller, body, name === undefined ? {} : { name }),
    );
  }
}
