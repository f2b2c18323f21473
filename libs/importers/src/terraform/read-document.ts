import { ImportError } from '../import-error.js';
import { parseJson, type JsonWording } from '../parse-json.js';
import { isRecord, type JsonRecord } from './json-value.js';

/** A Terraform document, told apart by what it has. */
export interface TerraformDocument {
  readonly format: 'plan' | 'shown-state' | 'raw-state';
  readonly content: JsonRecord;
}

const WHAT_IS_READ =
  'valid are the output of "terraform show -json" of a plan or a state, and a state file of version 4';

const WORDING: JsonWording = {
  whatIsRead: WHAT_IS_READ,
  writtenBy: '"terraform show -json"',
  hintFor,
};

/** Major versions of `format_version`: 0 before Terraform 1.1 and 1 since. Minor versions only add fields. */
const KNOWN_MAJOR_VERSIONS: readonly string[] = ['0', '1'];
const KNOWN_STATE_VERSION = 4;

/** What stands in the place of an object. */
function kindOf(content: unknown): string {
  if (content === undefined) return 'missing';
  if (content === null) return 'null';
  return Array.isArray(content) ? 'a list' : `a ${typeof content}`;
}

/**
 * A plan or state in JSON, as text or parsed.
 *
 * @param source the text of a file, or what JSON.parse made of it
 * @throws ImportError `not-json`, `truncated`, `not-terraform` or `unsupported-format`
 */
export function readTerraformDocument(source: unknown): TerraformDocument {
  const content = typeof source === 'string' ? parseJson(withoutWrapper(source), WORDING) : source;
  if (!isRecord(content)) {
    const kind = kindOf(content);
    throw new ImportError(
      'not-terraform',
      '',
      kind,
      `the document is ${kind}, not an object; ${WHAT_IS_READ}`,
    );
  }
  if ('format_version' in content) return shown(content);
  if (typeof content['version'] === 'number' && ('lineage' in content || 'terraform_version' in content)) {
    return rawState(content, content['version']);
  }
  if ('encrypted_data' in content)
    throw new ImportError(
      'not-terraform',
      '',
      null,
      'the document is an encrypted state of OpenTofu; run "tofu show -json" where its key is',
    );
  throw new ImportError(
    'not-terraform',
    '',
    null,
    `the document has neither "format_version" nor a state's "version" and "lineage"; ${WHAT_IS_READ}`,
  );
}

function shown(content: JsonRecord): TerraformDocument {
  const version = content['format_version'];
  const text = typeof version === 'string' ? version : JSON.stringify(version);
  if (typeof version !== 'string' || !KNOWN_MAJOR_VERSIONS.includes(version.split('.')[0] ?? '')) {
    throw new ImportError(
      'unsupported-format',
      '/format_version',
      text,
      `format_version is ${text}; valid are 0.x and 1.x, which Terraform 0.12 and later write`,
    );
  }
  if (isRecord(content['planned_values'])) return { format: 'plan', content };
  if (isRecord(content['values'])) return { format: 'shown-state', content };
  throw new ImportError(
    'not-terraform',
    '',
    null,
    `the document has format_version ${text} but neither "planned_values" (a plan) nor "values" (a state): an empty state, or the output of another command; ${WHAT_IS_READ}`,
  );
}

function rawState(content: JsonRecord, version: number): TerraformDocument {
  if (version !== KNOWN_STATE_VERSION) {
    throw new ImportError(
      'unsupported-format',
      '/version',
      String(version),
      `version of the state is ${String(version)}; valid is ${String(KNOWN_STATE_VERSION)}, which Terraform 0.12 and later write (open it once with a newer Terraform: "terraform show -json")`,
    );
  }
  if (!Array.isArray(content['resources'])) {
    throw new ImportError(
      'not-terraform',
      '/resources',
      null,
      `the state has no list of resources; ${WHAT_IS_READ}`,
    );
  }
  return { format: 'raw-state', content };
}

/**
 * The output of Terraform where the wrapper of the action hashicorp/setup-terraform ran it: the wrapper writes the command
 * before it, and workflow commands behind it, into the same output.
 */
function withoutWrapper(text: string): string {
  if (!text.startsWith('[command]')) return text;
  const start = text.indexOf('\n') + 1;
  const end = text.indexOf('\n::', start);
  return text.slice(start, end < 0 ? undefined : end);
}

/** What a text that is no JSON probably is, by how it begins; colours are written as `[0m` without their first byte. */
const LOOKS_LIKE: readonly (readonly [RegExp, string])[] = [
  [/^PK/, ' but a saved plan: run "terraform show -json" on it'],
  [
    /^\s*\{"@level"/,
    ' but the log of "terraform plan -json": plan with -out=FILE, and run "terraform show -json FILE"',
  ],
  [
    /^(?:\s|\[[\d;]*m)*(?:(?:Terraform|OpenTofu) (?:used|will)\b|# \S+:\s*\n)/,
    ' but written for people: add -json to the command',
  ],
  [
    /^\s*(?:resource|module|terraform|provider|variable)\b/,
    ' but configuration: plan it, and run "terraform show -json" on the plan',
  ],
  [/^\s*\{[^]*\}\s*\n\{/, ' but several documents in one: give each by itself'],
];

const GZIP = '\u001f';
/** Enough to see what a text is. */
const LOOK = 100_000;

function hintFor(text: string): string {
  if (text.startsWith(GZIP)) return ' but compressed: decompress it first';
  const beginning = text.slice(0, LOOK).replaceAll(ESCAPE, '');
  return LOOKS_LIKE.find(([pattern]) => pattern.test(beginning))?.[1] ?? '';
}

const ESCAPE = '\u001b';
