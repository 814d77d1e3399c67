/** Objects with a property of a name that is not allowed. */
import type { JsonObject } from '@countersign/contract';
import { buildPlain } from './build-plain.ts';
import { countOf, describeValue } from './describe-value.ts';
import { type EffectiveSchema, propertyPointers } from './effective-schema.ts';
import type { GenerationContext } from './generation-context.ts';
import { freeNames } from './names.ts';
import { nearMisses } from './near-misses.ts';
import type { Variant } from './variant.ts';

/** Candidates for `current` with a name too many: near those that are allowed, and far from them. */
export function strangeNames(
  generation: GenerationContext,
  effective: EffectiveSchema,
  current: JsonObject,
): Variant[] {
  const allowed = freeNames(generation, effective, new Set(Object.keys(current)), 1).next().value;
  const near = nearMisses(typeof allowed === 'string' ? allowed : 'name').map(({ value }) => String(value));
  return ['', 'a b!', 'é', '1', '-', 'A', ...near, 'a'.repeat(300)].map((name) => ({
    value: { ...current, [name]: buildPlain(generation, propertyPointers(effective, name)) ?? 'example' },
    label:
      name.length > 10 ? `a name of ${countOf(name.length, 'character')}` : `the name ${describeValue(name)}`,
  }));
}
