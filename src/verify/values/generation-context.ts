/** What making values needs to know of the contract and of the run. */
import type { Json } from '@countersign/contract';
import type { BoundedCache } from './bounded-cache.ts';
import { type EffectiveSchema, effectiveSchemaOf } from './effective-schema.ts';
import { isChoice } from './is-choice.ts';
import type { Schemas } from './schemas.ts';
import type { Sizes } from './sizes.ts';
import type { StringSource } from './strings.ts';

export interface GenerationContext extends StringSource {
  readonly sizes: Sizes;
  readonly schemas: Schemas;
  /** Whether `value` is valid against the schema at `pointer`. */
  fits(pointer: string, value: Json): boolean;
  /** What was built of values that nothing is asked of, by what they were built for. */
  readonly parts: BoundedCache<string, BuiltPart>;
  /** Whether values of this component schema are ids that only the target knows. */
  isIdKind(component: string): boolean;
}

/** Parts of values that are remembered: as many as the requests of one operation have, schemas in circles included. */
export const MOST_PARTS = 2_000;

export interface BuiltPart {
  /** `undefined` where none can be built. */
  readonly value: Json | undefined;
  /** Whether it depends on what is built which schemas apply. */
  readonly isConditional: boolean;
}

/** The effective schema of `pointers` with the first branch everywhere: enough to read what stands beside the branches. */
export function plainSchema({ schemas }: GenerationContext, pointers: readonly string[]): EffectiveSchema {
  return effectiveSchemaOf(schemas, pointers, (pointer) => (isChoice(pointer) ? 0 : -1));
}
