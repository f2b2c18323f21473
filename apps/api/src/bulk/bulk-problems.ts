import { DocumentError } from '@portplan/documents';
import { BulkError } from '@portplan/planning';
import {
  PROBLEM_CATALOGUE,
  problemOf,
  RequestError,
  type FieldProblem,
  type ItemProblem,
} from '@portplan/platform';

type Failure = BulkError['failures'][number];

/** Where in an item its content stands. */
export type ContentPlace = 'document' | 'scenario';

/** Many changes: what is wrong with any of them is told with pointers into the body, and with a status for each item. */
export async function pointingIntoItems<T>(work: Promise<T>, content: ContentPlace): Promise<T> {
  try {
    return await work;
  } catch (thrown) {
    if (!(thrown instanceof BulkError)) throw thrown;
    const fields = thrown.failures.flatMap((failure) => fieldsOf(failure, content));
    throw new RequestError('bulk-refused', thrown.message, fields, itemsOf(thrown));
  }
}

function fieldsOf({ index, thrown }: Failure, content: ContentPlace): readonly FieldProblem[] {
  const item = `/items/${String(index)}`;
  const errors = problemOf(thrown)?.errors ?? [];
  if (errors.length === 0) return [{ pointer: item, code: thrown.code, value: null, detail: thrown.message }];
  return errors.map((error) => ({
    ...error,
    pointer: `${item}${placeOf(thrown, error, content)}${error.pointer}`,
  }));
}

/** Tags and labels stand beside the content, everything else within it. */
function placeOf(thrown: Failure['thrown'], { pointer }: FieldProblem, content: ContentPlace): string {
  if (!(thrown instanceof DocumentError)) return /^\/(tags|labels)/.test(pointer) ? '' : `/${content}`;
  return content === 'document' ? '/document' : `/scenario/${(thrown.document ?? '').toLowerCase()}`;
}

/** A status for each item; those that could have been changed were not, for the others. */
function itemsOf({ count, failures }: BulkError): readonly ItemProblem[] {
  const byIndex = new Map(failures.map(({ index, thrown }) => [index, thrown]));
  return Array.from({ length: count }, (_, index): ItemProblem => {
    const thrown = byIndex.get(index);
    const code = thrown?.code ?? 'not-carried-out';
    const detail = thrown?.message ?? 'Nothing was stored, since other items cannot be changed so.';
    return { status: PROBLEM_CATALOGUE[code].status, code, detail };
  });
}
