/** The values on the inner side of a clause: the longest name that is allowed, the smallest number, … */
import type { Json } from '@countersign/contract';
import type { EffectiveSchema } from './effective-schema.ts';
import type { GenerationContext } from './generation-context.ts';
import { valuesForKeyword } from './keywords/keywords.ts';
import type { Variant } from './variant.ts';

/** Candidates for the value nearest to breaking `keyword: expected` at a place whose value is `current`. */
export function boundariesOf(
  generation: GenerationContext,
  effective: EffectiveSchema,
  keyword: string,
  expected: Json,
  current: Json,
): Variant[] {
  return valuesForKeyword(keyword).boundary?.({ generation, effective, expected, current }) ?? [];
}
