import type { PatchOperation } from '../plan/result.js';

/** A patch that does not fit the document: a path that leads nowhere, or a `test` that fails. */
export class PatchError extends Error {
  override readonly name = 'PatchError';
}

/**
 * The document with a patch applied: `add`, `replace`, `remove` and `test` of RFC 6902, which is all that remedies use.
 * Nothing that was passed in is changed; what the patch does not touch is shared.
 *
 * @throws PatchError where an operation does not fit; nothing is applied then
 * @see https://www.rfc-editor.org/rfc/rfc6902#section-4
 */
export function applyPatch<Document extends object>(
  document: Document,
  patch: readonly PatchOperation[],
): Document {
  return patch.reduce<unknown>(
    (current, operation) => applied(current, operation, tokensOf(operation.path)),
    document,
  ) as Document;
}

function tokensOf(path: string): readonly string[] {
  return path
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function applied(value: unknown, operation: PatchOperation, tokens: readonly string[]): unknown {
  const [token, ...rest] = tokens;
  if (token === undefined) return atTarget(value, operation);
  if (Array.isArray(value)) return inArray(value, operation, token, rest);
  if (typeof value !== 'object' || value === null) throw misfit(operation);
  const members = value as Readonly<Record<string, unknown>>;
  const there = Object.hasOwn(members, token);
  if (rest.length > 0 || operation.op === 'test') {
    if (!there) throw misfit(operation);
    return { ...members, [token]: applied(members[token], operation, rest) };
  }
  if (operation.op === 'add') return { ...members, [token]: operation.value };
  if (!there) throw misfit(operation);
  if (operation.op === 'replace') return { ...members, [token]: operation.value };
  const { [token]: _removed, ...left } = members;
  return left;
}

function inArray(
  value: readonly unknown[],
  operation: PatchOperation,
  token: string,
  rest: readonly string[],
): unknown {
  const appends = operation.op === 'add' && rest.length === 0;
  const index = token === '-' && appends ? value.length : Number(token);
  if (!Number.isInteger(index) || index < 0 || index > value.length - (appends ? 0 : 1))
    throw misfit(operation);
  if (appends) return value.toSpliced(index, 0, operation.value);
  if (rest.length === 0 && operation.op === 'remove') return value.toSpliced(index, 1);
  return value.with(index, applied(value[index], operation, rest));
}

function atTarget(value: unknown, operation: PatchOperation): unknown {
  if (operation.op !== 'test') return operation.value;
  if (sameJson(value, operation.value)) return value;
  throw misfit(operation);
}

function sameJson(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

function misfit({ op, path }: PatchOperation): PatchError {
  return new PatchError(`${op} ${path} does not fit the document`);
}
