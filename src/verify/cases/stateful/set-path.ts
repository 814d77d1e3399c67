/** Puts values into the path of a request. */
import type { Json } from '@countersign/contract';
import type { Draft } from '../../model/draft.ts';
import { replaceAt } from '../../requests/edit.ts';

/** `draft` with a path parameter that is open no more. */
export function setPath(draft: Draft, name: string, value: Json): Draft {
  const slots = draft.slots.filter((slot) => slot.in !== 'path' || slot.name !== name);
  return { ...replaceAt(draft, { in: 'path', name, pointer: '' }, value), slots };
}

/** `draft` on the path of `other`. */
export function atSamePlace(draft: Draft, other: Draft): Draft {
  return other.parameters
    .filter(({ parameter }) => parameter.in === 'path')
    .reduce((placed, { parameter, value }) => setPath(placed, parameter.name, value), draft);
}
