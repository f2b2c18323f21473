/** Operations of REST whose field in GraphQL is not called as the operation lets expect; `Type.field` for a field within. */
export const GRAPHQL_OF: Readonly<Record<string, string>> = {
  Calculations_calculate: 'calculate',
  Bulk_topologies: 'changeTopologies',
  Bulk_forecasts: 'changeForecasts',
  Bulk_scenarios: 'changeScenarios',
  Topologies_revisions: 'Topology.revisions',
  Forecasts_revisions: 'Forecast.revisions',
  Scenarios_runsOf: 'Scenario.runs',
  ScenarioVariants_documents: 'Scenario.documents',
  ScenarioVariants_clone: 'cloneScenario',
  ScenarioVariants_withRecommendation: 'applyRecommendation',
  ScenarioVariants_rebase: 'rebaseScenario',
  ScenarioVariants_merge: 'mergeScenario',
  ScenarioVariants_revert: 'revertScenario',
  ScenarioVariants_compare: 'compareScenarios',
  ScenarioVariants_sweep: 'sweepScenario',
  Dashboards_series: 'headroomSeries',
  Figures_resources: 'resources',
  Figures_natGateways: 'natGateways',
  Figures_recommendations: 'recommendations',
  Runs_events: 'runProgress',
  Profiles_oneOfProvider: 'profile',
  Imports_terraform: 'importTerraform',
  TopologyImports_terraform: 'importTerraformIntoTopology',
  Calibrations_calibrate: 'calibrateTopology',
};

/** Operations that GraphQL does not have, each with the reason. */
export const REST_ONLY: Readonly<Record<string, string>> = {
  Health_healthz: 'probes ask over HTTP, without a token',
  Health_readyz: 'probes ask over HTTP, without a token',
  Metrics_text: 'Prometheus scrapes text of its own format',
  Dashboards_nodes: 'frames in the form that Grafana takes; the figures are in resources',
  Dashboards_edges: 'frames in the form that Grafana takes; the figures are in resources',
  Dashboards_metrics: 'Prometheus scrapes text of its own format; the figures are in resources',
};

/** Fields that have no operation of REST, each with the reason. */
export const GRAPHQL_ONLY: Readonly<Record<string, string>> = {
  nodes: 'nodes of all topologies; REST has them in each document',
  legs: 'legs of all topologies; REST has them in each document',
  runs: 'runs of all scenarios; REST has them by scenario',
  orderedRun: 'one answer over REST, of a run or of the order of one; two types in GraphQL',
  orderRun: 'over REST a run with "Prefer: respond-async"',
};
