/** Lengths of strings, and what they hold. */
import type { Json } from '@countersign/contract';
import { beyondBmp } from '../beyond-bmp.ts';
import { countOf } from '../describe-value.ts';
import { atLeast, atMost, type EffectiveSchema } from '../effective-schema.ts';
import { formatSamples, LEAP_SECOND } from '../formats.ts';
import type { GenerationContext } from '../generation-context.ts';
import { LONGEST_STRING } from '../largest.ts';
import { nearMisses } from '../near-misses.ts';
import { stringsFor } from '../strings.ts';
import { type EdgeCase, labelled, type Variant } from '../variant.ts';
import type { KeywordRows, ValueAt } from './keyword-values.ts';

/** A date that has passed is refused by many. */
const leapSecond = { value: LEAP_SECOND.last, label: 'a leap second', beside: LEAP_SECOND.before };

const asLongAsSaid = ({ generation, effective, expected, current }: ValueAt) =>
  ofLength(generation, effective, Number(expected), current);

export const textKeywords = {
  minLength: {
    boundary: asLongAsSaid,
    violations: ({ generation, effective, expected, current }) => [
      ...sized(generation, without(effective, 'minLength'), Number(expected) - 1, current),
      // Long enough for who counts the units of UTF-16.
      ...beyondBmp(effective, Number(expected) - 1).map((variant) => ({ ...variant, aspect: 'characters' })),
    ],
  },
  maxLength: {
    boundary: asLongAsSaid,
    violations: ({ generation, effective, expected, current }) =>
      sized(generation, without(effective, 'maxLength'), Number(expected) + 1, current),
    edgeCases: (expected, effective) =>
      beyondBmp(effective, Math.min(Number(expected), atMost(effective, 'maxLength'))),
  },
  pattern: { violations: ({ current }) => (typeof current === 'string' ? nearMisses(current) : []) },
  format: {
    violations: ({ generation, effective, expected }) =>
      labelled(malformed(effective, String(expected), generation.now)),
    edgeCases: (expected, _, now) => oddOnes(String(expected), now),
  },
  contentMediaType: {},
} satisfies KeywordRows;

/** Strings of that length, or none where it is none that is sent. */
function sized(
  generation: GenerationContext,
  effective: EffectiveSchema,
  length: number,
  current: Json,
): Variant[] {
  return length < 0 || length > LONGEST_STRING ? [] : ofLength(generation, effective, length, current);
}

function ofLength(
  generation: GenerationContext,
  effective: EffectiveSchema,
  length: number,
  current: Json,
): Variant[] {
  const label = countOf(length, 'character');
  const like = typeof current === 'string' ? { like: current } : {};
  return [...stringsFor(effective, { ...generation, ...like, length })].map((value) => ({ value, label }));
}

function without(effective: EffectiveSchema, keyword: string): EffectiveSchema {
  return {
    ...effective,
    schemas: effective.schemas.map(({ schema, pointer }) => {
      const { [keyword]: _, ...rest } = schema;
      return { schema: rest, pointer };
    }),
  };
}

/** Strings that miss a format, as long as the effective schema wants them. */
function malformed(effective: EffectiveSchema, format: string, now: Date): string[] {
  const bad = formatSamples(format, now)?.bad ?? [];
  const shortest = atLeast(effective, 'minLength', 0);
  return [...bad, ...bad.map((text) => text.padEnd(shortest, text.slice(-1)))];
}

/** Members of a format that few think of. */
function oddOnes(format: string, now: Date): EdgeCase[] {
  const [, ...edgeCases] = formatSamples(format, now)?.good ?? [];
  const variants = labelled(edgeCases);
  return format === 'date-time' ? [...variants, leapSecond] : variants;
}
