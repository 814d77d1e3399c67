/** The one of `known` that is most likely meant by `given`, if one is close to it. */
export function nearest(given: string, known: Iterable<string>): string | undefined {
  const most = Math.min(MOST_EDITS, given.length / 2);
  let best: { readonly name: string; readonly distance: number } | undefined;
  for (const name of known) {
    // The lengths alone are that far apart.
    if (Math.abs(name.length - given.length) > most) continue;
    const distance = editDistance(given.toLowerCase(), name.toLowerCase());
    if (distance <= most && (best === undefined || distance < best.distance)) best = { name, distance };
  }
  return best?.name;
}

/** Further apart than this, or than half of what was typed, two words are not the same one mistyped. */
const MOST_EDITS = 3;

/** Levenshtein's distance, one row at a time. */
function editDistance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...one].entries()) {
    const next = [index + 1];
    for (const [column, against] of [...other].entries()) {
      const replaced = (row[column] ?? 0) + (letter === against ? 0 : 1);
      next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
