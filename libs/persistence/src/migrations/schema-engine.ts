import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { bindMigrationAwareSqlAdapterFactory, type SqlDriverAdapter } from '@prisma/driver-adapter-utils';
import { PrismaPg } from '@prisma/adapter-pg';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import type pg from 'pg';

/** Prisma's own schema engine, which `prisma migrate deploy` runs too. */
export type SchemaEngine = bindings.SchemaEngine;

/** @param pool of the database that it works on; the caller ends it. @throws Error where it cannot connect */
export async function openSchemaEngine(pool: pg.Pool): Promise<SchemaEngine> {
  await load();
  const adapter = bindMigrationAwareSqlAdapterFactory(new WholeScripts(pool));
  return bindings.SchemaEngine.new({ datamodels: undefined }, () => undefined, adapter);
}

/**
 * The adapter's own `executeScript` cuts a script at every semicolon, those in functions and texts too, and runs the
 * pieces one by one. PostgreSQL takes a script whole, as one transaction: a migration that fails leaves nothing behind.
 */
class WholeScripts extends PrismaPg {
  override async connect(): ReturnType<PrismaPg['connect']> {
    const adapter = await super.connect();
    const executeScript: SqlDriverAdapter['executeScript'] = async (script) => {
      await adapter.underlyingDriver().query(script);
    };
    return Object.assign(adapter, { executeScript });
  }
}

/** What is used of the platform's WebAssembly, which the types of Node leave to those of browsers. */
declare const WebAssembly: {
  compile(bytes: Uint8Array): Promise<object>;
  instantiate(
    module: object,
    imports: Readonly<Record<string, object>>,
  ): Promise<{ readonly exports: { readonly __wbindgen_start: () => void } }>;
};

let loaded: Promise<void> | null = null;

async function load(): Promise<void> {
  loaded ??= instantiate();
  await loaded;
}

/** By hand: importing WebAssembly as a module is experimental in Node, and unknown to Jest. */
async function instantiate(): Promise<void> {
  const script = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const module = await WebAssembly.compile(await readFile(script.replace(/\.js$/, '.wasm')));
  const { exports } = await WebAssembly.instantiate(module, {
    './schema_engine_bg.js': { ...bindings, ...withoutLingering(bindings) },
  });
  bindings.__wbg_set_wasm(exports);
  exports.__wbindgen_start();
}

/**
 * The engine never clears the timer that bounds its wait for a lock, and would keep a finished process alive for ten
 * seconds. The name of the import ends in a hash that changes with each build of the engine.
 */
function withoutLingering(imports: object): Readonly<Record<string, unknown>> {
  const names = Object.keys(imports).filter((name) => name.startsWith('__wbg_setTimeout_'));
  const unreferenced = (callback: () => void, milliseconds: number): unknown =>
    setTimeout(callback, milliseconds).unref();
  return Object.fromEntries(names.map((name) => [name, unreferenced]));
}
