import { readFileSync } from 'node:fs';
import { ticketSale } from '../../support/application.js';
import { observedDay } from '../../support/observed.js';
import { PROFILE, type World } from './world.js';

const OBSERVED = observedDay(750, 300);

/** Statuses for: nobody, a viewer, a planner, an admin of the workspace `default`, and the admin of another workspace. */
export type Answers = readonly [
  nobody: number,
  viewer: number,
  planner: number,
  admin: number,
  stranger: number,
];

interface Asked {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface RestRow {
  readonly answers: Answers;
  /** A request that would be answered well, naming what is in the workspace `default`. */
  readonly ask: (world: World) => Promise<Asked> | Asked;
}

const OPEN: Answers = [200, 200, 200, 200, 200];
/** The stranger sees a list of its own. */
const LIST: Answers = [401, 200, 200, 200, 200];
/** To the stranger it does not exist. */
const ONE: Answers = [401, 200, 200, 200, 404];
const CREATE: Answers = [401, 403, 201, 201, 201];
const REVISE: Answers = [401, 403, 200, 200, 404];
const REMOVE: Answers = [401, 403, 204, 204, 404];
/** The stranger is a planner, too, elsewhere. */
const LIST_OF_PLANNERS: Answers = [401, 403, 200, 200, 200];
const ADMINS_LIST: Answers = [401, 403, 403, 200, 200];

const NOTHING = (): Asked => ({});
const FIRST_REVISION = { 'if-match': '"1"' };
const TERRAFORM = new URL('../../../examples/terraform-aws-shop/plan.json', import.meta.url);

const row = (answers: Answers, ask: RestRow['ask'] = NOTHING): RestRow => ({ answers, ask });
const ofScenario = ({ scenario }: World): Asked => ({ params: { id: scenario } });

function documents(list: 'topologies' | 'forecasts', noun: 'topology' | 'forecast'): Record<string, RestRow> {
  const document = (world: World): object => ({ ...ticketSale(noun), name: world.freshName() });
  const fresh = async (world: World): Promise<Record<string, string>> => ({
    id: await (noun === 'topology' ? world.freshTopology() : world.freshForecast()),
  });
  const path = `/v1/${list}`;
  return {
    [`get ${path}`]: row(LIST),
    [`post ${path}`]: row(CREATE, (world) => ({ body: document(world) })),
    [`post ${path}/bulk`]: row(LIST_OF_PLANNERS, (world) => ({
      body: { items: [{ action: 'create', document: document(world) }] },
    })),
    [`get ${path}/:id`]: row(ONE, (world) => ({ params: { id: world[noun] } })),
    [`put ${path}/:id`]: row(REVISE, async (world) => ({
      params: await fresh(world),
      body: document(world),
      headers: FIRST_REVISION,
    })),
    [`patch ${path}/:id`]: row(REVISE, async (world) => ({
      params: await fresh(world),
      body: { tags: ['on sale'] },
      headers: FIRST_REVISION,
    })),
    [`delete ${path}/:id`]: row(REMOVE, async (world) => ({
      params: await fresh(world),
      headers: FIRST_REVISION,
    })),
    [`get ${path}/:id/revisions`]: row(ONE, (world) => ({ params: { id: world[noun] } })),
    [`get ${path}/:id/revisions/:revision`]: row(ONE, (world) => ({
      params: { id: world[noun], revision: '1' },
    })),
    [`get ${path}/:id/revisions/:revision/difference/:other`]: row(ONE, (world) => ({
      params: { id: world[noun], revision: '1', other: '1' },
    })),
    [`post ${path}/:id/revisions/:revision/restore`]: row(REVISE, async (world) => ({
      params: { ...(await fresh(world)), revision: '1' },
      headers: FIRST_REVISION,
    })),
  };
}

const scenarioBody = (world: World): object => ({
  name: world.freshName(),
  topologyId: world.topology,
  forecastId: world.forecast,
});

/** Who is answered what by every route of the service. A route that does not stand here fails the test. */
export const REST_TABLE: Readonly<Record<string, RestRow>> = {
  // Leads to the documentation.
  'get /': row([302, 302, 302, 302, 302]),
  'get /healthz': row(OPEN),
  'get /readyz': row(OPEN),
  'get /metrics': row(OPEN),
  'get /docs': row(OPEN),
  'get /docs/': row(OPEN),
  'get /docs/index.html': row(OPEN),
  'get /docs/LICENSE': row([404, 404, 404, 404, 404]),
  'get /docs/*': row([404, 404, 404, 404, 404], () => ({ params: { '*': 'nothing' } })),
  'get /docs/swagger-ui-init.js': row(OPEN),
  'get /docs/docs/swagger-ui-init.js': row(OPEN),
  'get /docs/openapi.json': row(OPEN),
  'get /docs/openapi.yaml': row(OPEN),
  'get /graphiql': row(OPEN),
  'get /graphql': row(LIST, () => ({ query: '?query={profiles{id}}' })),
  'post /graphql': row(LIST, () => ({ body: { query: '{ profiles { id } }' } })),

  'post /graphql/stream': row(ONE, ({ cancelledRun }) => ({
    body: { query: `subscription { runProgress(id: "${cancelledRun}") { state } }` },
  })),

  'post /v1/calculations': row(LIST, () => ({
    body: { topology: ticketSale('topology'), forecast: ticketSale('forecast') },
  })),
  'post /v1/imports/terraform': row(LIST, () => ({ body: readFileSync(TERRAFORM, 'utf8') })),
  'get /v1/profiles': row(LIST),
  'get /v1/profiles/:name': row(LIST, () => ({ params: { name: 'linux' } })),
  'get /v1/profiles/:provider/:name': row(ONE, async (world) => ({
    params: { provider: 'acme', name: await world.freshProfile() },
  })),
  // The stranger defines one of its own.
  'put /v1/profiles/:provider/:name': row(CREATE, (world) => ({
    params: { provider: 'acme', name: world.freshName().replaceAll(' ', '-') },
    body: PROFILE,
  })),
  'delete /v1/profiles/:provider/:name': row(REMOVE, async (world) => ({
    params: { provider: 'acme', name: await world.freshProfile() },
    headers: FIRST_REVISION,
  })),

  'post /v1/topologies/:id/imports/terraform': row(REVISE, async (world) => ({
    params: { id: await world.freshTopology() },
    body: { source: JSON.parse(readFileSync(TERRAFORM, 'utf8')) as unknown, baseRevision: 1 },
    headers: FIRST_REVISION,
  })),
  'post /v1/topologies/:id/calibrations': row(REVISE, async (world) => ({
    params: { id: await world.freshTopology() },
    body: {
      observed: OBSERVED,
      forecast: ticketSale('forecast'),
      pool: 'egress:snat-ports:payments',
      apply: true,
    },
    headers: FIRST_REVISION,
  })),

  ...documents('topologies', 'topology'),
  ...documents('forecasts', 'forecast'),

  'get /v1/scenarios': row(LIST),
  'get /v1/scenarios/:id/documents': row(ONE, ofScenario),
  'post /v1/scenarios/:id/clone': row([401, 403, 201, 201, 404], (world) => ({
    ...ofScenario(world),
    body: { name: world.freshName() },
  })),
  'post /v1/scenarios/:id/recommendations/:recommendationId': row(
    [401, 403, 201, 201, 404],
    async (world) => ({
      params: { id: world.scenario, recommendationId: await world.recommendation() },
      body: { name: world.freshName() },
    }),
  ),
  'post /v1/scenarios/:id/rebase': row(REVISE, (world) => ({ ...ofScenario(world), body: { dryRun: true } })),
  'post /v1/scenarios/:id/merge': row(REVISE, async (world) => ({
    params: { id: await world.freshScenario() },
    body: { topologyRevision: await world.topologyRevision() },
  })),
  'post /v1/scenarios/:id/revert': row(REVISE, async (world) => ({
    params: { id: await world.freshMergedScenario() },
    body: { topologyRevision: await world.topologyRevision() },
  })),
  'post /v1/scenarios/:id/sweeps': row(ONE, (world) => ({
    ...ofScenario(world),
    body: { parameters: [{ pointer: '/topology/nodes/egress/publicIps', values: [1] }] },
  })),
  'post /v1/comparisons': row(ONE, ({ scenario }) => ({ body: { scenarioIds: [scenario, scenario] } })),
  // Another workspace's documents cannot be pinned.
  'post /v1/scenarios': row([401, 403, 201, 201, 422], (world) => ({ body: scenarioBody(world) })),
  'post /v1/scenarios/bulk': row([401, 403, 200, 200, 422], (world) => ({
    body: { items: [{ action: 'create', scenario: scenarioBody(world) }] },
  })),
  'get /v1/scenarios/:id': row(ONE, ofScenario),
  'put /v1/scenarios/:id': row([401, 403, 200, 200, 422], async (world) => ({
    params: { id: await world.freshScenario() },
    body: scenarioBody(world),
    headers: FIRST_REVISION,
  })),
  'patch /v1/scenarios/:id': row(REVISE, async (world) => ({
    params: { id: await world.freshScenario() },
    body: { labels: { team: 'payments' } },
    headers: FIRST_REVISION,
  })),
  'delete /v1/scenarios/:id': row(REMOVE, async (world) => ({
    params: { id: await world.freshScenario() },
    headers: FIRST_REVISION,
  })),
  'post /v1/scenarios/:id/runs': row([401, 403, 201, 201, 404], ofScenario),
  'get /v1/scenarios/:id/runs': row(ONE, ofScenario),
  'get /v1/scenarios/:id/series': row(ONE, ofScenario),
  'get /v1/scenarios/:id/grafana/nodes': row(ONE, ofScenario),
  'get /v1/scenarios/:id/grafana/edges': row(ONE, ofScenario),
  'get /v1/scenarios/:id/metrics': row(ONE, ofScenario),
  'get /v1/resources': row(LIST),
  'get /v1/nat-gateways': row(LIST),
  'get /v1/recommendations': row(LIST),
  'get /v1/runs/:id': row(ONE, ({ run }) => ({ params: { id: run } })),
  'get /v1/runs/:id/events': row(ONE, ({ cancelledRun }) => ({ params: { id: cancelledRun } })),
  'post /v1/runs/:id/cancel': row([401, 403, 200, 200, 404], async (world) => ({
    params: { id: await world.freshOrder() },
  })),

  'get /v1/tokens': row(ADMINS_LIST),
  'post /v1/tokens': row([401, 403, 403, 201, 201], (world) => ({
    body: { name: world.freshName(), role: 'viewer' },
  })),
  'delete /v1/tokens/:id': row([401, 403, 403, 200, 404], async (world) => ({
    params: { id: await world.freshToken() },
  })),
  'get /v1/workspaces': row(LIST),
  'post /v1/workspaces': row([401, 403, 403, 201, 403], (world) => ({ body: { name: world.freshName() } })),
  'get /v1/workspaces/:id': row(ONE, ({ workspace }) => ({ params: { id: workspace } })),
  'patch /v1/workspaces/:id': row([401, 403, 403, 200, 404], async (world) => ({
    params: { id: await world.freshWorkspace() },
    body: { name: world.freshName() },
  })),
  'delete /v1/workspaces/:id': row([401, 403, 403, 204, 403], async (world) => ({
    params: { id: await world.freshWorkspace() },
  })),
  'get /v1/audit-entries': row(ADMINS_LIST),
};
