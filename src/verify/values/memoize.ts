/** Where results are kept, by what they were worked out for. */
interface Memory<Key, Result> {
  get(key: Key): Result | undefined;
  set(key: Key, result: Result): unknown;
}

/** The result for `key`, worked out where `memory` has none. */
export function memoize<Key, Result>(memory: Memory<Key, Result>, key: Key, work: () => Result): Result {
  const known = memory.get(key);
  if (known !== undefined) return known;
  const result = work();
  memory.set(key, result);
  return result;
}
