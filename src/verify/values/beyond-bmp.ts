/** Texts that count differently for who counts otherwise than JSON Schema does. */
import { keywordsThat } from '@countersign/contract';
import { countOf } from './describe-value.ts';
import { type EffectiveSchema, valuesOf } from './effective-schema.ts';
import type { Variant } from './variant.ts';

/** A character that takes two units of UTF-16, and four of UTF-8. */
const BEYOND_BMP = '🦉';

/** In characters. A longer text shows no more of how they are counted. */
const LONGEST_COUNTED = 10_000;

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

/** Whether a string of the effective schema may hold any characters. */
function isFree(effective: EffectiveSchema): boolean {
  return MEANINGS.every((keyword) => valuesOf(effective, keyword).length === 0);
}

const MEANINGS = keywordsThat(({ givesMeaning }) => givesMeaning === true);
