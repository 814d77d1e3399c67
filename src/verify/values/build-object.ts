/** Builds objects: which properties they have, and a value for each. */
import { type JsonObject, toPointer } from '@countersign/contract';
import { avoid } from './avoiding.ts';
import { satisfyCrossFields } from './cross-fields.ts';
import {
  atLeast,
  declaredProperties,
  type EffectiveSchema,
  propertyPointers,
  requiredProperties,
  valuesOf,
} from './effective-schema.ts';
import { type GenerationContext, plainSchema } from './generation-context.ts';
import { MOST_PROPERTIES } from './largest.ts';
import { freeNames, nameFor } from './names.ts';
import type { BuildPart, InnerWish } from './part-wish.ts';
import type { Recipe } from './recipe.ts';

/** Values that one with every optional part may hold. */
const MOST_VALUES = 10_000;

/** By how much that is less at each level, so that what is near the top is there. */
const THINNER = 4;

/** An object of the effective schema, or `undefined` where a part that it must have cannot be built. */
export function buildObject(
  generation: GenerationContext,
  recipe: Recipe,
  buildPart: BuildPart,
  effective: EffectiveSchema,
  { hint, route, path, depth }: InnerWish<JsonObject>,
): JsonObject | undefined {
  const declared = declaredProperties(effective);
  const [step, ...below] = route;
  const wanted = step?.to === 'property' ? nameFor(generation, effective, step.name) : undefined;
  const isAround = below.every((step) => step.to === 'branch');
  const siblings = isAround ? recipe.together.filter((name) => declared.includes(name)) : [];
  const required = requiredProperties(effective);
  const optional =
    recipe.optional === 'all' ? declared.filter((name) => isWritable(generation, effective, name)) : [];
  const shown = Object.keys(hint ?? {}).filter((name) => isWritable(generation, effective, name));
  const names = new Set([...required, ...shown, ...siblings, ...optional]);
  if (wanted !== undefined) names.add(wanted);
  const value: JsonObject = {};
  for (const name of inOrder(names, declared)) {
    const pointers = propertyPointers(effective, name);
    // A sibling that a clause compares with must leave room on both sides: an example's date may have passed.
    const near = siblings.includes(name) || !Object.hasOwn(hint ?? {}, name) ? undefined : hint?.[name];
    const wish = {
      pointers,
      hint: near,
      route: name === wanted ? below : undefined,
      path: path + toPointer([name]),
      depth: depth + 1,
    };
    const part = pointers.length === 0 ? (near ?? 'example') : buildPart(wish);
    if (part !== undefined) value[name] = part;
    else if (required.includes(name) || name === wanted) return undefined;
  }
  const fewest = atLeast(effective, 'minProperties', recipe.isText === true && path === '' ? 1 : 0);
  if (fewest > MOST_PROPERTIES) return undefined;
  const missing = fewest - Object.keys(value).length;
  for (const name of missing > 0 ? moreNames(generation, effective, value, missing) : []) {
    if (Object.keys(value).length >= fewest) break;
    const pointers = propertyPointers(effective, name);
    const wish = { pointers, hint: undefined, route: undefined, path: '', depth: depth + 1 };
    const part = pointers.length === 0 ? 'example' : buildPart(wish);
    if (part !== undefined) value[name] = part;
  }
  const asked = new Set([...required, ...shown, ...siblings, wanted]);
  thinOut(generation, value, new Set(optional.filter((name) => !asked.has(name))), depth);
  for (const [name, part] of Object.entries(value)) {
    const partSchema = plainSchema(generation, propertyPointers(effective, name));
    value[name] = satisfyCrossFields(partSchema, part, value, generation.now);
  }
  return avoid(generation, effective, value);
}

/** Leaves out what holds most of the `spare` properties, until the value is no larger than one at its depth may be. */
function thinOut(
  { sizes }: GenerationContext,
  value: JsonObject,
  spare: ReadonlySet<string>,
  depth: number,
): void {
  const most = MOST_VALUES / THINNER ** depth;
  let size = sizes.of(value);
  if (size <= most) return;
  const parts = Object.entries(value).filter(([name]) => spare.has(name));
  for (const [name, part] of parts.sort(([, one], [, other]) => sizes.of(other) - sizes.of(one))) {
    if (size <= most) return;
    delete value[name];
    size -= sizes.of(part);
  }
}

/** Names of properties that `value` may have as well: declared ones first. */
function* moreNames(
  generation: GenerationContext,
  effective: EffectiveSchema,
  value: JsonObject,
  most: number,
): Generator<string> {
  yield* declaredProperties(effective).filter(
    (name) => !Object.hasOwn(value, name) && isWritable(generation, effective, name),
  );
  yield* freeNames(generation, effective, new Set(Object.keys(value)), most);
}

/** A property that only answers carry has no place in a request (OpenAPI 3.1 §4.8.24.2). */
function isWritable(generation: GenerationContext, effective: EffectiveSchema, name: string): boolean {
  const pointers = propertyPointers(effective, name);
  if (pointers.some((pointer) => generation.schemas.at(pointer) === false)) return false;
  return !valuesOf(plainSchema(generation, pointers), 'readOnly').includes(true);
}

/** Declared properties in the contract's order, then the others. */
function inOrder(names: ReadonlySet<string>, declared: readonly string[]): string[] {
  return [
    ...declared.filter((name) => names.has(name)),
    ...[...names].filter((name) => !declared.includes(name)),
  ];
}
