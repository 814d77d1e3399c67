/** Strings that miss a pattern narrowly. */

import { describeValue } from './describe-value.ts';
import type { Variant } from './variant.ts';

const FOREIGN_CHARACTERS = [' ', '!', '_', '-', '0', 'A', 'é', '\n', '/'];

/**
 * Variations of a string that matches: a character more at either end, which a server that forgets `^` or `$`
 * takes, and a character more, fewer or other somewhere in it.
 */
export function nearMisses(text: string): Variant[] {
  const rest = text.slice(1);
  return [
    ...variants(
      'after',
      FOREIGN_CHARACTERS.map((character) => text + character),
    ),
    ...variants(
      'before',
      FOREIGN_CHARACTERS.map((character) => character + text),
    ),
    ...variants('inside', [
      ...FOREIGN_CHARACTERS.map((character) => character + rest),
      ...FOREIGN_CHARACTERS.map((character) => text.slice(0, 1) + character + rest),
      text.slice(0, -1),
      rest,
      text.toUpperCase(),
      'zzz',
      '',
    ]),
  ];
}

function variants(aspect: string, texts: readonly string[]): Variant[] {
  return texts.map((value) => ({ value, label: describeValue(value), aspect }));
}
