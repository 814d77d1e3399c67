/** Which values there are: of some types, or listed one by one. */
import { arrayOf, type Json } from '@countersign/contract';
import { beyondBmp } from '../beyond-bmp.ts';
import { atLeast, atMost, type EffectiveSchema } from '../effective-schema.ts';
import { nonEnumValues } from '../non-enum-values.ts';
import { type EdgeCase, labelled } from '../variant.ts';
import { wrongTypes } from '../wrong-types.ts';
import type { ClauseAt, KeywordRows } from './keyword-values.ts';

/** How long the text is where nothing asks for more, in characters. */
const SHORT = 3;

const noMember = ({ generation, effective, current }: ClauseAt) =>
  labelled(nonEnumValues(generation, effective, current));

export const memberKeywords = {
  type: {
    violations: ({ effective }) => wrongTypes(effective),
    edgeCases: (expected, effective) => [expected].flat().flatMap((type) => edgeCasesOf(type, effective)),
    offers: (expected) =>
      arrayOf(expected).includes('null') ? [{ value: null, why: 'The contract allows null here.' }] : [],
  },
  enum: {
    violations: noMember,
    offers: (expected) =>
      arrayOf(expected).map((value) => ({ value, why: 'The contract lists this value as allowed.' })),
  },
  const: { violations: noMember },
} satisfies KeywordRows;

function edgeCasesOf(type: Json, effective: EffectiveSchema): EdgeCase[] {
  if (type === 'boolean') return labelled([true, false]);
  return type === 'string' ? beyondBmp(effective, textLength(effective)) : [];
}

function textLength(effective: EffectiveSchema): number {
  return Math.min(Math.max(SHORT, atLeast(effective, 'minLength', 0)), atMost(effective, 'maxLength'));
}
