/** Keeps a value from meeting a condition whose `else` was chosen. */
import { isObject, type Json, type JsonObject } from '@countersign/contract';
import { type Level, propertyPointers, requiredProperties, typesOf } from './effective-schema.ts';
import { first } from './first.ts';
import { plainLevel, type Workshop } from './generation-context.ts';
import { membersOf, scalarsFor, variations } from './scalars.ts';

/** Whether `value` meets none of the conditions that the level avoids. */
export function isAvoiding(workshop: Workshop, { avoided }: Level, value: Json): boolean {
  return !avoided.some((condition) => workshop.fits(condition, value));
}

/** `value` with one property that is left out, or other, where it would meet a condition that the level avoids. */
export function avoid(workshop: Workshop, level: Level, value: JsonObject): JsonObject {
  if (isAvoiding(workshop, level, value)) return value;
  return first(alternatives(workshop, level, value), (other) => isAvoiding(workshop, level, other)) ?? value;
}

function* alternatives(workshop: Workshop, level: Level, value: JsonObject): Generator<JsonObject> {
  const required = requiredProperties(level);
  for (const [name, part] of Object.entries(value)) {
    if (!required.includes(name)) {
      const { [name]: _, ...rest } = value;
      yield rest;
    }
    const pointers = propertyPointers(level, name);
    const fits = (other: Json): boolean => pointers.every((pointer) => workshop.fits(pointer, other));
    for (const other of partsLike(workshop, pointers, part))
      if (fits(other)) yield { ...value, [name]: other };
  }
}

function* partsLike(workshop: Workshop, pointers: readonly string[], part: Json): Generator<Json> {
  const level = plainLevel(workshop, pointers);
  yield* membersOf(level);
  yield* variations(level, part, 1, workshop);
  for (const type of typesOf(level)) yield* scalarsFor(level, type, workshop);
  if (!isObject(part)) yield null;
}
