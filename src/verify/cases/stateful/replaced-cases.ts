/** PUT replaces the whole, and does the same when it is repeated (RFC 9110 §9.2.2, §9.3.4). */
import type { Operation } from '@countersign/contract';
import { isObject, type Json } from '@countersign/contract';
import type { Pager } from '../../ids/paging.ts';
import { describeValue } from '../../values/describe-value.ts';
import { requireDone } from './changed-cases.ts';
import { isDefault, isSameValue, type Placed } from './compare.ts';
import type { ObservedDeviation } from './observed-deviation.ts';
import type { Planning } from './planning.ts';
import { type Reading, readAgain, readingOf } from './reading.ts';
import type { Resource } from './resources.ts';
import { type SequenceCase, sequenceName } from './sequence-case.ts';
import type { SequenceContext } from './sequence-context.ts';
import { differences, echoOf, namesIn, notKept, only, sentBody } from './shown.ts';

/** @param pager the list that the resource stands in, if there is one */
export function replacedCases(
  planning: Planning,
  resource: Resource,
  pager: Pager | undefined,
): SequenceCase[] {
  const { create, replace } = resource;
  if (replace === undefined || create === undefined) return [];
  const reading = readingOf(planning, resource, replace, pager);
  if (typeof reading === 'string' || replace.body === undefined) {
    planning.drop(replace, 'it replaces', typeof reading === 'string' ? reading : 'it has no body');
    return [];
  }
  if (requiresNothing(planning, replace)) {
    planning.drop(replace, 'it replaces', 'its body requires nothing, so it may be meant to change a part');
    return [repeats({ resource, create, replace, reading })];
  }
  const parts: Parts = { resource, create, replace, reading };
  return [replacesAll(parts), repeats(parts)];
}

/** Whether no property at the top of its body is required. */
function requiresNothing({ context }: Planning, { id }: Operation): boolean {
  return !context
    .clausesOf(id)
    .some(
      ({ in: place, keyword, path }) => place === 'body' && keyword === 'required' && !path.includes('/', 1),
    );
}

interface Parts {
  readonly resource: Resource;
  readonly create: Operation;
  readonly replace: Operation;
  readonly reading: Reading;
}

function replacesAll({ resource, create, replace, reading }: Parts): SequenceCase {
  return {
    name: sequenceName(replace, 'only what is required', 'replaces all that was there'),
    phase: 'stateful',
    operation: replace,
    why: 'RFC 9110 §9.3.4: PUT replaces the state of the resource; what the new one leaves out is gone.',
    requests: [create.id, replace.id, reading.operation.id],
    alone: false,
    async play(sequence) {
      const { context, templates } = sequence;
      const made = await sequence.make(resource);
      const put = await sequence.send(sequence.on(made, replace, templates.other(replace, 'small')));
      requireDone(replace, put);
      const after = await readAgain(sequence, made, reading);
      const before = sentBody(context, made.answer.draft);
      const now = sentBody(context, put.draft);
      return [
        ...differences(context, now, after, 'doubtful').map((difference) =>
          notKept(sequence, difference, replace),
        ),
        ...keptFromBefore(sequence, replace, before, now, after),
      ];
    },
  };
}

/** What was sent before, is left out now although it could have been sent, and is still there. */
function keptFromBefore(
  sequence: SequenceContext,
  replace: Operation,
  before: Placed | undefined,
  now: Placed | undefined,
  after: Placed,
): ObservedDeviation[] {
  const { generation } = sequence.context;
  if (!isObject(before?.value) || now === undefined || !isObject(after.value)) return [];
  const shown = after.value;
  return Object.entries(before.value).flatMap(([name, value]) => {
    const place = now.places.below('', name);
    const shownAt = after.places.below(after.path, name);
    const isLeftOut = place !== undefined && !namesIn(now.value).includes(name);
    const got = shown[name];
    if (!isLeftOut || shownAt === undefined || got === undefined || isNothing(value)) return [];
    if ([now, before, after].some((placed) => isUsual(placed, name, value))) return [];
    const sent = { value, places: before.places, path: before.places.below('', name) ?? '' };
    const isKept = isSameValue({ fits: generation.fits }, sent, {
      value: got,
      places: after.places,
      path: shownAt,
    });
    if (!isKept) return [];
    return [
      sequence.observed(
        'old value kept',
        {
          detail: `/${name}`,
          message: `/${name} is still ${describeValue(got)}, although the new body leaves it out`,
          expected: `nothing, or the default, at /${name}`,
          actual: describeValue(got),
        },
        replace,
      ),
    ];
  });
}

function isNothing(value: Json): boolean {
  return value === null || value === '' || value === false || value === 0 || JSON.stringify(value) === '[]';
}

function isUsual({ places, path }: Placed, name: string, value: Json): boolean {
  const below = places.below(path, name);
  return below !== undefined && isDefault(value, { places, path: below });
}

function repeats({ resource, create, replace, reading }: Parts): SequenceCase {
  return {
    name: sequenceName(replace, 'the same twice', 'the same state'),
    phase: 'stateful',
    operation: replace,
    why: 'RFC 9110 §9.2.2: PUT is idempotent; to repeat it has no further effect.',
    requests: [create.id, replace.id, replace.id, reading.operation.id],
    alone: false,
    async play(sequence) {
      const { context, templates } = sequence;
      const made = await sequence.make(resource);
      const first = await sequence.send(sequence.on(made, replace, templates.other(replace, 'rich')));
      requireDone(replace, first);
      const second = await sequence.send(first.draft);
      const statuses = `answered ${first.status}, and ${second.status} to the same again`;
      if (second.status >= 300 || second.status === 201) {
        return [
          sequence.observed(
            'not repeatable',
            { detail: '', message: statuses, expected: '2XX, and not 201', actual: String(second.status) },
            replace,
          ),
        ];
      }
      const sent = sentBody(context, first.draft);
      const one = echoOf(context, resource, first);
      const other = echoOf(context, resource, second);
      const drift = (before: Placed | undefined, after: Placed | undefined): ObservedDeviation[] =>
        before === undefined || after === undefined
          ? []
          : differences(context, only(before, namesIn(sent?.value)), after, 'lost').map((difference) =>
              notKept(sequence, difference, replace, 'not repeatable'),
            );
      const early = drift(one, other);
      if (early.length > 0) return early;
      const after = await readAgain(sequence, made, reading);
      return one === undefined ? drift(sent, after) : drift(one, after);
    },
  };
}
