/** Values that fit the schema that a `not` forbids. */
import { arrayOf, isObject, type Json } from '@countersign/contract';
import { buildPlain } from './build-plain.ts';
import { effectiveSchemaOf, valuesOf } from './effective-schema.ts';
import type { GenerationContext } from './generation-context.ts';
import { membersOf } from './scalars.ts';

/** How many ways of fitting a forbidden schema with alternatives are tried. */
const MOST_ATTEMPTS = 4;

/** Candidates for a value that the schema at `forbidden` wants, near `current`, which it does not want. */
export function forbiddenValues(generation: GenerationContext, forbidden: string, current: Json): Json[] {
  const values: Json[] = [];
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const effective = effectiveSchemaOf(generation.schemas, [forbidden], (_, count) => attempt % count);
    values.push(...membersOf(effective));
    const built = buildPlain(generation, [forbidden], attempt);
    if (built !== undefined) values.push(built);
    if (isObject(current)) {
      const names = valuesOf(effective, 'required').flatMap(arrayOf);
      const missing = names.filter((name) => typeof name === 'string').map((name) => [name, 'example']);
      const parts = isObject(built) ? built : {};
      values.push({ ...Object.fromEntries(missing), ...current, ...parts }, { ...current, ...parts });
    }
  }
  // A schema that is wanted by everything but a few values is broken by most others.
  return [...values, 'text', '', 0, 1.5, true, [], {}];
}
