import { type MediaType, type Operation, UnusableSchema } from '@countersign/contract';
import type { Draft } from '../model/draft.ts';
import { memoize } from '../values/memoize.ts';
import { draftRecipes, makeDraft } from './make-draft.ts';
import type { PlanContext } from './plan-context.ts';

/**
 * The plainest valid request of an operation, or why none could be shown to be valid.
 *
 * @param media the media type of its body, where it has several
 */
export function baseDraft(context: PlanContext, operation: Operation, media?: MediaType): Draft | string {
  if (media !== undefined) return whatIsPlainest(context, operation, media);
  return memoize(context.plain.requests, operation, () => whatIsPlainest(context, operation, undefined));
}

function whatIsPlainest(
  context: PlanContext,
  operation: Operation,
  media: MediaType | undefined,
): Draft | string {
  try {
    return plainestDraft(context, operation, media);
  } catch (error) {
    // A contract's author may have written what no validator can read; the other operations are as good as ever.
    if (error instanceof UnusableSchema) return whyUnplanned(error);
    throw error;
  }
}

/** Why there are no cases for an operation with such a schema. */
export function whyUnplanned({ message }: UnusableSchema): string {
  return `its schemas cannot be used: ${message}`;
}

function plainestDraft(
  context: PlanContext,
  operation: Operation,
  media: MediaType | undefined,
): Draft | string {
  let reason = whyNoBody(context, operation) ?? 'no request could be made from its schemas';
  let second: Draft | undefined;
  for (const recipe of draftRecipes) {
    const draft = makeDraft(context, operation, media === undefined ? recipe : { ...recipe, media });
    if (draft === undefined) continue;
    const doubt = context.prover.doubtsValid(draft);
    if (doubt !== undefined) reason = `no request could be shown to be valid: ${doubt}`;
    else if (draft.slots.every(({ kind }) => context.isObtainable(kind))) return draft;
    else second ??= draft;
  }
  return second ?? reason;
}

function whyNoBody({ bodies }: PlanContext, operation: Operation): string | undefined {
  const [media, ...others] = operation.body?.content ?? [];
  return media === undefined || others.length > 0 ? undefined : bodies.whyNone(media);
}
