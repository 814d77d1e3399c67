/** What `default` made is out of reach for a stranger: it is not listed, and not changed behind a refusal. */
import type { Operation } from '../../contract/contract.ts';
import { Unavailable } from '../supply/producing.ts';
import { readAgain } from './changed-cases.ts';
import { viewOf } from './created-cases.ts';
import type { Pager } from './paging.ts';
import type { Planning } from './planning.ts';
import type { Resource } from './resources.ts';
import { type SequenceCase, sequenceName } from './sequence-case.ts';
import { differences, notKept, shownResource } from './shown.ts';
import { type Item, itemsOf, keyOf, walk } from './walk.ts';

/** @param pager the list that the resource stands in, if there is one */
export function strangerCases(
  planning: Planning,
  resource: Resource,
  pager: Pager | undefined,
): SequenceCase[] {
  const { create, read, modify, replace, remove } = resource;
  if (create === undefined || !planning.roles.has('stranger')) return [];
  const changes = [modify, replace, remove].filter((each) => each !== undefined && isGuarded(each));
  const listed = pager !== undefined && pager.view.id !== undefined && isGuarded(pager.list);
  return [
    ...(listed ? [notListed(resource, create, pager)] : []),
    ...(read === undefined
      ? []
      : changes.flatMap((change) =>
          change === undefined ? [] : [unchanged(planning, resource, create, read, change)],
        )),
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
  read: Operation,
  change: Operation,
): SequenceCase {
  const view = viewOf(planning, resource, create, read);
  return {
    name: sequenceName(change, 'as a stranger', 'as it was'),
    phase: 'guards',
    operation: change,
    why: 'What one tenant made cannot be changed or deleted by another tenant, whatever it is answered.',
    requests: [create.id, read.id, change.id, read.id],
    alone: false,
    async play(conversation) {
      const made = await conversation.make(resource);
      const before = await readAgain(conversation, made, read);
      const attempt = await conversation.send(
        conversation.on(made, change, conversation.materials.rich(change)),
        'stranger',
      );
      const after = await conversation.send(conversation.on(made, read));
      const tried = `a stranger's ${change.id} was answered ${attempt.status}`;
      if (after.status >= 300) {
        const message = `${tried}, and after it ${read.id} is answered ${after.status}`;
        return [
          conversation.trouble(
            'changed by a stranger',
            { detail: 'gone', message, expected: 'as it was', actual: 'gone' },
            change,
          ),
        ];
      }
      if (view === undefined) throw new Unavailable('no part of the answer is known to be the resource');
      return differences(
        conversation.context,
        shownResource(view, before),
        shownResource(view, after),
        'lost',
      )
        .filter(({ certain, path }) => certain && !isServerSet(path))
        .map((each) => notKept(conversation, each, change, 'changed by a stranger'));
    },
  };
}

/** Counters and times that reading alone may change. */
function isServerSet(path: string): boolean {
  return /(at|date|time|count|views|hits|seen|accessed|reads?)$/i.test(path);
}
