import { startApplication, ticketSale, type Application } from '../../support/application.js';

/** A definition, under whatever id. */
export const PROFILE = {
  basedOn: 'linux/iptables-masquerade',
  source: 'load test of the lab firewall',
  asOf: '2026-11-20',
  translator: { portsPerIp: 20_000 },
};

/** Everything that a request can name, in the workspace `default`; and makers of more, for requests that use it up. */
export interface World {
  readonly api: Application;
  readonly topology: string;
  readonly forecast: string;
  readonly scenario: string;
  readonly run: string;
  /** An ordered run that is over. */
  readonly cancelledRun: string;
  readonly workspace: string;
  freshName(): string;
  freshTopology(): Promise<string>;
  freshForecast(): Promise<string>;
  freshScenario(): Promise<string>;
  /** One that was just merged into the topology. */
  freshMergedScenario(): Promise<string>;
  freshOrder(): Promise<string>;
  freshToken(): Promise<string>;
  /** Name of one that the workspace defines; its provider is `acme`. */
  freshProfile(): Promise<string>;
  /** Id of one that the run has. */
  recommendation(): Promise<string>;
  /** The latest of the topology. */
  topologyRevision(): Promise<number>;
  /** Another workspace than the two that ask. */
  freshWorkspace(): Promise<string>;
}

export async function makeWorld(): Promise<World> {
  const api = await startApplication();
  let count = 0;
  const freshName = (): string => `number ${String((count += 1))}`;
  const made = async (path: string, body?: unknown, headers = {}): Promise<string> => {
    const answer = await api.request('POST', path, { headers, ...(body !== undefined && { body }) });
    if (answer.status >= 300) throw new Error(`${path}: ${answer.text}`);
    return answer.body.id as string;
  };
  const fresh = {
    freshName,
    freshTopology: () => made('/v1/topologies', { ...ticketSale('topology'), name: freshName() }),
    freshForecast: () => made('/v1/forecasts', { ...ticketSale('forecast'), name: freshName() }),
    freshProfile: async () => {
      const name = freshName().replaceAll(' ', '-');
      const { status, text } = await api.request('PUT', `/v1/profiles/acme/${name}`, { body: PROFILE });
      if (status !== 201) throw new Error(text);
      return name;
    },
    freshToken: () => made('/v1/tokens', { name: freshName(), role: 'viewer' }),
    freshWorkspace: () => made('/v1/workspaces', { name: freshName() }),
  };
  const [topology, forecast] = [await fresh.freshTopology(), await fresh.freshForecast()];
  const freshScenario = (): Promise<string> =>
    made('/v1/scenarios', { name: freshName(), topologyId: topology, forecastId: forecast });
  const topologyRevision = async (): Promise<number> =>
    (await api.request('GET', `/v1/topologies/${topology}`)).body.revision as number;
  const scenario = await freshScenario();
  const freshOrder = (): Promise<string> =>
    made(`/v1/scenarios/${scenario}/runs`, undefined, { prefer: 'respond-async' });
  const cancelledRun = await freshOrder();
  await api.request('POST', `/v1/runs/${cancelledRun}/cancel`);
  return {
    api,
    topology,
    forecast,
    scenario,
    run: await made(`/v1/scenarios/${scenario}/runs`),
    cancelledRun,
    workspace: (await api.graphql('{ workspace { id } }')).body.data.workspace.id as string,
    ...fresh,
    freshScenario,
    freshMergedScenario: async () =>
      made(`/v1/scenarios/${await freshScenario()}/merge`, { topologyRevision: await topologyRevision() }),
    freshOrder,
    recommendation: async () =>
      (await api.request('GET', `/v1/recommendations?scenarioId=${scenario}&limit=1`)).body.items[0]
        .recommendation.id as string,
    topologyRevision,
  };
}
