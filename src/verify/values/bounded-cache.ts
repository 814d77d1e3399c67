/** Remembers results until about twice `most` others have come after them. */
export class BoundedCache<Key, Result extends object> {
  readonly #most: number;
  // Two generations: to drop the oldest entry of a map, one by one, takes longer the more of them are dropped.
  #young = new Map<Key, Result>();
  #old: ReadonlyMap<Key, Result> = new Map();

  constructor(most: number) {
    this.#most = most;
  }

  /** The result for `key`, worked out where it is not known. */
  of(key: Key, work: () => Result): Result {
    const young = this.#young.get(key);
    if (young !== undefined) return young;
    const result = this.#old.get(key) ?? work();
    if (this.#young.size >= this.#most) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(key, result);
    return result;
  }
}
