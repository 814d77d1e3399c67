/** Arrays of a wanted length. */
import type { Json } from '../../contract/json.ts';
import { build } from './build.ts';
import { satisfyCrossFields } from './cross-fields.ts';
import { distinctItems } from './distinct.ts';
import { itemPointers, type Level } from './level.ts';
import type { Workshop } from './workshop.ts';

/** No array longer than this is sent: making its items would cost more than the clause is worth. */
export const LONGEST_ARRAY = 2_000;

/** `current` cut or continued to `length` items, or `undefined` where no further item can be made. */
export function resizeItems(
  workshop: Workshop,
  level: Level,
  current: readonly Json[],
  length: number,
): Json[] | undefined {
  if (length < 0 || length > LONGEST_ARRAY) return undefined;
  const items = current.slice(0, length);
  while (items.length < length) {
    const item = items[0] ?? newItem(workshop, level);
    if (item === undefined) return undefined;
    items.push(structuredClone(item));
  }
  const distinct = distinctItems(workshop, level, items);
  const satisfied = satisfyCrossFields(level, distinct, null, workshop.now);
  return Array.isArray(satisfied) ? satisfied : distinct;
}

function newItem(workshop: Workshop, level: Level): Json | undefined {
  const pointers = itemPointers(level, 0);
  if (pointers.length === 0) return 'example';
  return build(workshop, pointers, { hint: undefined, route: [], optional: 'none', together: [], attempt: 0 })
    ?.value;
}
