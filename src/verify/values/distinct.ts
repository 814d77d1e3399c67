/** Arrays whose items differ, where they must. */
import { isObject, type Json } from '@countersign/contract';
import {
  type EffectiveSchema,
  itemPointers,
  propertyPointers,
  stringsOf,
  valuesOf,
} from './effective-schema.ts';
import { first } from './first.ts';
import { type GenerationContext, plainSchema } from './generation-context.ts';
import { variations } from './scalars.ts';

/** Whether no two items may be equal, or alike in a property. */
export function mustDiffer(effective: EffectiveSchema): boolean {
  return hasUniqueItems(effective) || uniqueKeys(effective).length > 0;
}

export function hasUniqueItems(effective: EffectiveSchema): boolean {
  return valuesOf(effective, 'uniqueItems').includes(true);
}

/** The properties that differ from item to item. */
function uniqueKeys(effective: EffectiveSchema): string[] {
  return stringsOf(effective, 'x-unique-by');
}

/** The array of `items` in which each differs from those before it, where the effective schema asks for that. */
export function distinctItems(
  generation: GenerationContext,
  effective: EffectiveSchema,
  items: readonly Json[],
): Json[] {
  const isUnique = hasUniqueItems(effective);
  const keys = uniqueKeys(effective);
  const seen = new Set<string>();
  return items.map((item, index) => {
    const itemSchema = plainSchema(generation, itemPointers(effective, index));
    const different = isUnique || itemSchema.components.some((name) => generation.isIdKind(name));
    const chosen =
      different && seen.has(JSON.stringify(item)) ? vary(generation, itemSchema, item, index, seen) : item;
    seen.add(JSON.stringify(chosen));
    return keys.reduce((item, key) => withOwnKey(generation, itemSchema, item, key, index, seen), chosen);
  });
}

/** The item with a value of its own for the property that must differ from item to item. */
function withOwnKey(
  generation: GenerationContext,
  effective: EffectiveSchema,
  item: Json,
  key: string,
  index: number,
  seen: Set<string>,
): Json {
  const value = isObject(item) ? item[key] : undefined;
  if (!isObject(item) || value === undefined) return item;
  const keySchema = plainSchema(generation, propertyPointers(effective, key));
  const nameOf = (candidate: Json): string => `${key} ${JSON.stringify(candidate)}`;
  const fits = (candidate: Json): boolean =>
    !seen.has(nameOf(candidate)) &&
    keySchema.schemas.every(({ pointer }) => generation.fits(pointer, candidate));
  const own = fits(value) ? value : (first(variations(keySchema, value, index, generation), fits) ?? value);
  seen.add(nameOf(own));
  return { ...item, [key]: own };
}

function vary(
  generation: GenerationContext,
  effective: EffectiveSchema,
  item: Json,
  index: number,
  seen: ReadonlySet<string>,
): Json {
  const fits = (value: Json): boolean =>
    !seen.has(JSON.stringify(value)) &&
    effective.schemas.every(({ pointer }) => generation.fits(pointer, value));
  if (!isObject(item)) {
    return first(variations(effective, item, index, generation), fits) ?? item;
  }
  for (const [name, part] of Object.entries(item)) {
    const partSchema = plainSchema(generation, propertyPointers(effective, name));
    const other = first(variations(partSchema, part, index, generation), (variation) =>
      fits({ ...item, [name]: variation }),
    );
    if (other !== undefined) return { ...item, [name]: other };
  }
  return item;
}
