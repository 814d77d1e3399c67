/** What `default` made is out of reach for a stranger: it is not listed, and not changed behind a refusal. */
import type { Operation } from '@countersign/contract';
import { type Item, itemsOf, keyOf, walk } from '../../ids/paginate.ts';
import type { Pager } from '../../ids/paging.ts';
import type { Planning } from './planning.ts';
import { isThere, readAgain, readingOf } from './reading.ts';
import type { Resource } from './resources.ts';
import { type SequenceCase, sequenceName } from './sequence-case.ts';
import { differences, notKept } from './shown.ts';

/** @param pager the list that the resource stands in, if there is one */
export function strangerCases(
  planning: Planning,
  resource: Resource,
  pager: Pager | undefined,
): SequenceCase[] {
  const { create, modify, replace, remove } = resource;
  if (create === undefined || !planning.roles.has('stranger')) return [];
  const changes = [modify, replace, remove].filter((each) => each !== undefined && isGuarded(each));
  const listed = pager !== undefined && pager.view.id !== undefined && isGuarded(pager.list);
  return [
    ...(listed ? [notListed(resource, create, pager)] : []),
    ...changes.flatMap((change) =>
      change === undefined ? [] : unchanged(planning, resource, create, change, pager),
    ),
  ];
}

function isGuarded({ security }: Operation): boolean {
  return security.length > 0 && security.every((alternative) => alternative.length > 0);
}

function notListed(resource: Resource, create: Operation, pager: Pager): SequenceCase {
  const { list } = pager;
  return {
    name: sequenceName(list, `as a stranger, after ${create.id}`, 'not in the list'),
    phase: 'guards',
    operation: list,
    why: 'What one tenant made is in no list of another tenant.',
    requests: [create.id, list.id],
    alone: false,
    async play(conversation) {
      const made = await conversation.make(resource);
      const isIt = ({ key }: Item): boolean => key === keyOf(made.id);
      const start = conversation.on(made, list);
      const first = await conversation.send(start, 'stranger');
      if (first.status >= 400) return [];
      const read = await walk(conversation, pager, start, {
        limit: pager.limit?.highest,
        until: isIt,
        role: 'stranger',
      });
      if (!itemsOf(read).some(isIt)) return [];
      const message = `a stranger is shown what ${create.id} made for another tenant`;
      return [
        conversation.trouble(
          'shown to a stranger',
          { detail: '', message, expected: 'not in the list', actual: 'in the list' },
          list,
        ),
      ];
    },
  };
}

function unchanged(
  planning: Planning,
  resource: Resource,
  create: Operation,
  change: Operation,
  pager: Pager | undefined,
): SequenceCase[] {
  const reading = readingOf(planning, resource, create, pager);
  if (typeof reading === 'string') return [];
  const { id } = reading.operation;
  return [
    {
      name: sequenceName(change, 'as a stranger', 'as it was'),
      phase: 'guards',
      operation: change,
      why: 'What one tenant made cannot be changed or deleted by another tenant, whatever it is answered.',
      requests: [create.id, id, change.id, id],
      alone: false,
      async play(conversation) {
        const { context, materials } = conversation;
        const made = await conversation.make(resource);
        const before = await readAgain(conversation, made, reading);
        const attempt = await conversation.send(
          conversation.on(made, change, materials.other(change, 'rich')),
          'stranger',
        );
        const after = await reading.read(conversation, made);
        if (!isThere(after)) {
          const message = `a stranger's ${change.id} was answered ${attempt.status}, and it is gone: ${after.status}`;
          const rest = { detail: 'gone', message, expected: 'as it was', actual: 'gone' };
          return [conversation.trouble('changed by a stranger', rest, change)];
        }
        return differences(context, before, after, 'lost')
          .filter(({ certain, path }) => certain && !isServerSet(path))
          .map((each) => notKept(conversation, each, change, 'changed by a stranger'));
      },
    },
  ];
}

/** Counters and times that reading alone may change. */
function isServerSet(path: string): boolean {
  return /(at|date|time|count|views|hits|seen|accessed|reads?)$/i.test(path);
}
