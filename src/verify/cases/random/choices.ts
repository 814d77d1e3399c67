/** One of several arbitraries, and what may be left out. */

import type { Json, JsonObject } from '@countersign/contract';
import fc, { type Arbitrary } from 'fast-check';

/** Any of them; null where there is none. */
export function oneOf(arbitraries: readonly Arbitrary<Json>[]): Arbitrary<Json> {
  const [only = fc.constant(null), ...others] = arbitraries;
  return others.length === 0 ? only : fc.oneof(only, ...others);
}

/** Left out, or there, in this proportion. */
export function maybe(part: Arbitrary<Json>, absent: number, there: number): Arbitrary<Json | undefined> {
  return fc.oneof(
    { withCrossShrink: true },
    { weight: absent, arbitrary: fc.constant(undefined) },
    { weight: there, arbitrary: part },
  );
}

/** Only what is there. */
export function withoutAbsent(parts: Readonly<Record<string, Json | undefined>>): JsonObject {
  const value: JsonObject = {};
  for (const [name, part] of Object.entries(parts)) if (part !== undefined) value[name] = part;
  return value;
}
