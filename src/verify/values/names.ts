/** Names for properties that are not declared. */
import { objectOf, toPointer } from '@countersign/contract';
import { type Level, matches, valuesOf } from './effective-schema.ts';
import { first } from './first.ts';
import { plainLevel, type Workshop } from './generation-context.ts';
import { scalarsFor, variations } from './scalars.ts';
import { FREE_NAME, nameLike } from './schema-location.ts';

/** Names that the level allows and `taken` has not: at most `most`, the plainest first. */
export function* freeNames(
  workshop: Workshop,
  level: Level,
  taken: ReadonlySet<string>,
  most: number,
): Generator<string> {
  const given = new Set(taken);
  let count = 0;
  for (const name of candidates(workshop, level, most)) {
    if (count >= most) return;
    if (given.has(name) || !isAllowed(workshop, level, name)) continue;
    given.add(name);
    count += 1;
    yield name;
  }
}

/** A name for the property that a step calls `wanted`: another one, where nothing undeclared may be called so. */
export function nameFor(workshop: Workshop, level: Level, wanted: string): string {
  if (wanted !== FREE_NAME || isAllowed(workshop, level, wanted)) return wanted;
  return first(freeNames(workshop, level, new Set(), 1), () => true) ?? wanted;
}

function* candidates(workshop: Workshop, level: Level, most: number): Generator<string> {
  if (namePointers(level).length > 0) {
    const names = plainLevel(workshop, namePointers(level));
    for (const name of scalarsFor(names, 'string', workshop)) if (typeof name === 'string') yield name;
    for (let index = 1; index <= most; index++) {
      for (const name of variations(names, FREE_NAME, index, workshop)) {
        if (typeof name === 'string') yield name;
      }
    }
  }
  for (const pattern of valuesOf(level, 'patternProperties').flatMap((each) => Object.keys(objectOf(each)))) {
    const name = nameLike(pattern);
    if (name === undefined) continue;
    yield name;
    for (let index = 1; index <= most; index++) yield `${name}${index}`;
  }
  for (let index = 1; index <= most; index++) yield `extra${index}`;
}

/** Where the schemas of the level's names stand. */
function namePointers(level: Level): string[] {
  return level.schemas.flatMap(({ schema, pointer }) =>
    schema['propertyNames'] === undefined ? [] : [`${pointer}${toPointer(['propertyNames'])}`],
  );
}

function isAllowed(workshop: Workshop, level: Level, name: string): boolean {
  return (
    namePointers(level).every((pointer) => workshop.fits(pointer, name)) &&
    level.schemas.every(({ schema }) => {
      if (schema['additionalProperties'] !== false) return true;
      const patterns = Object.keys(objectOf(schema['patternProperties']));
      return (
        Object.hasOwn(objectOf(schema['properties']), name) ||
        patterns.some((pattern) => matches(pattern, name))
      );
    })
  );
}
