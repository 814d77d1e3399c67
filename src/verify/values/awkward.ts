/** Valid values that servers stumble over. */
import type { Clause } from '../../contract/clauses.ts';
import { arrayOf, type Json } from '../../contract/json.ts';
import type { Variant } from './boundaries.ts';
import { countOf, describeValue } from './describe-value.ts';
import { formatSamples, LEAP_SECOND } from './formats.ts';
import { atLeast, atMost, type Level, valuesOf } from './level.ts';
import { highestOf, lowestOf, shift, stepOf } from './numbers.ts';

/** A character that takes two units of UTF-16, and four of UTF-8. */
const BEYOND_BMP = '🦉';

/** How long the text is where nothing asks for more, in characters. */
const SHORT = 3;

/** In characters. A longer text shows no more of how they are counted. */
const LONGEST_COUNTED = 10_000;

/** How many multiples are looked through for one that binary fractions miss. */
const MOST_MULTIPLES = 1_000;

export interface AwkwardValue extends Variant {
  /** A value like it that is not awkward: where it is refused, too, there is another reason. @default none is asked */
  readonly beside?: Json;
}

/** A date that has passed is refused by many. */
const leapSecond = { value: LEAP_SECOND.last, label: 'a leap second', beside: LEAP_SECOND.before };

/** Values that keep every clause of the level, and that `clause` is often misread for. They are not proven valid. */
export function awkwardValues(
  { keyword, value: expected }: Pick<Clause, 'keyword' | 'value'>,
  level: Level,
  now: Date,
): AwkwardValue[] {
  switch (keyword) {
    case 'format': {
      const [, ...awkward] = formatSamples(String(expected), now)?.good ?? [];
      const variants = awkward.map((value) => ({ value, label: describeValue(value) }));
      return expected === 'date-time' ? [...variants, leapSecond] : variants;
    }
    case 'type':
      return arrayOf(expected)
        .concat(expected)
        .flatMap((type) => {
          if (type === 'boolean')
            return [true, false].map((value) => ({ value, label: describeValue(value) }));
          return type === 'string' ? beyondBmp(level, textLength(level)) : [];
        });
    case 'maxLength':
      return beyondBmp(level, Math.min(Number(expected), atMost(level, 'maxLength')));
    case 'multipleOf':
      return inexactMultiple(level);
    default:
      return [];
  }
}

/** Whether a string of the level may hold any characters. */
function isFree(level: Level): boolean {
  return MEANINGS.every((keyword) => valuesOf(level, keyword).length === 0);
}

const MEANINGS = 'pattern format enum const contentEncoding contentMediaType x-known'.split(' ');

function textLength(level: Level): number {
  return Math.min(Math.max(SHORT, atLeast(level, 'minLength', 0)), atMost(level, 'maxLength'));
}

/**
 * A text of characters that take two units of UTF-16 each, where the level says nothing of what a text holds. JSON
 * Schema counts characters as Unicode code points (Validation 2020-12 §6.3.1).
 *
 * @param length in characters
 */
export function beyondBmp(level: Level, length: number): Variant[] {
  if (!isFree(level) || length < 1 || length > LONGEST_COUNTED) return [];
  return [{ value: BEYOND_BMP.repeat(length), label: `${countOf(length, 'character')} beyond the BMP` }];
}

/** A multiple that divides into no whole number where decimals are taken for binary fractions: 0.07 and 0.01. */
function inexactMultiple(level: Level): Variant[] {
  const step = stepOf(level);
  const lowest = Math.max(0, lowestOf(level, step));
  for (let count = 1; count <= MOST_MULTIPLES; count++) {
    const value = shift(lowest, step, count);
    if (value > highestOf(level, step)) return [];
    if (!Number.isInteger(value / step)) return [{ value, label: describeValue(value) }];
  }
  return [];
}
