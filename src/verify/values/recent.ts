/** Remembers the results of its last `most` keys. */
export class Recent<Key, Result extends object> {
  readonly #most: number;
  readonly #known = new Map<Key, Result>();

  constructor(most: number) {
    this.#most = most;
  }

  /** The result for `key`, worked out where it is not known. */
  of(key: Key, work: () => Result): Result {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const result = work();
    this.#known.set(key, result);
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= this.#most) break;
      this.#known.delete(oldest);
    }
    return result;
  }
}
