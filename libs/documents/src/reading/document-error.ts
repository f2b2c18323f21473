import type { Problem } from '@portplan/engine';
import { comparePaths, type Path } from '../fields/path-text.js';

export type DocumentKind = 'Topology' | 'Forecast' | 'Policy' | 'Usage' | 'ProfileDefinition';

/** A problem of a document; of its text, with the place where it was found. */
export interface DocumentProblem extends Problem {
  /** From 1, in text. */
  readonly line?: number;
  readonly column?: number;
}

/** Problems beyond these are counted, not listed. */
const MOST_PROBLEMS = 100;

/** Everything that is wrong with a document, in the order of the document. */
export class DocumentError extends Error {
  override readonly name = 'DocumentError';
  readonly code = 'invalid-document';

  constructor(
    /** What the document should have been; null where its text could not be read, or its kind is not known. */
    readonly document: DocumentKind | null,
    /** In the order of the document, at most 100. */
    readonly problems: readonly DocumentProblem[],
    /** How many there are, listed or not. */
    readonly totalProblems = problems.length,
  ) {
    const more = totalProblems > 1 ? ` (and ${String(totalProblems - 1)} more)` : '';
    super(`${problems[0]?.message ?? 'the document is invalid'}${more}`);
  }
}

/** A problem that is put into words only if it is among those listed. */
export interface UnwordedProblem {
  readonly path: Path;
  readonly worded: () => DocumentProblem;
}

export function documentError(document: DocumentKind, problems: readonly UnwordedProblem[]): DocumentError {
  const first = [...problems]
    .sort((one, other) => comparePaths(one.path, other.path))
    .slice(0, MOST_PROBLEMS);
  return new DocumentError(
    document,
    first.map(({ worded }) => worded()),
    problems.length,
  );
}
