/** How often somebody has asked within a span of time. */
export interface Count {
  asked: number;
  readonly endsAt: number;
}

/** Counts by caller in spans of the same length, each beginning with a caller's first request. */
export class CountedCallers {
  /** In the order in which their spans began. */
  readonly #counts = new Map<string, Count>();

  /** @param most callers that are counted at once; of more, those whose spans began first begin anew */
  constructor(
    private readonly spanMilliseconds: number,
    private readonly most: number,
  ) {}

  /** Counts one request more. @param now milliseconds, of a clock that does not go back */
  count(caller: string, now: number): Readonly<Count> {
    const known = this.#counts.get(caller);
    if (known !== undefined && now < known.endsAt) {
      known.asked += 1;
      return known;
    }
    this.#counts.delete(caller);
    const [first] = this.#counts.keys();
    if (this.#counts.size >= this.most && first !== undefined) this.#counts.delete(first);
    const begun = { asked: 1, endsAt: now + this.spanMilliseconds };
    this.#counts.set(caller, begun);
    return begun;
  }
}
