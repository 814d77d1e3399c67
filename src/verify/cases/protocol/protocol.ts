/** Requests that are wrong as HTTP, whatever their values say. */
import type { Case } from '../../model/case.ts';
import type { Draft } from '../../model/draft.ts';
import { withFreshKey } from '../../requests/fresh-texts.ts';
import { forRefusal } from '../../requests/make-draft.ts';
import type { PlanContext } from '../../requests/plan-context.ts';
import type { CaseFactory } from '../case-factory.ts';
import { brokenBodies, wrongMediaType } from './protocol-body.ts';
import { strangeMessages } from './protocol-message.ts';

/** The protocol cases of an operation, from a valid request of it. */
export function protocolCases(context: PlanContext, factory: CaseFactory, base: Draft): Case[] {
  const draft = forRefusal(base);
  const bodies =
    base.body === undefined
      ? []
      : [...wrongMediaType(context, factory, draft), ...brokenBodies(context, factory, draft)];
  return [...bodies, ...strangeMessages(context, factory, draft)].map((body) => ({
    ...body,
    draft: withFreshKey(context, body.draft, undefined),
  }));
}
