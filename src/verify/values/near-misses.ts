/** Strings that miss a pattern narrowly. */
import type { Variant } from './boundaries.ts';
import { describeValue } from './describe-value.ts';

const STRANGERS = [' ', '!', '_', '-', '0', 'A', 'é', '\n', '/'];

/**
 * Variations of a string that matches: a character more at either end, which a server that forgets `^` or `$`
 * takes, and a character more, fewer or other somewhere in it.
 */
export function nearMisses(text: string): Variant[] {
  const rest = text.slice(1);
  return [
    ...variants(
      'after',
      STRANGERS.map((stranger) => text + stranger),
    ),
    ...variants(
      'before',
      STRANGERS.map((stranger) => stranger + text),
    ),
    ...variants('inside', [
      ...STRANGERS.map((stranger) => stranger + rest),
      ...STRANGERS.map((stranger) => text.slice(0, 1) + stranger + rest),
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
