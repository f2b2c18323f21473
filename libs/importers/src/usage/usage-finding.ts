import type { Path } from '@portplan/documents';

/** Something wrong with a usage file beside this import: where, a stable code, and what to say behind the path. */
export interface UsageFinding {
  readonly path: Path;
  readonly code: string;
  readonly value: unknown;
  readonly says: string;
}
