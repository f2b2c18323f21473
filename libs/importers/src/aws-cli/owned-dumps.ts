import type { TopologyDraft } from '../draft/topology-draft.js';
import { textIn } from '../terraform/attribute.js';
import type { JsonRecord } from '../terraform/json-value.js';
import { derived, lastPart, textWithin, type Described } from './described.js';
import { ownerOf } from './owners.js';
import type { Dump } from './read-dumps.js';

/** Attributes of load balancers and target groups that are read: the provider's attribute, and how it writes the value. */
interface ReadAttribute {
  readonly type: 'aws_lb' | 'aws_lb_target_group';
  readonly attribute: string;
  readonly value: (text: string) => unknown;
}

const asGiven = (text: string): string => text;

const READ: Readonly<Record<string, ReadAttribute>> = {
  'idle_timeout.timeout_seconds': { type: 'aws_lb', attribute: 'idle_timeout', value: asGiven },
  'client_keep_alive.seconds': { type: 'aws_lb', attribute: 'client_keep_alive', value: asGiven },
  'preserve_client_ip.enabled': {
    type: 'aws_lb_target_group',
    attribute: 'preserve_client_ip',
    value: asGiven,
  },
  'stickiness.enabled': {
    type: 'aws_lb_target_group',
    attribute: 'stickiness',
    value: (text) => [{ enabled: text === 'true' }],
  },
};

/**
 * The resource that an output of `describe-load-balancer-attributes` or the like is about, with its attributes; null
 * where none of them matters, or where it cannot be told whose they are (a warning).
 */
export function attributesOf(
  dump: Dump,
  all: readonly Described[],
  draft: TopologyDraft,
): { readonly owner: Described; readonly values: JsonRecord } | null {
  const given = dump.items.flatMap((item) => {
    const read = READ[textIn(item, 'Key') ?? ''];
    return read === undefined ? [] : [{ ...read, text: textIn(item, 'Value') ?? '' }];
  });
  const [first] = given;
  // Attributes of a listener, or of a network load balancer.
  if (first === undefined) return null;
  const owner = ownerOf(dump.file, candidates(first.type, all));
  if (owner === null) {
    warnOfNoOwner(dump, first.type, draft);
    return null;
  }
  const values = Object.fromEntries(given.map(({ attribute, value, text }) => [attribute, value(text)]));
  return { owner, values };
}

function candidates(type: string, all: readonly Described[]): readonly Described[] {
  const ofType = all.filter(({ resource }) => resource.type === type);
  // Of load balancers only application ones have what is read.
  return type === 'aws_lb'
    ? ofType.filter(({ resource }) => textIn(resource.values, 'load_balancer_type') === 'application')
    : ofType;
}

/** The targets of the group that an output of `describe-target-health` is about, healthy or not, but not those that leave. */
export function targetsOf(dump: Dump, all: readonly Described[], draft: TopologyDraft): readonly Described[] {
  const owner = ownerOf(dump.file, candidates('aws_lb_target_group', all));
  if (owner?.identity == null) {
    warnOfNoOwner(dump, 'aws_lb_target_group', draft);
    return [];
  }
  const group = owner.identity;
  const staying = dump.items.filter((item) => textWithin(item, 'TargetHealth', 'State') !== 'draining');
  const ids = new Set(staying.flatMap((item) => textWithin(item, 'Target', 'Id') ?? []));
  return [...ids].map((id) =>
    derived('aws_lb_target_group_attachment', `${lastPart(group)}-${id}`, {
      target_group_arn: group,
      target_id: id,
    }),
  );
}

const OWNERS: Readonly<Record<string, string>> = {
  aws_lb: 'load balancer',
  aws_lb_target_group: 'target group',
};

function warnOfNoOwner(dump: Dump, type: string, draft: TopologyDraft): void {
  const what = OWNERS[type] ?? type;
  draft.warn({
    code: 'dump-left-out',
    addresses: [],
    message: `${dump.file} does not say of which ${what} it is, and its name has none that was described: it was left out; put the name of the ${what} into the name of the file`,
  });
}
