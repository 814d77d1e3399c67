/** What was deleted is gone. */
import type { Operation } from '@countersign/contract';
import { isObject, type Json } from '@countersign/contract';
import type { Pager } from '../../ids/paging.ts';
import { requireDone } from './changed-cases.ts';
import type { ObservedDeviation } from './observed-deviation.ts';
import type { Planning } from './planning.ts';
import { isThere, type Reading, readingOf } from './reading.ts';
import type { Resource } from './resources.ts';
import { type SequenceCase, sequenceName } from './sequence-case.ts';
import type { SequenceContext } from './sequence-context.ts';

/** @param pager the list that the resource stands in, if there is one */
export function deletedCases(
  planning: Planning,
  resource: Resource,
  pager: Pager | undefined,
): SequenceCase[] {
  const { create, remove } = resource;
  if (remove === undefined || create === undefined) return [];
  const reading = readingOf(planning, resource, create, pager);
  if (typeof reading !== 'string') return [deletion(resource, create, remove, reading)];
  planning.drop(remove, 'what was deleted is gone', reading);
  return [];
}

function deletion(resource: Resource, create: Operation, remove: Operation, reading: Reading): SequenceCase {
  const { operation } = reading;
  const gone = operation === resource.read ? '404 or 410' : 'not in the list';
  return {
    name: sequenceName(remove, `then ${operation.id}`, gone),
    phase: 'stateful',
    operation: remove,
    why: 'RFC 9110 §9.3.5: who answers a DELETE with success promises that the resource is gone, or will be.',
    requests: [create.id, remove.id, operation.id],
    alone: false,
    async play(sequence) {
      const made = await sequence.make(resource);
      requireDone(remove, await sequence.send(sequence.on(made, remove)));
      const after = await reading.read(sequence, made);
      if (!isThere(after) || isMarked(after.value, made.answer.body)) return [];
      return [stillThere(sequence, remove, `${operation.id} shows it`)];
    },
  };
}

function stillThere(sequence: SequenceContext, remove: Operation, actual: string): ObservedDeviation {
  const message = `what it deleted is still there: ${actual}`;
  return sequence.observed('still there', { detail: '', message, expected: 'gone', actual }, remove);
}

/** Words with which an API says that what it shows is deleted: `deletedAt`, `status: "archived"`. */
const MARK = /delet|remov|revok|archiv|cancel|inactiv|disabl|clos|terminat|expir|trash/i;

/** How deep in an answer a mark may stand. */
const DEEPEST_MARK = 3;

/** Whether the resource says that it is deleted, and its creation did not. */
function isMarked(after: Json | undefined, before: Json | undefined): boolean {
  const known = new Set(marksIn(before));
  return marksIn(after).some((mark) => !known.has(mark));
}

function marksIn(value: Json | undefined, depth = 1): string[] {
  if (!isObject(value) || depth > DEEPEST_MARK) return [];
  return Object.entries(value).flatMap(([name, part]) => {
    if (isObject(part)) return marksIn(part, depth + 1);
    const isSet = part !== null && part !== false && part !== '';
    const isStatus = /status|state/i.test(name) && typeof part === 'string' && MARK.test(part);
    return isStatus || (MARK.test(name) && isSet) ? [`${name} ${JSON.stringify(part)}`] : [];
  });
}
