/** Valid values that servers stumble over. */
import type { Clause, Json } from '@countersign/contract';
import type { Variant } from './boundaries.ts';
import { countOf, describeValue } from './describe-value.ts';
import { atLeast, atMost, type EffectiveSchema, valuesOf } from './effective-schema.ts';
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

export interface EdgeCase extends Variant {
  /** A value like it that is no edge case: where it is refused, too, there is another reason. @default none is asked */
  readonly beside?: Json;
}

/** A date that has passed is refused by many. */
const leapSecond = { value: LEAP_SECOND.last, label: 'a leap second', beside: LEAP_SECOND.before };

/** By keyword, the values that keep every clause of an effective schema, and that its clause is often misread for. */
const EDGE_CASES: ReadonlyMap<string, (expected: Json, effective: EffectiveSchema, now: Date) => EdgeCase[]> =
  new Map([
    ['format', (expected, _level, now) => ofFormat(String(expected), now)],
    ['type', (expected, effective) => [expected].flat().flatMap((type) => ofType(type, effective))],
    [
      'maxLength',
      (expected, effective) =>
        beyondBmp(effective, Math.min(Number(expected), atMost(effective, 'maxLength'))),
    ],
    ['multipleOf', (_expected, effective) => inexactMultiple(effective)],
  ]);

/** Whether there may be edge cases for clauses of the keyword. */
export function isOftenMisread(keyword: string): boolean {
  return EDGE_CASES.has(keyword);
}

/** The edge cases for a clause at `effective`. They are not proven valid. */
export function edgeCasesFor(
  { keyword, value }: Pick<Clause, 'keyword' | 'value'>,
  effective: EffectiveSchema,
  now: Date,
): EdgeCase[] {
  return EDGE_CASES.get(keyword)?.(value, effective, now) ?? [];
}

function ofFormat(format: string, now: Date): EdgeCase[] {
  const [, ...edgeCases] = formatSamples(format, now)?.good ?? [];
  const variants = edgeCases.map((value) => ({ value, label: describeValue(value) }));
  return format === 'date-time' ? [...variants, leapSecond] : variants;
}

function ofType(type: Json, effective: EffectiveSchema): EdgeCase[] {
  if (type === 'boolean') return [true, false].map((value) => ({ value, label: describeValue(value) }));
  return type === 'string' ? beyondBmp(effective, textLength(effective)) : [];
}

/** Whether a string of the effective schema may hold any characters. */
function isFree(effective: EffectiveSchema): boolean {
  return MEANINGS.every((keyword) => valuesOf(effective, keyword).length === 0);
}

const MEANINGS = 'pattern format enum const contentEncoding contentMediaType x-known'.split(' ');

function textLength(effective: EffectiveSchema): number {
  return Math.min(Math.max(SHORT, atLeast(effective, 'minLength', 0)), atMost(effective, 'maxLength'));
}

/**
 * A text of characters that take two units of UTF-16 each, where the effective schema says nothing of what a text holds. JSON
 * Schema counts characters as Unicode code points (Validation 2020-12 §6.3.1).
 *
 * @param length in characters
 */
export function beyondBmp(effective: EffectiveSchema, length: number): Variant[] {
  if (!isFree(effective) || length < 1 || length > LONGEST_COUNTED) return [];
  return [{ value: BEYOND_BMP.repeat(length), label: `${countOf(length, 'character')} beyond the BMP` }];
}

/** A multiple that divides into no whole number where decimals are taken for binary fractions: 0.07 and 0.01. */
function inexactMultiple(effective: EffectiveSchema): Variant[] {
  const step = stepOf(effective);
  const lowest = Math.max(0, lowestOf(effective, step));
  for (let count = 1; count <= MOST_MULTIPLES; count++) {
    const value = shift(lowest, step, count);
    if (value > highestOf(effective, step)) return [];
    if (!Number.isInteger(value / step)) return [{ value, label: describeValue(value) }];
  }
  return [];
}
