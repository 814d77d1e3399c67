/** `make`, done once for each key, when it is asked for first. */
export function memoize<Key, Made>(make: (key: Key) => Made): (key: Key) => Made {
  const known = new Map<Key, Made>();
  return (key) => memoized(known, key, () => make(key));
}

/** What `known` has for `key`: where that is nothing, what `make` makes, from then on. */
export function memoized<Key, Made>(known: Map<Key, Made>, key: Key, make: () => Made): Made {
  const made = known.get(key) ?? make();
  known.set(key, made);
  return made;
}
