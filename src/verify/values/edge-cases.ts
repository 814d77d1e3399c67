/** Valid values that servers stumble over. */
import type { Clause, Json } from '@countersign/contract';
import type { Variant } from './boundaries.ts';
import { countOf, describeValue } from './describe-value.ts';
import { atLeast, atMost, type Level, valuesOf } from './effective-schema.ts';
import { formatSamples, LEAP_SECOND } from './formats.ts';
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

/** By keyword, the values that keep every clause of a level, and that its clause is often misread for. */
const AWKWARD: ReadonlyMap<string, (expected: Json, level: Level, now: Date) => AwkwardValue[]> = new Map([
  ['format', (expected, _level, now) => ofFormat(String(expected), now)],
  ['type', (expected, level) => [expected].flat().flatMap((type) => ofType(type, level))],
  [
    'maxLength',
    (expected, level) => beyondBmp(level, Math.min(Number(expected), atMost(level, 'maxLength'))),
  ],
  ['multipleOf', (_expected, level) => inexactMultiple(level)],
]);

/** Whether there may be awkward values for clauses of the keyword. */
export function isOftenMisread(keyword: string): boolean {
  return AWKWARD.has(keyword);
}

/** The awkward values for a clause at `level`. They are not proven valid. */
export function awkwardValues(
  { keyword, value }: Pick<Clause, 'keyword' | 'value'>,
  level: Level,
  now: Date,
): AwkwardValue[] {
  return AWKWARD.get(keyword)?.(value, level, now) ?? [];
}

function ofFormat(format: string, now: Date): AwkwardValue[] {
  const [, ...awkward] = formatSamples(format, now)?.good ?? [];
  const variants = awkward.map((value) => ({ value, label: describeValue(value) }));
  return format === 'date-time' ? [...variants, leapSecond] : variants;
}

function ofType(type: Json, level: Level): AwkwardValue[] {
  if (type === 'boolean') return [true, false].map((value) => ({ value, label: describeValue(value) }));
  return type === 'string' ? beyondBmp(level, textLength(level)) : [];
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
