import { isObject, type Json } from '@countersign/contract';

/** Values that are looked at for one path: a long list tells no more than its beginning. */
const MOST_VALUES = 1_000;

/** The values at `path` of `root`; `*` is every item of a list and every value of an object. */
export function valuesAt(root: Json, path: readonly string[]): Json[] {
  return path.reduce<Json[]>(
    (values, segment) => values.flatMap((value) => partsAt(value, segment)).slice(0, MOST_VALUES),
    [root],
  );
}

function partsAt(value: Json, segment: string): Json[] {
  if (Array.isArray(value)) {
    if (segment === '*') return value;
    const item = value[Number(segment)];
    return item === undefined ? [] : [item];
  }
  if (!isObject(value)) return [];
  if (Object.hasOwn(value, segment)) return [value[segment] ?? null];
  return segment === '*' ? Object.values(value) : [];
}
