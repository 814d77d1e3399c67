/** Arrays with a wanted number of the items that `contains` speaks of. */
import { fromPointer, type Json, toPointer } from '@countersign/contract';
import { buildPlain } from './build-plain.ts';
import { atLeast, atMost, itemPointers, type Level, valuesOf } from './effective-schema.ts';
import { plainLevel, type Workshop } from './generation-context.ts';
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
  workshop: Workshop,
  level: Level,
  wanted: string,
  current: readonly Json[],
  count: number,
): Json[] | undefined {
  if (count < 0 || count > LONGEST_ARRAY) return undefined;
  const isMatch = (item: Json): boolean => workshop.fits(wanted, item);
  const pointers = itemPointers(level, 0);
  const isItem = (item: Json): boolean => pointers.every((pointer) => workshop.fits(pointer, item));
  const others = current.filter((item) => !isMatch(item));
  const rest = Math.max(atLeast(level, 'minItems', 0) - count, 0, others.length);
  const isUnique = valuesOf(level, 'uniqueItems').includes(true);

  const matches = series(
    workshop,
    [...pointers, wanted],
    current.filter(isMatch),
    (item) => isItem(item) && isMatch(item),
    count,
    isUnique,
  );
  const strangers = series(
    workshop,
    pointers,
    [...others, ...strangersTo(workshop, pointers)],
    (item) => isItem(item) && !isMatch(item),
    Math.min(rest, atMost(level, 'maxItems') - count),
    isUnique,
  );
  return matches === undefined || strangers === undefined ? undefined : [...matches, ...strangers];
}

/** `count` items for which `accepts` holds, all different where they must be. */
function series(
  workshop: Workshop,
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
  add(buildPlain(workshop, pointers));
  const [pattern] = items;
  if (pattern === undefined) return count <= 0 ? [] : undefined;
  const level = plainLevel(workshop, pointers);
  for (let index = 1; items.length < count && index <= count + 1; index++) {
    if (!isUnique) add(pattern);
    else for (const other of variations(level, pattern, index, workshop)) add(other);
  }
  return items.length < count ? undefined : items;
}

/** Items that another schema beside theirs may not want. */
function strangersTo(workshop: Workshop, pointers: readonly string[]): Json[] {
  const level = plainLevel(workshop, pointers);
  const plain = buildPlain(workshop, pointers);
  const step = stepOf(level);
  const bounds = [lowestOf(level), highestOf(level)].filter(Number.isFinite);
  const near = typeof plain === 'number' ? [shift(plain, step, 1), shift(plain, step, -1)] : [];
  return [...(plain === undefined ? [] : [plain]), ...near, ...bounds, 'example', 0, true, null, {}, []];
}
