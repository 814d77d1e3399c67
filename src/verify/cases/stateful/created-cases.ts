/** What was created can be read, its `Location` leads to it, and what must be unique is taken. */
import type { Operation } from '@countersign/contract';
import type { Pager } from '../../ids/paging.ts';
import { headerOf } from '../../model/exchange.ts';
import { Unavailable } from '../../model/unavailable.ts';
import { idempotencyParameter } from '../../requests/idempotency-key.ts';
import type { ObservedDeviation } from './observed-deviation.ts';
import type { Planning } from './planning.ts';
import { isThere, type NotThere, type Reading, readingOf } from './reading.ts';
import type { Resource } from './resources.ts';
import { type SequenceCase, sequenceName } from './sequence-case.ts';
import type { Made, SequenceContext } from './sequence-context.ts';
import { differences, echoOf, notKept, sentBody } from './shown.ts';

/** @param pager the list that the resource stands in, if there is one */
export function createdCases(
  planning: Planning,
  resource: Resource,
  pager: Pager | undefined,
): SequenceCase[] {
  const { create, read } = resource;
  if (create === undefined) return [];
  const reading = readingOf(planning, resource, create, pager);
  if (typeof reading === 'string') planning.drop(create, 'what was created can be read', reading);
  return [
    ...(typeof reading === 'string' ? [] : [readBack(resource, create, reading)]),
    ...(read === undefined ? [] : location(resource, create, read)),
    ...unique(planning, resource, create),
  ];
}

function readBack(resource: Resource, create: Operation, reading: Reading): SequenceCase {
  const read = reading.operation;
  return {
    name: sequenceName(read, `what ${create.id} made`, 'there, with the values that were sent'),
    phase: 'stateful',
    operation: read,
    why: 'What was created can be read, and shows the values that were sent.',
    requests: [create.id, read.id],
    alone: false,
    async play(sequence) {
      const { context } = sequence;
      const made = await sequence.make(resource);
      const shown = await reading.read(sequence, made);
      if (!isThere(shown)) return [notFound(sequence, create, read, shown, made)];
      const sent = sentBody(context, made.answer.draft);
      const echo = echoOf(context, resource, made.answer);
      const lost = echo === undefined ? [] : differences(context, sent, echo, 'doubtful');
      // What the creation has shown is lost by whoever answers the reading.
      const wasShown = (path: string): boolean =>
        echo !== undefined && !lost.some((difference) => difference.path === path);
      return differences(context, sent, shown, 'doubtful').map((difference) => {
        const isLost = difference.got === undefined && wasShown(difference.path) && read === resource.read;
        const culprit = wasShown(difference.path) ? read : create;
        return notKept(sequence, isLost ? { ...difference, certain: true } : difference, culprit);
      });
    },
  };
}

function notFound(
  sequence: SequenceContext,
  create: Operation,
  read: Operation,
  { status }: NotThere,
  made: Made,
): ObservedDeviation {
  const answer = typeof status === 'number' ? `answered ${status}` : status;
  return sequence.observed(
    'not found',
    {
      detail: String(status),
      message: `${answer}: what ${create.id} made with ${made.answer.status}`,
      expected: 'what was made',
      actual: String(status),
    },
    read,
  );
}

function location(resource: Resource, create: Operation, read: Operation): SequenceCase[] {
  const isDocumented = create.responses.some(
    ({ status, headers }) => status.startsWith('2') && headers.some(({ name }) => /^location$/i.test(name)),
  );
  if (!isDocumented) return [];
  return [
    {
      name: sequenceName(create, 'Location', 'leads to what was made'),
      phase: 'stateful',
      operation: create,
      why: 'RFC 9110 §15.3.2: the Location of a 201 identifies what was created.',
      requests: [create.id, 'GET Location'],
      alone: false,
      async play(sequence) {
        const made = await sequence.make(resource);
        const { response } = made.answer.exchange;
        const text = response && headerOf(response, 'location');
        if (text === undefined) throw new Unavailable(`${create.id} answered without Location`);
        const answer = await sequence.follow(made.answer, text, read);
        const wrong = (message: string, actual: string): ObservedDeviation[] => [
          sequence.observed(
            'wrong location',
            { detail: '', message, expected: 'what was made', actual },
            create,
          ),
        ];
        if (typeof answer === 'string') return wrong(`Location is ${JSON.stringify(text)}: ${answer}`, text);
        if (answer.status < 300) return [];
        return wrong(
          `Location is ${JSON.stringify(text)}, and a GET of it is answered ${answer.status}`,
          text,
        );
      },
    },
  ];
}

/** Words with which contracts say that something is taken. */
const TAKEN = /already|duplicat|exist|taken|unique|in use/i;

function unique({ context }: Planning, resource: Resource, create: Operation): SequenceCase[] {
  const conflict = create.responses.find(({ status }) => status === '409');
  if (conflict === undefined || create.method !== 'post' || create.body === undefined) return [];
  // A conflict may also be about a key that is used twice; then nothing needs to be unique.
  const isKeyed = idempotencyParameter(context.contract, create) !== undefined;
  const isSaid = TAKEN.test(conflict.description) && !isKeyed;
  return [
    {
      name: sequenceName(create, 'the same again', '409 where something must be unique'),
      phase: 'stateful',
      operation: create,
      why: 'The contract documents 409, so there may be a value that no two may have.',
      requests: [create.id, create.id],
      alone: false,
      async play(sequence) {
        const made = await sequence.make(resource);
        const again = await sequence.send(made.answer.draft);
        if (again.status >= 300 || !isSaid) return [];
        return [
          sequence.observed(
            'duplicate accepted',
            {
              pointer: conflict.pointer,
              detail: '',
              message: `answered ${again.status} to the same request again, expected 409: ${conflict.description}`,
              expected: '409',
              actual: String(again.status),
            },
            create,
          ),
        ];
      },
    },
  ];
}
