// A workspace, a token and an example, so that the first request can be made right away.
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openPersistence } from '@portplan/persistence';
import {
  Authenticate,
  CreateFirstWorkspace,
  Forecasts,
  InProcessPlanner,
  PinnedDocuments,
  RunScenario,
  Scenarios,
  SystemClock,
  Tokens,
  Topologies,
  TopologyReader,
  UuidV7Source,
} from '@portplan/planning';
import { ROOT } from './prepare.mjs';

const EXAMPLE = join(ROOT, 'examples', 'ticket-sale');

/** Makes sure of them; what is there stays. Returns the token's text, which is kept in the given file. */
export async function firstWorkspace(databaseUrl, tokenFile) {
  const persistence = openPersistence(databaseUrl);
  try {
    const known = existsSync(tokenFile) ? readFileSync(tokenFile, 'utf8').trim() : null;
    const { tokenText } = await createFirstWorkspaceOver(persistence).run(known, example());
    keep(tokenFile, tokenText);
    return tokenText;
  } finally {
    await persistence.close();
  }
}

function createFirstWorkspaceOver(persistence) {
  const { topologies, forecasts, scenarios, runs, tokens, workspaces, profiles } = persistence;
  const clock = new SystemClock();
  const ids = new UuidV7Source();
  return new CreateFirstWorkspace(
    workspaces,
    new Tokens(tokens, ids, clock),
    new Authenticate(tokens, clock),
    new Topologies(topologies, new TopologyReader(profiles), ids, clock),
    new Forecasts(forecasts, ids, clock),
    new Scenarios(scenarios, topologies, forecasts, ids, clock),
    new RunScenario(
      new PinnedDocuments(scenarios, topologies, forecasts),
      runs,
      new InProcessPlanner(),
      ids,
      clock,
    ),
    ids,
    clock,
  );
}

function example() {
  const text = (name) => readFileSync(join(EXAMPLE, name), 'utf8');
  return {
    topology: text('topology.yaml'),
    forecast: text('forecast.yaml'),
    policy: text('policy.yaml'),
    scenarioName: 'ticket sale',
  };
}

function keep(tokenFile, text) {
  mkdirSync(dirname(tokenFile), { recursive: true });
  writeFileSync(tokenFile, `${text}\n`, { mode: 0o600 });
  // The mode above is only that of a new file.
  chmodSync(tokenFile, 0o600);
}
