/** Texts without what differs from one run to the next. */

/** Ids, dates and ports have a digit and are longer than most numbers that a contract speaks of. */
const VARYING = /[\w.:+-]*\d[\w.:+-]*/g;

/** Characters of a word with a digit in it that may stay: `5001`, `v1`, `404`. */
const LONGEST_STABLE = 6;

/** What an answer said, with `#` for the ids, times and ports in it. */
export function stable(text: string): string {
  return text.replaceAll(VARYING, (word) => (word.length > LONGEST_STABLE ? '#' : word));
}
