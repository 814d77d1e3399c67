/** A name for a resource that the client names. */
import type { Parameter } from '@countersign/contract';
import type { Id } from '../model/options.ts';
import type { PlanContext } from '../requests/plan-context.ts';
import { numberOf, uuidOf } from '../requests/tags.ts';
import { first } from '../values/first.ts';
import { type GenerationContext, plainSchema } from '../values/generation-context.ts';
import { stringsFor } from '../values/strings.ts';

/** One that no other case of the run has, or `undefined` where the contract's rules for it leave none that is known. */
export function freshId({ generation, nextTag }: PlanContext, { schemaPointer }: Parameter): Id | undefined {
  const names = candidates(generation, schemaPointer, nextTag());
  return first(names, (value) => generation.fits(schemaPointer, value));
}

function* candidates(generation: GenerationContext, schemaPointer: string, tag: string): Generator<Id> {
  yield* [`verify-${tag}`, `verify${tag.replaceAll(/[^a-z0-9]/gi, '')}`, uuidOf(tag), numberOf(tag)];
  yield* stringsFor(plainSchema(generation, [schemaPointer]), { ...generation, seed: numberOf(tag) });
}
