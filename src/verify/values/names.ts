/** Names for properties that are not declared. */
import { objectOf, toPointer } from '@countersign/contract';
import { type EffectiveSchema, matches, valuesOf } from './effective-schema.ts';
import { first } from './first.ts';
import { type GenerationContext, plainSchema } from './generation-context.ts';
import { scalarsFor, variations } from './scalars.ts';
import { FREE_NAME, nameLike } from './schema-location.ts';

/** Names that the effective schema allows and `taken` has not: at most `most`, the plainest first. */
export function* freeNames(
  generation: GenerationContext,
  effective: EffectiveSchema,
  taken: ReadonlySet<string>,
  most: number,
): Generator<string> {
  const given = new Set(taken);
  let count = 0;
  for (const name of candidates(generation, effective, most)) {
    if (count >= most) return;
    if (given.has(name) || !isAllowed(generation, effective, name)) continue;
    given.add(name);
    count += 1;
    yield name;
  }
}

/** A name for the property that a step calls `wanted`: another one, where nothing undeclared may be called so. */
export function nameFor(generation: GenerationContext, effective: EffectiveSchema, wanted: string): string {
  if (wanted !== FREE_NAME || isAllowed(generation, effective, wanted)) return wanted;
  return first(freeNames(generation, effective, new Set(), 1), () => true) ?? wanted;
}

function* candidates(
  generation: GenerationContext,
  effective: EffectiveSchema,
  most: number,
): Generator<string> {
  if (namePointers(effective).length > 0) {
    const names = plainSchema(generation, namePointers(effective));
    for (const name of scalarsFor(names, 'string', generation)) if (typeof name === 'string') yield name;
    for (let index = 1; index <= most; index++) {
      for (const name of variations(names, FREE_NAME, index, generation)) {
        if (typeof name === 'string') yield name;
      }
    }
  }
  for (const pattern of valuesOf(effective, 'patternProperties').flatMap((value) =>
    Object.keys(objectOf(value)),
  )) {
    const name = nameLike(pattern);
    if (name === undefined) continue;
    yield name;
    for (let index = 1; index <= most; index++) yield `${name}${index}`;
  }
  for (let index = 1; index <= most; index++) yield `extra${index}`;
}

/** Where the schemas of the effective schema's names stand. */
function namePointers(effective: EffectiveSchema): string[] {
  return effective.schemas.flatMap(({ schema, pointer }) =>
    schema['propertyNames'] === undefined ? [] : [`${pointer}${toPointer(['propertyNames'])}`],
  );
}

function isAllowed(generation: GenerationContext, effective: EffectiveSchema, name: string): boolean {
  return (
    namePointers(effective).every((pointer) => generation.fits(pointer, name)) &&
    effective.schemas.every(({ schema }) => {
      if (schema['additionalProperties'] !== false) return true;
      const patterns = Object.keys(objectOf(schema['patternProperties']));
      return (
        Object.hasOwn(objectOf(schema['properties']), name) ||
        patterns.some((pattern) => matches(pattern, name))
      );
    })
  );
}
