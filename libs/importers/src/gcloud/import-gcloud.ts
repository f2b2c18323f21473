import { withPlaces } from '../described/places.js';
import { finishDraft } from '../draft/finish-draft.js';
import { FORECAST_TITLES } from '../draft/forecast-titles.js';
import { leftOutText } from '../draft/left-out-text.js';
import { TopologyDraft } from '../draft/topology-draft.js';
import { ImportError } from '../import-error.js';
import type { ImportResult } from '../import-result.js';
import { GOOGLE_TYPES } from '../terraform/google/google-types.js';
import { GOOGLE } from '../terraform/google/google.js';
import { readGoogle } from '../terraform/google/read-google.js';
import { Inventory } from '../terraform/inventory.js';
import { reasonForLeavingOut } from '../terraform/providers.js';
import { addIdleClients } from '../terraform/unknown-callers.js';
import { assemble, type Assembled } from './assemble.js';
import { machinesOfPorts, withAutomaticAddresses } from './from-facts.js';
import { matchFacts, type KnownNat } from './match-facts.js';
import { readAnswer, type Answer } from './read-answers.js';
import { withWhatGoogleSays, type Saying } from './what-google-says.js';

export interface GcloudImportOptions {
  /** Name of the topology and the forecast; `google` where not given. */
  readonly name?: string;
  /** Paths of the texts, in their order. */
  readonly files?: readonly string[];
}

/**
 * A topology and the skeleton of a forecast from answers of the Compute API, or outputs of gcloud with `--format=json`:
 * routers with their gateways, machines and addresses become the resources that a Terraform state would have, and are
 * read by the same reader. What the status of a router says of missing addresses is told beside. Metadata, labels and
 * service accounts are never read.
 *
 * @param texts answers to one call each; which it is, is told by their content
 * @throws ImportError where a text is no such answer, or where nothing in them is understood
 */
export function importGcloud(texts: readonly string[], options: GcloudImportOptions = {}): ImportResult {
  const answers = texts.map((text, index) =>
    readAnswer(text, options.files?.[index] ?? `file ${String(index + 1)}`),
  );
  const draft = new TopologyDraft();
  for (const answer of answers) warnOfMissing(answer, draft);
  const items = answers.flatMap((answer) => answer.items);
  const told = items.flatMap(({ kind, item }) => kind.resources?.(item) ?? []);
  const { nats, unmatched } = matchFacts(
    told,
    items.flatMap(({ kind, item }) => kind.facts?.(item) ?? []),
  );
  warnOfUnmatched(unmatched, draft);
  const assembled = assemble(answers, machinesOfPorts(nats, told), withAutomaticAddresses(nats));
  const { resources, places } = assembled;
  const flattened = { resources, foreign: [], configuration: {}, variables: {} };
  readGoogle(new Inventory(flattened, GOOGLE_TYPES), draft);
  leaveOutTheRest(assembled, draft);
  if (draft.nodes.length === 0) throw nothingUnderstood(answers, draft);
  addIdleClients(draft);
  const result = finishDraft(draft, { name: options.name ?? 'google', ...FORECAST_TITLES });
  return withWhatGoogleSays(withPlaces(result, places), sayings(nats, assembled, draft));
}

function sayings(
  nats: readonly KnownNat[],
  { addresses }: Assembled,
  draft: TopologyDraft,
): readonly Saying[] {
  return nats.flatMap(({ told, status }): readonly Saying[] => {
    const address = addresses.get(told.path);
    if (status === null || address === undefined) return [];
    const { minExtraAddresses, machinesWithPorts } = status;
    return [{ nodeId: draft.idOf(address), address, minExtraAddresses, machinesWithPorts }];
  });
}

function warnOfMissing({ file, incomplete, skipped }: Answer, draft: TopologyDraft): void {
  if (incomplete)
    draft.warn({
      code: 'incomplete-dump',
      addresses: [],
      message: `${file} is one page of several (it has a nextPageToken): what follows is missing; run it without --limit and --page-size`,
    });
  if (skipped > 0)
    draft.warn({
      code: 'dump-left-out',
      addresses: [],
      message: `${file} has ${String(skipped)} items of kinds that are not read`,
    });
}

function warnOfUnmatched(unmatched: number, draft: TopologyDraft): void {
  if (unmatched === 0) return;
  draft.warn({
    code: 'dump-left-out',
    addresses: [],
    message: `${String(unmatched)} parts of statuses, port mappings or address lists are of gateways that no answer has or that cannot be told apart: give the routers of their regions, and their statuses`,
  });
}

function leaveOutTheRest({ resources, leftOut }: Assembled, draft: TopologyDraft): void {
  const already = new Set(draft.notUnderstood.map(({ address }) => address));
  for (const { resource, reason } of leftOut) draft.leaveOut(resource, reason);
  for (const resource of resources) {
    if (draft.hasUnderstood(resource.address) || already.has(resource.address)) continue;
    draft.leaveOut(resource, reasonForLeavingOut(resource.type));
  }
}

function nothingUnderstood(answers: readonly Answer[], { notUnderstood }: TopologyDraft): ImportError {
  const items = answers.reduce((sum, answer) => sum + answer.items.length, 0);
  const what = `${counted(answers.length, 'answer')} with ${counted(items, 'item')}`;
  return new ImportError(
    'nothing-understood',
    '',
    what,
    `there ${answers.length === 1 ? 'is' : 'are'} ${what}; a topology needs Cloud NAT gateways or machines that run (gcloud compute routers list, gcloud compute instances list)${leftOutText(notUnderstood, GOOGLE.nodeTypes)}`,
  );
}

function counted(count: number, what: string): string {
  return `${String(count)} ${what}${count === 1 ? '' : 's'}`;
}
