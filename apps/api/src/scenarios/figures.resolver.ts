import { Args, Query, Resolver } from '@nestjs/graphql';
import { Runs, type Caller } from '@portplan/planning';
import { WhoAsks } from '@portplan/platform';
import {
  ScenarioNatGateway,
  ScenarioNatGatewayConnection,
  ScenarioResource,
  ScenarioResourceConnection,
} from '../graphql/connections.js';
import {
  NatGatewayFilterInput,
  natGatewayFilterOf,
  ResourceFilterInput,
  resourceFilterOf,
} from '../graphql/filters.input.js';
import { pageOf, PagingArgs } from '../graphql/paging.args.js';
import { connection, type Connection } from '../shown/page.js';
import { Run } from '../shown/stored.model.js';

@Resolver()
export class FiguresResolver {
  constructor(private readonly runs: Runs) {}

  @Query(() => Run, { description: 'One run with its result.' })
  async run(@WhoAsks() caller: Caller, @Args('id') id: string): Promise<Run> {
    return Run.from(await this.runs.get(caller, id));
  }

  @Query(() => ScenarioResourceConnection, { description: 'Pools of all scenarios’ newest runs.' })
  async resources(
    @WhoAsks() caller: Caller,
    @Args() page: PagingArgs,
    @Args('filter', { nullable: true }) filter?: ResourceFilterInput,
  ): Promise<Connection<ScenarioResource>> {
    const found = await this.runs.resources(caller, resourceFilterOf(filter), pageOf(page));
    return connection(found, page.after, (row) => ScenarioResource.from(row));
  }

  @Query(() => ScenarioNatGatewayConnection, { description: 'NAT gateways of all scenarios’ newest runs.' })
  async natGateways(
    @WhoAsks() caller: Caller,
    @Args() page: PagingArgs,
    @Args('filter', { nullable: true }) filter?: NatGatewayFilterInput,
  ): Promise<Connection<ScenarioNatGateway>> {
    const found = await this.runs.natGateways(caller, natGatewayFilterOf(filter), pageOf(page));
    return connection(found, page.after, (row) => ScenarioNatGateway.from(row));
  }
}
