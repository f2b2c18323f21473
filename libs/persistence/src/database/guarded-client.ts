import type { PrismaClient } from '../generated/client.js';
import type { TransactionClient } from '../generated/internal/prismaNamespace.js';
import { toldAsOurs } from './database-failure.js';
import { jointNow, settingsNow } from './tenancy.js';

/** What Prisma tells an extension of the transaction that an operation belongs to, if it does. */
interface Internal {
  readonly __internalParams?: { readonly transaction?: object };
}

type Interactive = (on: TransactionClient) => Promise<unknown>;
type Transaction = (work: unknown, options?: object) => Promise<unknown>;

/** Operations that change nothing. */
const READING = /^(find|count|aggregate|groupBy|\$queryRaw)/;

/**
 * A client all of whose statements run in a transaction that has told row-level security whose rows may be seen. A statement
 * of its own gets a transaction of its own, or is part of the joint one; nothing reaches a table without having passed here.
 */
export function guardedClient(plain: PrismaClient): PrismaClient {
  const extended = plain.$extends({
    query: {
      async $allOperations({ model, operation, args, query, ...rest }) {
        const { __internalParams: internal } = rest as Internal;
        if (internal?.transaction !== undefined) return query(args) as Promise<unknown>;
        const joint = jointNow();
        const step = (on: TransactionClient): Promise<unknown> => operationOf(on, model, operation)(args);
        if (joint !== null && !READING.test(operation)) return toldAsOurs(joint.write(step));
        if (joint?.isOpen === true) return toldAsOurs(joint.read(step));
        // A transaction that is a list would send its statements at once, which `pg` is about to refuse.
        const alone = plain.$transaction(async (on): Promise<unknown> => {
          await enter(on);
          return step(on);
        });
        return toldAsOurs(alone);
      },
    },
  });
  const guardedTransaction: Transaction = (work, options) => {
    if (typeof work !== 'function')
      return Promise.reject(new Error('Only transactions with a function are used here.'));
    const joint = jointNow();
    if (joint !== null) return toldAsOurs(joint.write(work as Interactive));
    const alone = (extended.$transaction as unknown as Transaction)(async (on: TransactionClient) => {
      await enter(on);
      return (work as Interactive)(on);
    }, options);
    return toldAsOurs(alone);
  };
  // To those who use it, it is the client as it was generated.
  return new Proxy(extended, {
    get: (target, name) =>
      name === '$transaction' ? guardedTransaction : (Reflect.get(target, name, target) as unknown),
  }) as unknown as PrismaClient;
}

/** The same operation, in a transaction. */
function operationOf(
  on: TransactionClient,
  model: string | undefined,
  operation: string,
): (args: unknown) => Promise<unknown> {
  const client = on as unknown as Readonly<Record<string, object>>;
  const target =
    model === undefined ? client : (client[model.charAt(0).toLowerCase() + model.slice(1)] ?? {});
  const found: unknown = Reflect.get(target, operation);
  if (typeof found !== 'function') throw new Error(`There is no operation ${operation} in a transaction.`);
  return (args) => Reflect.apply(found, target, [args]) as Promise<unknown>;
}

/** Tells whose rows may be seen, and who acts, until the transaction ends or is told otherwise. */
export function enter(on: TransactionClient) {
  const { workspaceId, allWorkspaces, acting } = settingsNow();
  return on.$executeRaw`SELECT set_config('portplan.workspace_id', ${workspaceId}, true),
    set_config('portplan.all_workspaces', ${allWorkspaces}, true), set_config('portplan.acting', ${acting}, true)`;
}
