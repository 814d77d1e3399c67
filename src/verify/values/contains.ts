/** Arrays with a wanted number of the items that `contains` speaks of. */
import { fromPointer, type Json, toPointer } from '@countersign/contract';
import { buildPlain } from './build-plain.ts';
import { hasUniqueItems } from './distinct.ts';
import { atLeast, atMost, type EffectiveSchema, itemPointers } from './effective-schema.ts';
import { type GenerationContext, plainSchema } from './generation-context.ts';
import { LONGEST_ARRAY } from './largest.ts';
import { highestOf, lowestOf, shift, stepOf } from './numbers.ts';
import { variations } from './scalars.ts';

/** Where the `contains` stands that `pointer`, of it or of the bounds beside it, is about. */
export function containsBeside(pointer: string): string {
  return toPointer([...fromPointer(pointer).slice(0, -1), 'contains']);
}

/**
 * An array like `current` in which `count` items fit the schema at `wanted`, or `undefined` where there is none.
 * The others of `current` are kept as far as there is room for them.
 */
export function withMatches(
  generation: GenerationContext,
  effective: EffectiveSchema,
  wanted: string,
  current: readonly Json[],
  count: number,
): Json[] | undefined {
  if (count < 0 || count > LONGEST_ARRAY) return undefined;
  const isMatch = (item: Json): boolean => generation.fits(wanted, item);
  const pointers = itemPointers(effective, 0);
  const isItem = (item: Json): boolean => pointers.every((pointer) => generation.fits(pointer, item));
  const kept = current.filter((item) => !isMatch(item));
  const rest = Math.max(atLeast(effective, 'minItems', 0) - count, 0, kept.length);
  const isUnique = hasUniqueItems(effective);

  const matches = series(
    generation,
    [...pointers, wanted],
    current.filter(isMatch),
    (item) => isItem(item) && isMatch(item),
    count,
    isUnique,
  );
  const others = series(
    generation,
    pointers,
    [...kept, ...otherItems(generation, pointers)],
    (item) => isItem(item) && !isMatch(item),
    Math.min(rest, atMost(effective, 'maxItems') - count),
    isUnique,
  );
  return matches === undefined || others === undefined ? undefined : [...matches, ...others];
}

/** `count` items for which `accepts` holds, all different where they must be. */
function series(
  generation: GenerationContext,
  pointers: readonly string[],
  first: readonly Json[],
  accepts: (item: Json) => boolean,
  count: number,
  isUnique: boolean,
): Json[] | undefined {
  const items: Json[] = [];
  const seen = new Set<string>();
  const add = (item: Json | undefined): void => {
    if (item === undefined || items.length >= count || !accepts(item)) return;
    if (isUnique && seen.has(JSON.stringify(item))) return;
    seen.add(JSON.stringify(item));
    items.push(item);
  };
  for (const item of first) add(item);
  add(buildPlain(generation, pointers));
  const [pattern] = items;
  if (pattern === undefined) return count <= 0 ? [] : undefined;
  const effective = plainSchema(generation, pointers);
  for (let index = 1; items.length < count && index <= count + 1; index++) {
    if (!isUnique) add(pattern);
    else for (const other of variations(effective, pattern, index, generation)) add(other);
  }
  return items.length < count ? undefined : items;
}

/** Items that another schema beside theirs may not want. */
function otherItems(generation: GenerationContext, pointers: readonly string[]): Json[] {
  const effective = plainSchema(generation, pointers);
  const plain = buildPlain(generation, pointers);
  const step = stepOf(effective);
  const bounds = [lowestOf(effective), highestOf(effective)].filter(Number.isFinite);
  const near = typeof plain === 'number' ? [shift(plain, step, 1), shift(plain, step, -1)] : [];
  return [...(plain === undefined ? [] : [plain]), ...near, ...bounds, 'example', 0, true, null, {}, []];
}
