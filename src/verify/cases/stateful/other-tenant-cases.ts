/** What `default` made is out of reach for another tenant: it is not listed, and not changed behind a refusal. */
import type { Operation } from '@countersign/contract';
import { type Item, itemsOf, keyOf, paginate } from '../../ids/paginate.ts';
import type { Pager } from '../../ids/paging.ts';
import type { Planning } from './planning.ts';
import { isThere, readAgain, readingOf } from './reading.ts';
import type { Resource } from './resources.ts';
import { type SequenceCase, sequenceName } from './sequence-case.ts';
import { differences, notKept } from './shown.ts';

/** @param pager the list that the resource stands in, if there is one */
export function otherTenantCases(
  planning: Planning,
  resource: Resource,
  pager: Pager | undefined,
): SequenceCase[] {
  const { create, modify, replace, remove } = resource;
  if (create === undefined || !planning.roles.has('otherTenant')) return [];
  const changes = [modify, replace, remove].filter(
    (operation) => operation !== undefined && isGuarded(operation),
  );
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
    name: sequenceName(list, `as another tenant, after ${create.id}`, 'not in the list'),
    phase: 'security',
    operation: list,
    why: 'What one tenant made is in no list of another tenant.',
    requests: [create.id, list.id],
    alone: false,
    async play(sequence) {
      const made = await sequence.make(resource);
      const isIt = ({ key }: Item): boolean => key === keyOf(made.id);
      const start = sequence.on(made, list);
      const first = await sequence.send(start, 'otherTenant');
      if (first.status >= 400) return [];
      const read = await paginate(sequence, pager, start, {
        limit: pager.limit?.highest,
        until: isIt,
        role: 'otherTenant',
      });
      if (!itemsOf(read).some(isIt)) return [];
      const message = `another tenant is shown what ${create.id} made`;
      return [
        sequence.observed(
          'shown to another tenant',
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
      name: sequenceName(change, 'as another tenant', 'as it was'),
      phase: 'security',
      operation: change,
      why: 'What one tenant made cannot be changed or deleted by another tenant, whatever it is answered.',
      requests: [create.id, id, change.id, id],
      alone: false,
      async play(sequence) {
        const { context, templates } = sequence;
        const made = await sequence.make(resource);
        const before = await readAgain(sequence, made, reading);
        const attempt = await sequence.send(
          sequence.on(made, change, templates.other(change, 'rich')),
          'otherTenant',
        );
        const after = await reading.read(sequence, made);
        if (!isThere(after)) {
          const message = `another tenant's ${change.id} was answered ${attempt.status}, and it is gone: ${after.status}`;
          const rest = { detail: 'gone', message, expected: 'as it was', actual: 'gone' };
          return [sequence.observed('changed by another tenant', rest, change)];
        }
        return differences(context, before, after, 'lost')
          .filter(({ certain, path }) => certain && !isServerSet(path))
          .map((difference) => notKept(sequence, difference, change, 'changed by another tenant'));
      },
    },
  ];
}

/** Counters and times that reading alone may change. */
function isServerSet(path: string): boolean {
  return /(at|date|time|count|views|hits|seen|accessed|reads?)$/i.test(path);
}
