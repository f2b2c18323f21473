import { Injectable } from '@nestjs/common';

/** Whether the process has been told to stop, and only finishes what it has begun. */
@Injectable()
export class Draining {
  #begun = false;

  get begun(): boolean {
    return this.#begun;
  }

  begin(): void {
    this.#begun = true;
  }
}
