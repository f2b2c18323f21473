import { finishDraft } from '../draft/finish-draft.js';
import { leftOutText } from '../draft/left-out-text.js';
import { assumed, imported, TopologyDraft, type Origins } from '../draft/topology-draft.js';
import { ImportError } from '../import-error.js';
import type { ImportResult } from '../import-result.js';
import { ASSUMED } from './assumed-values.js';
import { flattenModules } from './flatten-modules.js';
import type { Flattened } from './flattened.js';
import { Inventory } from './inventory.js';
import { listOf, recordOf } from './json-value.js';
import { ALL_TYPES, PROVIDERS, reasonForLeavingOut } from './providers.js';
import { readTerraformDocument, type TerraformDocument } from './read-document.js';
import { addIdleClients } from './unknown-callers.js';

export interface TerraformImportOptions {
  /** Name of the topology and the forecast; `terraform` where not given. */
  readonly name?: string;
}

/** A Monday, where the document has no time of its own: the result must not depend on when it is made. */
const START_WITHOUT_TIMESTAMP = '2026-01-05T00:00:00Z';
const SECONDS = /\.\d+(?=Z$)/;

/**
 * A topology and the skeleton of a forecast from a Terraform plan or state: what the resources tell is imported with
 * their addresses, what they cannot tell (rates, destinations, response times) is put in as a starting value and listed.
 * Only whitelisted attributes are read, and nothing that is marked sensitive. The same document gives the same result.
 *
 * @param source the output of `terraform show -json` of a plan or a state (format 0.x and 1.x), or a state file of
 *   version 4; text or parsed
 * @throws ImportError where it is none of these, or has no resource that is understood
 */
export function importTerraform(source: unknown, options: TerraformImportOptions = {}): ImportResult {
  const document = readTerraformDocument(source);
  const flattened = flattenModules(document, ALL_TYPES);
  const inventory = new Inventory(flattened, ALL_TYPES);
  const draft = new TopologyDraft();
  for (const { read } of PROVIDERS) read(inventory, draft);
  leaveOutTheRest(flattened, draft);
  if (draft.nodes.length === 0) throw nothingUnderstood(flattened, draft);
  addIdleClients(draft);
  warnOfIncompletePlan(document, draft);
  noteMoves(document, draft);
  const { start, origins } = startOf(document);
  return finishDraft(draft, {
    name: options.name ?? 'terraform',
    start,
    stepSeconds: ASSUMED.forecastStepSeconds.value,
    steps: ASSUMED.forecastSteps.value,
    forecastOrigins: {
      ...origins,
      stepSeconds: assumed(ASSUMED.forecastStepSeconds.reason),
      steps: assumed(ASSUMED.forecastSteps.reason),
    },
  });
}

function leaveOutTheRest({ resources, foreign }: Flattened, draft: TopologyDraft): void {
  const leftOut = new Set(draft.notUnderstood.map(({ address }) => address));
  for (const resource of resources) {
    if (draft.hasUnderstood(resource.address) || leftOut.has(resource.address)) continue;
    draft.leaveOut(resource, reasonForLeavingOut(resource.type));
  }
  for (const resource of foreign) {
    draft.leaveOut(
      resource,
      resource.mode === 'data'
        ? 'a data source: looked up, not managed here'
        : reasonForLeavingOut(resource.type),
    );
  }
}

/** The plan's own time, so that the forecast begins when the plan was made. */
function startOf({ content }: TerraformDocument): { readonly start: string; readonly origins: Origins } {
  const timestamp = content['timestamp'];
  if (typeof timestamp === 'string' && !Number.isNaN(Date.parse(timestamp))) {
    return {
      start: new Date(timestamp).toISOString().replace(SECONDS, ''),
      origins: { start: imported('timestamp') },
    };
  }
  return {
    start: START_WITHOUT_TIMESTAMP,
    origins: { start: assumed('the document does not say when it was made') },
  };
}

/** Resources that `moved` blocks gave another address. */
function noteMoves({ content }: TerraformDocument, draft: TopologyDraft): void {
  for (const item of listOf(content['resource_changes'])) {
    const { address, previous_address: previous } = recordOf(item);
    if (typeof address === 'string' && typeof previous === 'string') draft.moved.set(address, previous);
  }
}

function warnOfIncompletePlan({ format, content }: TerraformDocument, draft: TopologyDraft): void {
  if (format !== 'plan' || (content['errored'] !== true && content['complete'] !== false)) return;
  draft.warn({
    code: 'incomplete-plan',
    addresses: [],
    message: 'Terraform says that this plan is incomplete or ended with an error: resources may be missing',
  });
}

/** Lists what was there by type: counts and type names hold no secrets. */
function nothingUnderstood({ resources, foreign }: Flattened, draft: TopologyDraft): ImportError {
  const nodeTypes = PROVIDERS.flatMap((provider) => provider.nodeTypes);
  const counts = new Map<string, number>();
  for (const { type } of [...resources, ...foreign]) counts.set(type, (counts.get(type) ?? 0) + 1);
  const found = [...counts].map(([type, count]) => `${String(count)} ${type}`).sort();
  const what =
    found.length === 0
      ? 'no resources at all (a plan that destroys everything, or an empty state)'
      : found.join(', ');
  return new ImportError(
    'nothing-understood',
    '',
    found.length === 0 ? null : found.join(', '),
    `the document has ${what}; a topology needs NAT gateways, load balancers, network ACLs, VPC endpoints or workloads (${nodeTypes.join(', ')})${leftOutText(draft.notUnderstood, nodeTypes)}`,
  );
}
