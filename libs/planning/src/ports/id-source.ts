import { randomBytes } from 'node:crypto';

/** New identifiers: UUIDs that sort by the time they were made, which is the order of lists. */
export abstract class IdSource {
  abstract next(): string;
}

const SEQUENCE_SIZE = 0x1000;

/** UUID version 7 with a counter in `rand_a` (RFC 9562, sections 5.7 and 6.2), so that ids of one millisecond sort too. */
export class UuidV7Source extends IdSource {
  #lastMilliseconds = 0;
  #sequence = 0;

  override next(): string {
    this.#advance(Date.now());
    const bytes = randomBytes(16);
    bytes.writeUIntBE(this.#lastMilliseconds, 0, 6);
    bytes.writeUInt16BE(0x7000 | this.#sequence, 6);
    bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
    const hex = bytes.toString('hex');
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
  }

  /** A clock that stands or goes back must not break the order: time then runs on from the last id. */
  #advance(milliseconds: number): void {
    if (milliseconds > this.#lastMilliseconds) {
      this.#lastMilliseconds = milliseconds;
      this.#sequence = 0;
      return;
    }
    this.#sequence += 1;
    if (this.#sequence === SEQUENCE_SIZE) {
      this.#lastMilliseconds += 1;
      this.#sequence = 0;
    }
  }
}
