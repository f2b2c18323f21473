import { finishDraft } from '../draft/finish-draft.js';
import { FORECAST_TITLES } from '../draft/forecast-titles.js';
import { leftOutText } from '../draft/left-out-text.js';
import { TopologyDraft } from '../draft/topology-draft.js';
import { ImportError } from '../import-error.js';
import type { ImportResult } from '../import-result.js';
import { AWS_TYPES } from '../terraform/aws/aws-types.js';
import { AWS } from '../terraform/aws/aws.js';
import { readAws } from '../terraform/aws/read-aws.js';
import { Inventory } from '../terraform/inventory.js';
import { reasonForLeavingOut } from '../terraform/providers.js';
import { addIdleClients } from '../terraform/unknown-callers.js';
import { assemble } from './assemble.js';
import type { Described } from './described.js';
import { DUMP_KINDS, type DumpKind } from './dump-kinds.js';
import { withPlaces } from '../described/places.js';
import { readDumps, type Dump } from './read-dumps.js';

export interface AwsCliImportOptions {
  /** Name of the topology and the forecast; `aws` where not given. */
  readonly name?: string;
  /** Paths of the texts, in their order: some outputs say only by the name of their file of what they are. */
  readonly files?: readonly string[];
}

/**
 * A topology and the skeleton of a forecast from outputs of the AWS CLI v2 in JSON: what `describe-nat-gateways`,
 * `describe-route-tables` and others tell becomes the same resources that a Terraform state would have, and is read by
 * the same reader. Ids and links are known, rates and destinations are not. Tags, user data and task definitions are
 * never read.
 *
 * @param texts outputs of one command each, or several under their own top-level keys
 * @throws ImportError where a text is no such output, or where nothing in them is understood
 */
export function importAwsCli(texts: readonly string[], options: AwsCliImportOptions = {}): ImportResult {
  const dumps = texts.flatMap((text, index) =>
    readDumps(text, options.files?.[index] ?? `file ${String(index + 1)}`),
  );
  const draft = new TopologyDraft();
  for (const dump of dumps) {
    warnOfMore(dump, draft);
    warnOfNothing(dump, draft);
  }
  const { all, places } = assemble(dumps, draft);
  const resources = all.filter(({ leftOut }) => leftOut === null).map(({ resource }) => resource);
  readAws(new Inventory({ resources, foreign: [], configuration: {}, variables: {} }, AWS_TYPES), draft);
  leaveOutTheRest(all, draft);
  if (draft.nodes.length === 0) throw nothingUnderstood(dumps, draft);
  addIdleClients(draft);
  const result = finishDraft(draft, { name: options.name ?? 'aws', ...FORECAST_TITLES });
  return withPlaces(result, places);
}

function warnOfMore({ incomplete, file, key }: Dump, draft: TopologyDraft): void {
  if (!incomplete) return;
  draft.warn({
    code: 'incomplete-dump',
    addresses: [],
    message: `${file} is one page of several (it has a token for the next): what ${DUMP_KINDS[key].command} lists further is missing; run it without --max-items and --no-paginate`,
  });
}

function warnOfNothing({ file, key }: Dump, draft: TopologyDraft): void {
  const { leftOut }: DumpKind = DUMP_KINDS[key];
  if (leftOut === undefined) return;
  draft.warn({ code: 'dump-left-out', addresses: [], message: `${file} was left out: ${leftOut}` });
}

function leaveOutTheRest(all: readonly Described[], draft: TopologyDraft): void {
  const already = new Set(draft.notUnderstood.map(({ address }) => address));
  for (const { resource, identity, leftOut } of all) {
    const { address, type } = resource;
    if (identity === null || draft.hasUnderstood(address) || already.has(address)) continue;
    draft.leaveOut(resource, leftOut ?? reasonForLeavingOut(type));
  }
}

function nothingUnderstood(dumps: readonly Dump[], { notUnderstood }: TopologyDraft): ImportError {
  const found = dumps.map(({ key, items }) => `${String(items.length)} ${key}`).join(', ');
  return new ImportError(
    'nothing-understood',
    '',
    found,
    `the outputs have ${found}; a topology needs NAT gateways, load balancers, network ACLs, VPC endpoints or machines that are in use (describe-nat-gateways, describe-load-balancers, describe-auto-scaling-groups, describe-instances, describe-services, describe-nodegroup)${leftOutText(notUnderstood, AWS.nodeTypes)}`,
  );
}
