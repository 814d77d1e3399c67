/** ` Did you mean "generate"?`, if one of `known` is close to `given`; else nothing. */
export function suggest(given: string, known: readonly string[]): string {
  const ranked = known
    .map((name) => ({ name, distance: editDistance(given, name) }))
    .sort((one, other) => one.distance - other.distance);
  const best = ranked[0];
  const most = Math.min(MOST_EDITS, given.length / 2);
  return best !== undefined && best.distance <= most ? ` Did you mean "${best.name}"?` : '';
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
