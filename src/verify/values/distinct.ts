/** Arrays whose items differ, where they must. */
import { isObject, type Json } from '@countersign/contract';
import { itemPointers, type Level, propertyPointers, stringsOf, valuesOf } from './effective-schema.ts';
import { first } from './first.ts';
import { plainLevel, type Workshop } from './generation-context.ts';
import { variations } from './scalars.ts';

/** The array of `items` in which each differs from those before it, where the level asks for that. */
export function distinctItems(workshop: Workshop, level: Level, items: readonly Json[]): Json[] {
  const mustDiffer = valuesOf(level, 'uniqueItems').includes(true);
  const keys = stringsOf(level, 'x-unique-by');
  const seen = new Set<string>();
  return items.map((item, index) => {
    const itemLevel = plainLevel(workshop, itemPointers(level, index));
    const different = mustDiffer || itemLevel.components.some((name) => workshop.isIdKind(name));
    const chosen =
      different && seen.has(JSON.stringify(item)) ? vary(workshop, itemLevel, item, index, seen) : item;
    seen.add(JSON.stringify(chosen));
    return keys.reduce((each, key) => withOwnKey(workshop, itemLevel, each, key, index, seen), chosen);
  });
}

/** The item with a value of its own for the property that must differ from item to item (`x-unique-by`). */
function withOwnKey(
  workshop: Workshop,
  level: Level,
  item: Json,
  key: string,
  index: number,
  seen: Set<string>,
): Json {
  const value = isObject(item) ? item[key] : undefined;
  if (!isObject(item) || value === undefined) return item;
  const keyLevel = plainLevel(workshop, propertyPointers(level, key));
  const nameOf = (candidate: Json): string => `${key} ${JSON.stringify(candidate)}`;
  const fits = (candidate: Json): boolean =>
    !seen.has(nameOf(candidate)) &&
    keyLevel.schemas.every(({ pointer }) => workshop.fits(pointer, candidate));
  const own = fits(value) ? value : (first(variations(keyLevel, value, index, workshop), fits) ?? value);
  seen.add(nameOf(own));
  return { ...item, [key]: own };
}

function vary(workshop: Workshop, level: Level, item: Json, index: number, seen: ReadonlySet<string>): Json {
  const fits = (value: Json): boolean =>
    !seen.has(JSON.stringify(value)) && level.schemas.every(({ pointer }) => workshop.fits(pointer, value));
  if (!isObject(item)) {
    return first(variations(level, item, index, workshop), fits) ?? item;
  }
  for (const [name, part] of Object.entries(item)) {
    const partLevel = plainLevel(workshop, propertyPointers(level, name));
    const other = first(variations(partLevel, part, index, workshop), (variation) =>
      fits({ ...item, [name]: variation }),
    );
    if (other !== undefined) return { ...item, [name]: other };
  }
  return item;
}
