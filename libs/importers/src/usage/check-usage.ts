import { DocumentError, pathText, pointerOf, type DocumentProblem, type Usage } from '@portplan/documents';
import type { ImportResult } from '../import-result.js';
import { closeness } from './address-pattern.js';
import { destinationProblems } from './check-destinations.js';
import { fieldProblems } from './check-fields.js';
import type { ImportIndex } from './import-index.js';
import { nearestAddress } from './nearest-address.js';
import { NODE_KINDS } from './usage-fields.js';
import type { UsageFinding } from './usage-finding.js';

/** @throws DocumentError with every key that names nothing, and every field that no resource of its key can take */
export function checkUsage(usage: Usage, index: ImportIndex, result: ImportResult): void {
  const findings = [
    ...Object.keys(usage.defaults ?? {}).flatMap(typeFindings),
    ...Object.entries(usage.resources ?? {}).flatMap(([key, said]) => {
      const addresses = index.all.filter((address) => closeness(key, address) !== null);
      return addresses.length === 0
        ? [unknownAddress(key, index, result)]
        : fieldProblems(['resources', key], said, addresses, index);
    }),
    ...destinationProblems(usage, index),
  ];
  if (findings.length > 0) throw new DocumentError('Usage', findings.map(problemOf));
}

function problemOf({ path, code, value, says }: UsageFinding): DocumentProblem {
  const shown = JSON.stringify(value) as string | undefined;
  return {
    pointer: pointerOf(path),
    code,
    value: shown?.slice(0, 100) ?? null,
    message: `${pathText(path)} ${says}`,
  };
}

const TERRAFORM_TYPE = /^[a-z][a-z0-9]*_[a-z0-9_]+$/;

/** Defaults may be of types that this source does not have: the file outlives it. */
function typeFindings(key: string): readonly UsageFinding[] {
  if (NODE_KINDS.includes(key) || TERRAFORM_TYPE.test(key)) return [];
  const near = nearestAddress(key, NODE_KINDS);
  const hint = near === undefined ? '' : `; did you mean "${near}"?`;
  const says = `is no type; it must be a type of Terraform, such as aws_nat_gateway, or one of ${NODE_KINDS.join(', ')}${hint}`;
  return [{ path: ['defaults', key], code: 'unknown-type', value: key, says }];
}

function unknownAddress(key: string, index: ImportIndex, result: ImportResult): UsageFinding {
  return {
    path: ['resources', key],
    code: 'unknown-address',
    value: key,
    says: whyUnknown(key, index, result),
  };
}

function whyUnknown(
  key: string,
  index: ImportIndex,
  { understood, notUnderstood, addresses, moved }: ImportResult,
): string {
  const now = Object.entries(moved).find(([, before]) => closeness(key, before) !== null)?.[0];
  if (now !== undefined) return `has moved: it is ${now} now`;
  const part = understood.find(({ address }) => closeness(key, address) !== null);
  const whole = part === undefined ? undefined : addresses[part.as];
  if (whole !== undefined) return `is part of ${whole} in the topology; write that address`;
  const leftOut = notUnderstood.find(({ address }) => closeness(key, address) !== null);
  if (leftOut !== undefined) return `is not in the topology: ${leftOut.reason}`;
  const near = nearestAddress(key, index.all);
  if (near !== undefined) return `names no resource of the source; did you mean ${near}?`;
  const some = index.all.slice(0, 5).join(', ');
  return `names no resource of the source; it must be an address such as ${some}`;
}
