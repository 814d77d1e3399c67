/** Arrays of a wanted length. */
import { arrayOf, type Json } from '@countersign/contract';
import { buildPlain } from './build-plain.ts';
import { satisfyCrossFields } from './cross-fields.ts';
import { distinctItems } from './distinct.ts';
import { type EffectiveSchema, itemPointers, valuesOf } from './effective-schema.ts';
import type { GenerationContext } from './generation-context.ts';
import { LONGEST_ARRAY } from './largest.ts';

/** `current` cut or continued to `length` items, or `undefined` where no further item can be made. */
export function resizeItems(
  generation: GenerationContext,
  effective: EffectiveSchema,
  current: readonly Json[],
  length: number,
): Json[] | undefined {
  if (length < 0 || length > LONGEST_ARRAY) return undefined;
  const items = current.slice(0, length);
  while (items.length < length) {
    const item = likeItem(effective, items) ?? buildPlain(generation, itemPointers(effective, items.length));
    if (item === undefined) return undefined;
    items.push(structuredClone(item));
  }
  const distinct = distinctItems(generation, effective, items);
  const satisfied = satisfyCrossFields(effective, distinct, null, generation.now);
  return Array.isArray(satisfied) ? satisfied : distinct;
}

/** An item that was made for the same schema as the next one must keep. */
function likeItem(effective: EffectiveSchema, items: readonly Json[]): Json | undefined {
  const pinned = pinnedItems(effective);
  return items.length < pinned ? undefined : items[pinned];
}

/** How many items have a schema of their own (`prefixItems`). */
export function pinnedItems(effective: EffectiveSchema): number {
  return Math.max(0, ...valuesOf(effective, 'prefixItems').map((value) => arrayOf(value).length));
}
