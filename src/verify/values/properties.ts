/** Objects with a wanted number of properties. */
import type { JsonObject } from '@countersign/contract';
import { buildPlain } from './build-plain.ts';
import {
  declaredProperties,
  type EffectiveSchema,
  propertyPointers,
  requiredProperties,
} from './effective-schema.ts';
import type { GenerationContext } from './generation-context.ts';
import { MOST_PROPERTIES } from './largest.ts';
import { freeNames } from './names.ts';

/** `current` with properties taken away or added until it has `count`, or `undefined` where that cannot be. */
export function resizeProperties(
  generation: GenerationContext,
  effective: EffectiveSchema,
  current: JsonObject,
  count: number,
): JsonObject | undefined {
  if (count < 0 || count > MOST_PROPERTIES) return undefined;
  const required = new Set(requiredProperties(effective));
  const optional = Object.keys(current).filter((name) => !required.has(name));
  const surplus = Object.keys(current).length - count;
  const dropped = new Set(surplus > 0 ? optional.slice(-surplus) : []);
  const value = Object.fromEntries(Object.entries(current).filter(([name]) => !dropped.has(name)));
  for (const name of newNames(generation, effective, value, count)) {
    if (Object.keys(value).length >= count) break;
    const part = buildPlain(generation, propertyPointers(effective, name));
    if (part !== undefined) value[name] = part;
  }
  return Object.keys(value).length === count ? value : undefined;
}

/** Names that are declared and not there; then, where the effective schema allows it, names of no meaning. */
function* newNames(
  generation: GenerationContext,
  effective: EffectiveSchema,
  value: JsonObject,
  count: number,
): Generator<string> {
  yield* declaredProperties(effective).filter((name) => !Object.hasOwn(value, name));
  yield* freeNames(generation, effective, new Set(Object.keys(value)), count);
}
