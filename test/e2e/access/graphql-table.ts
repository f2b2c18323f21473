import { readFileSync } from 'node:fs';
import { ticketSale } from '../../support/application.js';
import { observedDay } from '../../support/observed.js';
import { PROFILE, type World } from './world.js';

const OBSERVED = observedDay(750, 300);

/** `ok`, or the error's code, for: a viewer, a planner, an admin of `default`, and the admin of another workspace. */
export type Outcomes = readonly [viewer: string, planner: string, admin: string, stranger: string];

export interface GraphQLRow {
  readonly outcomes: Outcomes;
  /** Arguments that would be answered well, naming what is in the workspace `default`. */
  readonly args: (world: World) => Promise<Record<string, unknown>> | Record<string, unknown>;
}

const ANYBODY: Outcomes = ['ok', 'ok', 'ok', 'ok'];
const ONE: Outcomes = ['ok', 'ok', 'ok', 'not-found'];
const CREATE: Outcomes = ['forbidden', 'ok', 'ok', 'ok'];
const CHANGE: Outcomes = ['forbidden', 'ok', 'ok', 'not-found'];
const ADMINS_OWN: Outcomes = ['forbidden', 'forbidden', 'ok', 'ok'];

const TERRAFORM = new URL('../../../examples/terraform-aws-shop/plan.json', import.meta.url);

const row = (outcomes: Outcomes, args: GraphQLRow['args'] = () => ({})): GraphQLRow => ({ outcomes, args });

const scenarioInput = (world: World): object => ({
  name: world.freshName(),
  topologyId: world.topology,
  forecastId: world.forecast,
});
const named = (noun: 'topology' | 'forecast', world: World): object => ({
  ...ticketSale(noun),
  name: world.freshName(),
});

