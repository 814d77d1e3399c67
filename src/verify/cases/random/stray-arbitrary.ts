/** Values that no schema asks for. */

import type { Json } from '@countersign/contract';
import fc, { type Arbitrary } from 'fast-check';
import { type EffectiveSchema, stringsOf, valuesOf } from '../../values/effective-schema.ts';
import { type Texts, textArbitrary } from './scalar-arbitraries.ts';

/** Characters where the contract says nothing. */
const MORE_CHARACTERS = 12;

/** What its schemas do not allow. Whether a text has a format, or a number is a multiple, not all servers agree on. */
export function strayArbitrary(texts: Texts, effectiveSchemas: readonly EffectiveSchema[]): Arbitrary<Json> {
  const isDisputed = (value: Json): boolean =>
    typeof value === 'string'
      ? effectiveSchemas.some((effective) => stringsOf(effective, 'format').length > 0)
      : typeof value === 'number' &&
        effectiveSchemas.some((effective) => valuesOf(effective, 'multipleOf').length > 0);
  return anything(texts).map((value) => (isDisputed(value) ? null : value));
}

/** Where the contract says nothing. */
export function anything(texts: Texts): Arbitrary<Json> {
  return fc.oneof<Arbitrary<Json>[]>(
    fc.constant(null),
    fc.boolean(),
    fc.integer(),
    textArbitrary(texts, 0, MORE_CHARACTERS),
    fc.constant([]),
    fc.constant({}),
  );
}
