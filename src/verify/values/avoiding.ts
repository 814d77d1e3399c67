/** Keeps a value from meeting a condition whose `else` was chosen. */
import { isObject, type Json, type JsonObject } from '@countersign/contract';
import { type EffectiveSchema, propertyPointers, requiredProperties, typesOf } from './effective-schema.ts';
import { first } from './first.ts';
import { type GenerationContext, plainSchema } from './generation-context.ts';
import { membersOf, scalarsFor, variations } from './scalars.ts';

/** Whether `value` meets none of the conditions that the effective schema avoids. */
export function isAvoiding(
  generation: GenerationContext,
  { avoided }: EffectiveSchema,
  value: Json,
): boolean {
  return !avoided.some((condition) => generation.fits(condition, value));
}

/** `value` with one property that is left out, or other, where it would meet a condition that the effective schema avoids. */
export function avoid(
  generation: GenerationContext,
  effective: EffectiveSchema,
  value: JsonObject,
): JsonObject {
  if (isAvoiding(generation, effective, value)) return value;
  return (
    first(alternatives(generation, effective, value), (other) => isAvoiding(generation, effective, other)) ??
    value
  );
}

function* alternatives(
  generation: GenerationContext,
  effective: EffectiveSchema,
  value: JsonObject,
): Generator<JsonObject> {
  const required = requiredProperties(effective);
  for (const [name, part] of Object.entries(value)) {
    if (!required.includes(name)) {
      const { [name]: _, ...rest } = value;
      yield rest;
    }
    const pointers = propertyPointers(effective, name);
    const fits = (other: Json): boolean => pointers.every((pointer) => generation.fits(pointer, other));
    for (const other of partsLike(generation, pointers, part))
      if (fits(other)) yield { ...value, [name]: other };
  }
}

function* partsLike(generation: GenerationContext, pointers: readonly string[], part: Json): Generator<Json> {
  const effective = plainSchema(generation, pointers);
  yield* membersOf(effective);
  yield* variations(effective, part, 1, generation);
  for (const type of typesOf(effective)) yield* scalarsFor(effective, type, generation);
  if (!isObject(part)) yield null;
}
