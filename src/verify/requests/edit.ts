/** Drafts changed at one place. */
import { at, type Json } from '@countersign/contract';
import type { Draft } from '../model/draft.ts';
import { setAt } from '../values/set-at.ts';
import { slotsOf, type Where } from './id-slots.ts';
import type { PlanContext } from './plan-context.ts';

/** `draft` with another value at one place. */
export function editDraft(context: PlanContext, draft: Draft, where: Where, value: Json): Draft {
  const edited = replaceAt(draft, where, value);
  return { ...edited, slots: slotsOf(context, draft.operation.path, edited, where) };
}

/** `draft` without a parameter or without its body. */
export function withoutPart(draft: Draft, { in: place, name }: Pick<Where, 'in' | 'name'>): Draft {
  const keeps = (part: Pick<Where, 'in' | 'name'>): boolean => part.in !== place || part.name !== name;
  return {
    ...draft,
    parameters:
      place === 'body' ? draft.parameters : draft.parameters.filter(({ parameter }) => keeps(parameter)),
    body: place === 'body' ? undefined : draft.body,
    slots: draft.slots.filter(keeps),
  };
}

export function replaceAt(draft: Draft, where: Where, value: Json): Draft {
  if (where.in === 'body') {
    const { body } = draft;
    if (body === undefined) return draft;
    return { ...draft, body: { ...body, value: setAt(body.value, where.pointer, value) } };
  }
  return {
    ...draft,
    parameters: draft.parameters.map((parameter) =>
      parameter.parameter.in === where.in && parameter.parameter.name === where.name
        ? { ...parameter, value: setAt(parameter.value, where.pointer, value) }
        : parameter,
    ),
  };
}

/** The value of `draft` at a place. */
export function valueAt(draft: Draft, where: Where): Json | undefined {
  return at(wholeAt(draft, where), where.pointer);
}

/** The parameter or body that a place lies in. */
export function wholeAt({ parameters, body }: Draft, where: Where): Json | undefined {
  if (where.in === 'body') return body?.value;
  return parameters.find(({ parameter }) => parameter.in === where.in && parameter.name === where.name)
    ?.value;
}
