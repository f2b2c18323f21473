import { isIdentifier } from './identifier.js';

interface Wanted {
  readonly ids?: readonly (string | undefined)[];
  readonly texts?: readonly (string | undefined)[];
}

/** Whether anything stored can be what a filter asks for: nothing has what is no id, and no stored text holds a NUL. */
export function canMatch({ ids = [], texts = [] }: Wanted): boolean {
  return (
    ids.every((id) => id === undefined || isIdentifier(id)) &&
    texts.every((text) => text?.includes('\u0000') !== true)
  );
}
