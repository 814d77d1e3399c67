import type { Json } from '@countersign/contract';
import type { Draft } from '../../model/draft.ts';
import { editDraft } from '../../requests/edit.ts';
import type { Where } from '../../requests/id-slots.ts';
import type { PlanContext } from '../../requests/plan-context.ts';

const WHOLE_BODY: Where = { in: 'body', name: '', pointer: '' };

/** `draft` with another body. */
export function withBody(context: PlanContext, draft: Draft, value: Json): Draft {
  return editDraft(context, draft, WHOLE_BODY, value);
}
