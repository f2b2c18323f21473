import {
  Logger,
  Module,
  type DynamicModule,
  type FactoryProvider,
  type InjectionToken,
} from '@nestjs/common';
import type { Persistence } from '@portplan/persistence';
import {
  AnswerStore,
  AuditLog,
  AuditStore,
  Authenticate,
  BulkChanges,
  CalculatePlan,
  CompareScenarios,
  Clock,
  CreateFirstWorkspace,
  Forecasts,
  ForecastStore,
  Identities,
  IdSource,
  ImportTerraformPlan,
  MergeStore,
  ReimportTopology,
  CalibrateTopology,
  OnceOnly,
  PinnedDocuments,
  Profiles,
  ProfileStore,
  OrderRun,
  Planner,
  RefreshRuns,
  Runs,
  RunOrderStore,
  RunQueue,
  RunScenario,
  RunStore,
  ScenarioMerges,
  Scenarios,
  ScenarioStore,
  ScenarioVariants,
  SweepScenario,
  SystemClock,
  Tokens,
  TokenStore,
  Topologies,
  TopologyReader,
  TopologyStore,
  Transactions,
  UuidV7Source,
  Workspaces,
  WorkspaceStore,
  WatchScenario,
  WatchRuns,
  WorkOffRun,
  type IdentityRules,
} from '@portplan/planning';
import { OidcProvider, type OidcOptions } from '../access/oidc-provider.js';
import { ServiceMetrics } from '../metrics/service-metrics.js';
import { problemOf } from '../problems/problem-details.js';
import { ThreadPlanner, type PlannerLimits } from '../plans/thread-planner.js';

/** Whom an identity provider lets in. */
export type IdentityOptions = OidcOptions & IdentityRules;

/** Reaches the database, for those who ask whether it answers. */
export abstract class Storage {
  abstract ping(): Promise<void>;
}

/** A use case is plain TypeScript: its constructor's parameters are named here, in order. */
function useCase(provide: UseCase, inject: InjectionToken[]): FactoryProvider {
  return { provide, inject, useFactory: (...given: never[]) => new provide(...given) };
}

type UseCase = new (...args: never[]) => object;

const USE_CASES: readonly FactoryProvider[] = [
  useCase(TopologyReader, [ProfileStore]),
  useCase(Profiles, [ProfileStore, IdSource, Clock]),
  useCase(CalculatePlan, [Planner, TopologyReader]),
  useCase(Topologies, [TopologyStore, TopologyReader, IdSource, Clock]),
  useCase(Forecasts, [ForecastStore, IdSource, Clock]),
  useCase(Scenarios, [ScenarioStore, TopologyStore, ForecastStore, IdSource, Clock]),
  useCase(Runs, [RunStore]),
  useCase(RunScenario, [PinnedDocuments, RunStore, Planner, IdSource, Clock]),
  useCase(PinnedDocuments, [ScenarioStore, TopologyStore, ForecastStore]),
  useCase(ScenarioVariants, [Scenarios, Topologies, Runs]),
  useCase(ScenarioMerges, [Scenarios, Topologies, MergeStore, Transactions]),
  useCase(CompareScenarios, [WatchScenario]),
  useCase(SweepScenario, [PinnedDocuments, Planner, TopologyReader]),
  useCase(WatchScenario, [PinnedDocuments, RunStore, Planner]),
  useCase(OrderRun, [RunOrderStore, IdSource, Clock]),
  useCase(WatchRuns, [RunOrderStore, OrderRun]),
  {
    provide: WorkOffRun,
    inject: [RunOrderStore, RunStore, RunScenario, Clock],
    useFactory: (orders: RunOrderStore, runs: RunStore, runScenario: RunScenario, clock: Clock) =>
      new WorkOffRun(orders, runs, runScenario, clock, problemOf),
  },
  useCase(RefreshRuns, [ScenarioStore, RunScenario]),
  useCase(ImportTerraformPlan, []),
  useCase(ReimportTopology, [Topologies, TopologyStore]),
  useCase(CalibrateTopology, [Topologies, Forecasts, Planner]),
  useCase(BulkChanges, [Transactions]),
  useCase(OnceOnly, [AnswerStore, Transactions, IdSource]),
  useCase(Authenticate, [TokenStore, Clock, Identities]),
  useCase(AuditLog, [AuditStore]),
  useCase(Tokens, [TokenStore, IdSource, Clock]),
  useCase(Workspaces, [WorkspaceStore, Tokens, IdSource, Clock]),
  useCase(CreateFirstWorkspace, [
    WorkspaceStore,
    Tokens,
    Authenticate,
    Topologies,
    Forecasts,
    Scenarios,
    RunScenario,
    IdSource,
    Clock,
  ]),
];

/** Binds the use cases to what implements their ports; the only place that knows both. */
@Module({})
export class PlanningModule {
  static over(persistence: Persistence, limits?: PlannerLimits, identities?: IdentityOptions): DynamicModule {
    const adapters = [
      { provide: TopologyStore, useValue: persistence.topologies },
      { provide: ForecastStore, useValue: persistence.forecasts },
      { provide: ScenarioStore, useValue: persistence.scenarios },
      { provide: ProfileStore, useValue: persistence.profiles },
      { provide: MergeStore, useValue: persistence.merges },
      { provide: RunStore, useValue: persistence.runs },
      { provide: RunOrderStore, useValue: persistence.orders },
      { provide: RunQueue, useValue: persistence.queue },
      { provide: AuditStore, useValue: persistence.auditEntries },
      { provide: TokenStore, useValue: persistence.tokens },
      { provide: WorkspaceStore, useValue: persistence.workspaces },
      { provide: AnswerStore, useValue: persistence.answers },
      { provide: Transactions, useValue: persistence.transactions },
      { provide: Storage, useValue: { ping: () => persistence.ping() } },
      { provide: Clock, useClass: SystemClock },
      { provide: IdSource, useClass: UuidV7Source },
      {
        provide: Identities,
        inject: [WorkspaceStore, Clock],
        useFactory: (workspaces: WorkspaceStore, clock: Clock) =>
          identities === undefined
            ? null
            : new Identities(new OidcProvider(identities), workspaces, clock, identities),
      },
      {
        provide: ServiceMetrics,
        inject: [RunQueue],
        useFactory: (queue: RunQueue) => new ServiceMetrics(queue),
      },
      {
        provide: Planner,
        inject: [ServiceMetrics],
        useFactory: (metrics: ServiceMetrics): Planner => {
          const planner = new ThreadPlanner(
            limits,
            (seconds, outcome) => {
              metrics.planned(seconds, outcome);
            },
            (why) => {
              new Logger('Planner').error(`a planning thread was lost: ${why.message}`, why.stack);
            },
          );
          metrics.watchThreads(() => planner.load());
          return planner;
        },
      },
    ];
    return {
      module: PlanningModule,
      global: true,
      providers: [...adapters, ...USE_CASES],
      exports: [Storage, RunQueue, ServiceMetrics, ...USE_CASES],
    };
  }
}
