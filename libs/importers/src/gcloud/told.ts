import { googlePath, nameIn } from '../google/google-path.js';
import type { JsonRecord } from '../terraform/json-value.js';

/** One thing that an answer of Google's tells of, in the words of the Terraform provider: so one reader serves both. */
export interface Told {
  readonly type: string;
  readonly name: string;
  /** Region or zone, which tells apart what has one name; empty for what is global. */
  readonly scope: string;
  /** `projects/p/regions/r/routers/x`: what Google identifies it by. */
  readonly path: string;
  /** Only what is named here is ever read of an answer. */
  readonly values: JsonRecord;
  /** Why it takes no part; null where it does. */
  readonly leftOut: string | null;
}

/** A text that is not empty. */
export function textOf(item: JsonRecord, name: string): string | undefined {
  const value = item[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** What identifies an item: its own link, or its name where a field of it was left away. */
export function pathOf(item: JsonRecord): string {
  return googlePath(textOf(item, 'selfLink') ?? textOf(item, 'name') ?? '');
}

/** The name of the region or zone that an item is in; empty for what is global. */
export function scopeOf(item: JsonRecord): string {
  return nameIn(textOf(item, 'region') ?? textOf(item, 'zone') ?? '');
}
