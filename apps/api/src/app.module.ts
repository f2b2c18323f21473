import { Module, type DynamicModule } from '@nestjs/common';
import type { Persistence } from '@portplan/persistence';
import { PlanningModule, type IdentityOptions, type PlannerLimits } from '@portplan/platform';
import { AuditEntriesController } from './audit/audit-entries.controller.js';
import { AuditEntriesResolver } from './audit/audit-entries.resolver.js';
import { BulkController } from './bulk/bulk.controller.js';
import { BulkResolver } from './bulk/bulk.resolver.js';
import { CalibrationsController } from './calibrations/calibrations.controller.js';
import { CalibrationsResolver } from './calibrations/calibrations.resolver.js';
import { CalculationsController } from './calculations/calculations.controller.js';
import { CalculationsResolver } from './calculations/calculations.resolver.js';
import { DashboardsController } from './dashboards/dashboards.controller.js';
import { SeriesResolver } from './dashboards/series.resolver.js';
import { FiguresController } from './figures/figures.controller.js';
import { ForecastsController } from './forecasts/forecasts.controller.js';
import { ForecastRevisionsResolver } from './forecasts/forecast-revisions.resolver.js';
import { ForecastsResolver } from './forecasts/forecasts.resolver.js';
import { GRAPHQL_OPTIONS, type GraphQLOptions } from './graphql/graphql-options.js';
import { graphQL } from './graphql/graphql.module.js';
import { StreamController } from './graphql/stream.controller.js';
import { Subscriptions } from './graphql/subscriptions.js';
import { Draining } from './health/draining.js';
import { HealthController } from './health/health.controller.js';
import { METRICS_SHOWN, MetricsController } from './health/metrics.controller.js';
import { ImportsController } from './imports/imports.controller.js';
import { ImportsResolver } from './imports/imports.resolver.js';
import { TopologyImportsController } from './imports/topology-imports.controller.js';
import { TopologyImportsResolver } from './imports/topology-imports.resolver.js';
import { KnownProfiles } from './profiles/known-profiles.js';
import { ProfilesController } from './profiles/profiles.controller.js';
import { ProfilesResolver } from './profiles/profiles.resolver.js';
import {
  NatGatewaysResolver,
  RecommendationsResolver,
  ResourcesResolver,
} from './scenarios/figures.resolver.js';
import type { RateLimits } from './requests/rate-limit.js';
import { OrderedRunsResolver } from './scenarios/ordered-runs.resolver.js';
import { ResultsResolver } from './scenarios/results.resolver.js';
import { RunsController } from './scenarios/runs.controller.js';
import { RunsResolver } from './scenarios/runs.resolver.js';
import { ScenarioVariantsController } from './scenarios/scenario-variants.controller.js';
import { ScenarioVariantsResolver } from './scenarios/scenario-variants.resolver.js';
import { ScenariosController } from './scenarios/scenarios.controller.js';
import { ScenariosResolver } from './scenarios/scenarios.resolver.js';
import { Streams } from './streams/streams.js';
import { TokensController } from './tokens/tokens.controller.js';
import { TokensResolver } from './tokens/tokens.resolver.js';
import { TopologiesController } from './topologies/topologies.controller.js';
import { TopologiesResolver } from './topologies/topologies.resolver.js';
import { TopologyRevisionsResolver } from './topologies/topology-revisions.resolver.js';
import { TopologyPartsResolver } from './topologies/topology-parts.resolver.js';
import { WorkspacesController } from './workspaces/workspaces.controller.js';
import { WorkspacesResolver } from './workspaces/workspaces.resolver.js';

/** What differs from one api to the next. */
export interface ApiOptions {
  readonly limits?: PlannerLimits;
  /** Whether `/metrics` answers; it does where not given. */
  readonly metrics?: boolean;
  /** Nobody is let in but by a token of our own, where not given. */
  readonly identities?: IdentityOptions | undefined;
  readonly rateLimits?: RateLimits;
  readonly graphql?: GraphQLOptions;
}

/** The api: every feature over REST and GraphQL, on whatever keeps its data. */
@Module({})
export class AppModule {
  static over(
    persistence: Persistence,
    { limits, metrics = true, identities, graphql = {} }: ApiOptions,
  ): DynamicModule {
    return {
      module: AppModule,
      imports: [PlanningModule.over(persistence, limits, identities), graphQL(graphql)],
      controllers: [
        HealthController,
        MetricsController,
        CalculationsController,
        BulkController,
        TopologiesController,
        ForecastsController,
        ScenariosController,
        ScenarioVariantsController,
        DashboardsController,
        FiguresController,
        RunsController,
        ProfilesController,
        ImportsController,
        TopologyImportsController,
        CalibrationsController,
        TokensController,
        WorkspacesController,
        AuditEntriesController,
        StreamController,
      ],
      providers: [
        Draining,
        Streams,
        Subscriptions,
        { provide: GRAPHQL_OPTIONS, useValue: graphql },
        { provide: METRICS_SHOWN, useValue: metrics },
        CalculationsResolver,
        BulkResolver,
        TopologiesResolver,
        TopologyPartsResolver,
        TopologyRevisionsResolver,
        ForecastsResolver,
        ForecastRevisionsResolver,
        ScenariosResolver,
        ScenarioVariantsResolver,
        RunsResolver,
        ResultsResolver,
        OrderedRunsResolver,
        SeriesResolver,
        ImportsResolver,
        TopologyImportsResolver,
        CalibrationsResolver,
        ResourcesResolver,
        NatGatewaysResolver,
        RecommendationsResolver,
        KnownProfiles,
        ProfilesResolver,
        TokensResolver,
        WorkspacesResolver,
        AuditEntriesResolver,
      ],
    };
  }
}