/** Who gets what from every field of Query, Mutation and Subscription. A field that does not stand here fails the test. */
export const GRAPHQL_TABLE: Readonly<Record<string, GraphQLRow>> = {
  'Query.auditEntries': row(ADMINS_OWN),
  'Query.calculate': row(ANYBODY, () => ({
    topology: ticketSale('topology'),
    forecast: ticketSale('forecast'),
  })),
  'Query.compareScenarios': row(ONE, ({ scenario }) => ({ ids: [scenario, scenario] })),
  'Query.forecast': row(ONE, ({ forecast }) => ({ id: forecast })),
  'Query.forecasts': row(ANYBODY),
  'Query.forecastDifference': row(ONE, ({ forecast }) => ({ id: forecast, from: 1, to: 1 })),
  'Query.headroomSeries': row(ONE, ({ scenario }) => ({ scenarioId: scenario })),
  'Query.importTerraform': row(ANYBODY, () => ({ source: readFileSync(TERRAFORM, 'utf8') })),
  'Query.legs': row(ANYBODY),
  'Query.natGateways': row(ANYBODY),
  'Query.nodes': row(ANYBODY),
  'Query.orderedRun': row(ONE, ({ cancelledRun }) => ({ id: cancelledRun })),
  'Query.profile': row(ONE, async (world) => ({ id: `acme/${await world.freshProfile()}` })),
  'Query.profiles': row(ANYBODY),
  'Query.recommendations': row(ANYBODY),
  'Query.resources': row(ANYBODY),
  'Query.run': row(ONE, ({ run }) => ({ id: run })),
  'Query.runs': row(ANYBODY),
  'Query.scenario': row(ONE, ({ scenario }) => ({ id: scenario })),
  'Query.scenarios': row(ANYBODY),
  'Query.sweepScenario': row(ONE, ({ scenario }) => ({
    id: scenario,
    input: { parameters: [{ pointer: '/topology/nodes/egress/publicIps', values: [1] }] },
  })),
  'Query.tokens': row(ADMINS_OWN),
  'Query.topologies': row(ANYBODY),
  'Query.topology': row(ONE, ({ topology }) => ({ id: topology })),
  'Query.topologyDifference': row(ONE, ({ topology }) => ({ id: topology, from: 1, to: 1 })),
  'Query.workspace': row(ONE, ({ workspace }) => ({ id: workspace })),
  'Query.workspaces': row(ANYBODY),

  'Mutation.createTopology': row(CREATE, (world) => ({ document: named('topology', world) })),
  'Mutation.reviseTopology': row(CHANGE, async (world) => ({
    id: await world.freshTopology(),
    expectedRevision: 1,
    document: named('topology', world),
  })),
  'Mutation.markTopology': row(CHANGE, async (world) => ({
    id: await world.freshTopology(),
    expectedRevision: 1,
    expectedMarking: 0,
    input: { tags: ['on sale'] },
  })),
  'Mutation.deleteTopology': row(CHANGE, async (world) => ({
    id: await world.freshTopology(),
    expectedRevision: 1,
  })),
  'Mutation.restoreTopology': row(CHANGE, async (world) => ({
    id: await world.freshTopology(),
    revision: 1,
    expectedRevision: 1,
  })),
  'Mutation.importTerraformIntoTopology': row(CHANGE, async (world) => ({
    id: await world.freshTopology(),
    source: JSON.parse(readFileSync(TERRAFORM, 'utf8')) as unknown,
    baseRevision: 1,
    expectedRevision: 1,
  })),
  'Mutation.calibrateTopology': row(CHANGE, async (world) => ({
    id: await world.freshTopology(),
    input: { observed: OBSERVED, forecast: ticketSale('forecast'), pool: 'egress:snat-ports:payments' },
    expectedRevision: 1,
  })),
  'Mutation.putProfile': row(CREATE, (world) => ({
    id: `acme/${world.freshName().replaceAll(' ', '-')}`,
    definition: PROFILE,
  })),
  'Mutation.deleteProfile': row(CHANGE, async (world) => ({
    id: `acme/${await world.freshProfile()}`,
    expectedRevision: 1,
  })),
  'Mutation.createForecast': row(CREATE, (world) => ({ document: named('forecast', world) })),
  'Mutation.reviseForecast': row(CHANGE, async (world) => ({
    id: await world.freshForecast(),
    expectedRevision: 1,
    document: named('forecast', world),
  })),
  'Mutation.markForecast': row(CHANGE, async (world) => ({
    id: await world.freshForecast(),
    expectedRevision: 1,
    expectedMarking: 0,
    input: { tags: ['on sale'] },
  })),
  'Mutation.deleteForecast': row(CHANGE, async (world) => ({
    id: await world.freshForecast(),
    expectedRevision: 1,
  })),
  'Mutation.restoreForecast': row(CHANGE, async (world) => ({
    id: await world.freshForecast(),
    revision: 1,
    expectedRevision: 1,
  })),
  // Another workspace's documents cannot be pinned.
  'Mutation.createScenario': row(['forbidden', 'ok', 'ok', 'unknown-reference'], (world) => ({
    input: scenarioInput(world),
  })),
  'Mutation.reviseScenario': row(['forbidden', 'ok', 'ok', 'unknown-reference'], async (world) => ({
    id: await world.freshScenario(),
    expectedRevision: 1,
    input: scenarioInput(world),
  })),
  'Mutation.markScenario': row(CHANGE, async (world) => ({
    id: await world.freshScenario(),
    expectedRevision: 1,
    input: { tags: ['on sale'] },
  })),
  'Mutation.deleteScenario': row(CHANGE, async (world) => ({
    id: await world.freshScenario(),
    expectedRevision: 1,
  })),
  'Mutation.changeTopologies': row(CREATE, (world) => ({
    input: { items: [{ action: 'create', document: named('topology', world) }] },
  })),
  'Mutation.changeForecasts': row(CREATE, (world) => ({
    input: { items: [{ action: 'create', document: named('forecast', world) }] },
  })),
  'Mutation.changeScenarios': row(['forbidden', 'ok', 'ok', 'bulk-refused'], (world) => ({
    input: { items: [{ action: 'create', scenario: scenarioInput(world) }] },
  })),
  'Mutation.cloneScenario': row(CHANGE, (world) => ({ id: world.scenario, name: world.freshName() })),
  'Mutation.applyRecommendation': row(CHANGE, async (world) => ({
    id: world.scenario,
    recommendationId: await world.recommendation(),
    name: world.freshName(),
  })),
  'Mutation.rebaseScenario': row(CHANGE, ({ scenario }) => ({ id: scenario })),
  'Mutation.mergeScenario': row(CHANGE, async (world) => ({
    id: await world.freshScenario(),
    topologyRevision: await world.topologyRevision(),
  })),
  'Mutation.revertScenario': row(CHANGE, async (world) => ({
    id: await world.freshMergedScenario(),
    topologyRevision: await world.topologyRevision(),
  })),
  'Mutation.runScenario': row(CHANGE, ({ scenario }) => ({ id: scenario })),
  'Mutation.orderRun': row(CHANGE, ({ scenario }) => ({ scenarioId: scenario })),
  'Mutation.cancelRun': row(CHANGE, async (world) => ({ id: await world.freshOrder() })),
  'Mutation.createToken': row(ADMINS_OWN, (world) => ({
    input: { name: world.freshName(), role: 'viewer' },
  })),
  'Mutation.revokeToken': row(['forbidden', 'forbidden', 'ok', 'not-found'], async (world) => ({
    id: await world.freshToken(),
  })),
  'Mutation.createWorkspace': row(['forbidden', 'forbidden', 'ok', 'forbidden'], (world) => ({
    name: world.freshName(),
  })),
  'Mutation.renameWorkspace': row(['forbidden', 'forbidden', 'ok', 'not-found'], async (world) => ({
    id: await world.freshWorkspace(),
    name: world.freshName(),
  })),
  'Subscription.runProgress': row(ONE, ({ cancelledRun }) => ({ id: cancelledRun })),

  'Mutation.deleteWorkspace': row(['forbidden', 'forbidden', 'ok', 'forbidden'], async (world) => ({
    id: await world.freshWorkspace(),
  })),
};
