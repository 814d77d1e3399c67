/** What an answer shows of a resource, held against what was sent. */
import { isObject, type Json } from '@countersign/contract';
import { Places } from '../../ids/schema-places.ts';
import { resourceIn, type View, viewOfOne } from '../../ids/view.ts';
import type { Answered } from '../../model/answered.ts';
import type { DeviationKind } from '../../model/deviation-kinds.ts';
import type { Draft } from '../../model/draft.ts';
import type { PlanContext } from '../../requests/plan-context.ts';
import { describeValue } from '../../values/describe-value.ts';
import { compare, type Difference, type Placed } from './compare.ts';
import type { ObservedDeviation } from './observed-deviation.ts';
import type { Resource } from './resources.ts';
import type { SequenceContext } from './sequence-context.ts';

/** The body of a request, with what the contract says of it. */
export function sentBody({ schemas }: PlanContext, { body }: Draft): Placed | undefined {
  if (body === undefined) return undefined;
  return { value: body.value, places: new Places(schemas, body.schemaPointer), path: '' };
}

/** The resource in an answer, with what the contract says of it. */
export function shownResource(view: View, { body }: Answered): Placed {
  return { value: resourceIn(view, body), places: view.places, path: view.path };
}

/** The resource as the answer to what wrote it shows it, if it does. */
export function echoOf({ schemas }: PlanContext, { names }: Resource, answer: Answered): Placed | undefined {
  const { operation, body } = answer.draft;
  const view = viewOfOne(schemas, operation, names, namesIn(body?.value));
  const shown = view && shownResource(view, answer);
  return isObject(shown?.value) ? shown : undefined;
}

/** How an answer differs from what was sent. */
export function differences(
  { generation }: PlanContext,
  sent: Placed | undefined,
  shown: Placed,
  missing: 'lost' | 'doubtful',
): Difference[] {
  if (sent === undefined) return [];
  return compare({ fits: generation.fits, missing }, sent, shown);
}

/** A difference that the last request shows. */
export function notKept(
  sequence: SequenceContext,
  { path, sent, got, certain }: Difference,
  operation: ObservedDeviation['operation'],
  kind: DeviationKind = 'value not kept',
): ObservedDeviation {
  const place = path === '' ? 'the body' : path;
  const was = kind === 'value not kept' ? 'was sent as' : 'was before';
  const is = got === undefined ? 'nothing' : describeValue(got);
  return sequence.observed(
    kind,
    {
      severity: certain ? 'error' : 'notice',
      detail: path.replaceAll(/\/\d+/g, '/*'),
      message: `${place} is ${is}, and ${was} ${describeValue(sent)}`,
      expected: describeValue(sent),
      actual: is,
    },
    operation,
  );
}

/** `value` with only the properties that are named. */
export function only(placed: Placed, names: readonly string[]): Placed {
  const { value } = placed;
  if (!isObject(value)) return placed;
  const kept = Object.entries(value).filter(([name]) => names.includes(name));
  return { ...placed, value: Object.fromEntries(kept) };
}

/** The properties of a body. */
export function namesIn(value: Json | undefined): string[] {
  return isObject(value) ? Object.keys(value) : [];
}
