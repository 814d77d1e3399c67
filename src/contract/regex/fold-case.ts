/** Letters without regard to their case, for patterns that cannot have the flag `i`. */

/** What a letter is to a pattern that ignores case: `[aA]`. */
export function eitherCase(letter: string): string {
  const both = cases(letter);
  return both.length === 1 ? letter : `[${both.join('')}]`;
}

/** The two cases of a letter of ASCII; of others `undefined` where it is not certain that there are two. */
export function cases(letter: string): string[] {
  return /[A-Za-z]/.test(letter) ? [letter, swapped(letter)] : [letter];
}

/** What to add to a class for the range `from`-`to`: its other case; `undefined` if it is no range of one case. */
export function otherCase(from: string, to: string): string | undefined {
  const isOneCase = /^([a-z]{2}|[A-Z]{2})$/.test(from + to);
  if (isOneCase) return `${swapped(from)}-${swapped(to)}`;
  const hasLetters = from <= 'z' && to >= 'A' && !(from > 'Z' && to < 'a');
  // All letters, of both cases.
  return !hasLetters || (from <= 'A' && to >= 'z') ? '' : undefined;
}

/** Whether the case of `text` matters, and is not that of ASCII. */
export function isForeignLetter(text: string): boolean {
  return text > '\x7f' && text.toLowerCase() !== text.toUpperCase();
}

function swapped(letter: string): string {
  return letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase();
}
