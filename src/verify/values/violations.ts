/** The values on the outer side of a clause. Whether one breaks that clause alone is shown elsewhere. */
import type { Clause, CrossFieldKeyword, Json } from '@countersign/contract';
import { crossFieldKeyword } from './cross-fields.ts';
import type { EffectiveSchema } from './effective-schema.ts';
import type { GenerationContext } from './generation-context.ts';
import { resizeItems } from './items.ts';
import { valuesForKeyword } from './keywords/keywords.ts';
import { mutations } from './mutations.ts';
import type { Variant } from './variant.ts';

/** The place that a violation changes. */
export interface Spot {
  readonly effective: EffectiveSchema;
  /** A value that keeps the clause. */
  readonly current: Json;
  /** What holds it. */
  readonly parent: Json | undefined;
}

/** Candidates for a value that breaks `clause`, those that say the most first. */
export function violationsOf(
  generation: GenerationContext,
  { keyword, value: expected, pointer }: Clause,
  spot: Spot,
): Variant[] {
  const crossField = crossFieldKeyword(keyword);
  if (crossField !== undefined) return notKept(generation, crossField, expected, spot);
  const { effective, current } = spot;
  const { violations } = valuesForKeyword(keyword);
  return violations?.({ generation, effective, expected, pointer, current }) ?? mutations(current);
}

function notKept(
  generation: GenerationContext,
  keyword: CrossFieldKeyword,
  expected: Json,
  { effective, current, parent }: Spot,
): Variant[] {
  const pair = Array.isArray(current)
    ? resizeItems(generation, effective, current, Math.max(2, current.length))
    : undefined;
  return [current, ...(pair === undefined ? [] : [pair])].map((value) => ({
    value: keyword.break(expected, value, { parent, now: generation.now }),
    label: 'not kept',
  }));
}
