/** A valid request made smaller: the optional properties of its body are left out, one by one. */
import { isObject, type Json } from '@countersign/contract';
import type { Draft } from '../model/draft.ts';
import { editDraft } from './edit.ts';
import type { Where } from './id-slots.ts';
import type { PlanContext } from './plan-context.ts';

const WHOLE: Where = { in: 'body', name: '', pointer: '' };

/** `draft` with as few properties as it can be shown to be valid with; `undefined` where that is all of them. */
export function fewestProperties(context: PlanContext, draft: Draft): Draft | undefined {
  if (!isObject(draft.body?.value)) return undefined;
  let fewest: Draft | undefined;
  let value: Record<string, Json> = draft.body.value;
  for (const name of Object.keys(value)) {
    const { [name]: _, ...rest } = value;
    const smaller = editDraft(context, draft, WHOLE, rest);
    if (context.prover.doubtsValid(smaller) !== undefined) continue;
    fewest = smaller;
    value = rest;
  }
  return fewest;
}
