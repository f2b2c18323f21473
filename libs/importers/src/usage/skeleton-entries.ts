import {
  isPlainObject,
  pointerOf,
  type AssumedValue,
  type Path,
  type ResourceUsage,
} from '@portplan/documents';
import { closeness, withoutKeys } from './address-pattern.js';

interface Note {
  readonly path: Path;
  readonly reason: string;
  /** Whether it is about one instance: said of several, it would be wrong. */
  readonly single: boolean;
}

interface Entry {
  readonly fields: Record<string, unknown>;
  readonly notes: Note[];
}

/** The entries of a usage file that is being written, by address. */
export class SkeletonEntries {
  readonly #entries = new Map<string, Entry>();

  /** Puts a value, with why it was taken. */
  put(address: string, path: Path, value: unknown, reason: string): void {
    const entry = this.#entryOf(address);
    setAt(entry.fields, path, value);
    this.#note(entry, { path, reason, single: false });
  }

  /** Says what was taken without putting it: it goes on to follow the source. */
  note(address: string, path: Path, value: unknown, reason: string): void {
    const note = { path, reason: `${JSON.stringify(value)}, ${reason}`, single: true };
    this.#note(this.#entryOf(address), note);
  }

  /** The path of a destination in an address's list, which it is added to. */
  destination(address: string, name: string): Path {
    const { fields } = this.#entryOf(address);
    const list = (fields['destinations'] ??= []) as { readonly name: string }[];
    const place = list.findIndex((each) => each.name === name);
    if (place < 0) list.push({ name });
    return ['destinations', place < 0 ? list.length - 1 : place];
  }

  /** Instances of one resource of which the same is said as one entry, `[*]` in the place of their keys. */
  joined(): {
    readonly resources: Readonly<Record<string, ResourceUsage>>;
    readonly reasons: readonly AssumedValue[];
  } {
    const kept: { readonly key: string; readonly entry: Entry }[] = [];
    const done = new Set<string>();
    for (const [address, entry] of this.#entries) {
      if (done.has(address) || Object.keys(entry.fields).length === 0) continue;
      const pattern = withoutKeys(address);
      const alike = [...this.#entries].filter(([other]) => closeness(pattern, other) !== null);
      const join =
        alike.length > 1 &&
        alike.every(([, other]) => JSON.stringify(other.fields) === JSON.stringify(entry.fields));
      for (const [other] of join ? alike : []) done.add(other);
      const notes = join ? entry.notes.filter(({ single }) => !single) : entry.notes;
      kept.push({ key: join ? pattern : address, entry: { ...entry, notes } });
    }
    return {
      resources: Object.fromEntries(kept.map(({ key, entry }) => [key, entry.fields])),
      reasons: kept.flatMap(({ key, entry }) =>
        entry.notes.map(({ path, reason }) => ({ pointer: pointerOf(['resources', key, ...path]), reason })),
      ),
    };
  }

  #entryOf(address: string): Entry {
    const entry = this.#entries.get(address) ?? { fields: {}, notes: [] };
    this.#entries.set(address, entry);
    return entry;
  }

  #note({ notes }: Entry, note: Note): void {
    const text = JSON.stringify(note);
    if (!notes.some((other) => JSON.stringify(other) === text)) notes.push(note);
  }
}

function setAt(fields: Record<string, unknown>, path: Path, value: unknown): void {
  const [first, ...rest] = path;
  if (first === undefined) return;
  if (rest.length === 0) {
    fields[first] = value;
    return;
  }
  const there = fields[first];
  if (Array.isArray(there)) {
    const [place, ...further] = rest;
    const item: unknown = there[Number(place)];
    if (isPlainObject(item)) setAt(item, further, value);
    return;
  }
  const inner: Record<string, unknown> = isPlainObject(there) ? { ...there } : {};
  fields[first] = inner;
  setAt(inner, rest, value);
}
