import {
  DocumentError,
  parseDocumentText,
  readForecast,
  readPolicy,
  readTopology,
} from '@portplan/documents';
import { plan, PlanError, type PlanResult } from '@portplan/engine';
import { readFileSync } from 'node:fs';
import { isRecorded } from '../is-recorded.js';
import { withOverrides } from './overrides.js';
import type { Source, TerraformQuery } from './query.js';
import { TerraformFault } from './terraform-fault.js';

/** Plans files, with what the query puts in the place of their values. @throws TerraformFault */
export async function planFiles(
  { overrides, quantile }: TerraformQuery,
  files: Extract<Source, { readonly kind: 'files' }>,
): Promise<PlanResult> {
  const topology = read(files.topology, (value) => readTopology(withOverrides(value, overrides)));
  const forecast = read(files.forecast, readForecast);
  const given = files.policy === null ? {} : read(files.policy, readPolicy);
  const policy = quantile === null ? given : { ...given, planningQuantile: quantile };
  try {
    if (!isRecorded(forecast)) return plan(topology, forecast, policy);
    return (await import('@portplan/history')).planFitted(topology, forecast, policy);
  } catch (error) {
    if (error instanceof PlanError) throw faultIn(files[error.document] ?? 'policy_file', error.problems);
    throw error;
  }
}

function read<Document>(path: string, reader: (value: unknown) => Document): Document {
  try {
    return reader(parseDocumentText(textOf(path), { source: path }));
  } catch (error) {
    if (error instanceof DocumentError) throw faultIn(path, error.problems, error.totalProblems);
    throw error;
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    const why = code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : code;
    throw new TerraformFault(`${path} cannot be read: ${why}`);
  }
}

/** Terraform shows one line: the first problem, and how many more there are. */
function faultIn(
  path: string,
  problems: readonly { readonly message: string }[],
  total = problems.length,
): TerraformFault {
  const first = problems[0]?.message ?? 'it cannot be used';
  const where = first.startsWith(path) ? first : `${path}: ${first}`;
  return new TerraformFault(total > 1 ? `${where} (and ${String(total - 1)} more)` : where);
}
