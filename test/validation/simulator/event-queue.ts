/** Events of a simulation in the order of their times: a binary heap of times with a whole number each. */
export class EventQueue {
  readonly #times: number[] = [];
  readonly #items: number[] = [];

  /** When the next event is due; Infinity where none is. */
  get nextAt(): number {
    return this.#times[0] ?? Infinity;
  }

  add(at: number, item: number): void {
    const [times, items] = [this.#times, this.#items];
    let hole = times.length;
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      const parentAt = times[parent] ?? 0;
      if (parentAt <= at) break;
      times[hole] = parentAt;
      items[hole] = items[parent] ?? 0;
      hole = parent;
    }
    times[hole] = at;
    items[hole] = item;
  }

  /** Takes the next event out. */
  take(): number {
    const [times, items] = [this.#times, this.#items];
    const taken = items[0];
    const at = times.pop();
    const item = items.pop();
    if (taken === undefined || at === undefined || item === undefined) throw new Error('no event to take');
    if (times.length === 0) return taken;
    let hole = 0;
    for (;;) {
      let child = 2 * hole + 1;
      if (child >= times.length) break;
      if ((times[child + 1] ?? Infinity) < (times[child] ?? 0)) child += 1;
      const childAt = times[child] ?? 0;
      if (childAt >= at) break;
      times[hole] = childAt;
      items[hole] = items[child] ?? 0;
      hole = child;
    }
    times[hole] = at;
    items[hole] = item;
    return taken;
  }
}
