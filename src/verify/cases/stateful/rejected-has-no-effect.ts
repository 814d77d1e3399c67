/** A write that was refused leaves no trace. */
import type { Operation } from '@countersign/contract';
import { isObject, type Json } from '@countersign/contract';
import { itemsOf, keyOf, paginate } from '../../ids/paginate.ts';
import type { Pager } from '../../ids/paging.ts';
import type { Draft } from '../../model/draft.ts';
import { Unavailable } from '../../model/unavailable.ts';
import type { PlanContext } from '../../requests/plan-context.ts';
import { countOf } from '../../values/describe-value.ts';
import { propertyPointers } from '../../values/effective-schema.ts';
import { plainSchema } from '../../values/generation-context.ts';
import { wrongTypes } from '../../values/wrong-types.ts';
import { withAllOthers } from './another-value.ts';
import type { Planning } from './planning.ts';
import { readAgain, readingOf } from './reading.ts';
import type { Resource } from './resources.ts';
import { type SequenceCase, sequenceName } from './sequence-case.ts';
import type { SequenceContext } from './sequence-context.ts';
import { differences, namesIn, notKept, only, sentBody } from './shown.ts';
import { withBody } from './with-body.ts';

/** @param pager the list that would show what a refused creation has made */
export function rejectedHasNoEffectCases(
  planning: Planning,
  resource: Resource,
  pager: Pager | undefined,
): SequenceCase[] {
  const { create, modify, replace } = resource;
  const changes = [modify, replace].filter((operation) => operation !== undefined && operation !== create);
  return [
    ...(create === undefined || pager?.view.id === undefined
      ? []
      : refusedCreation(planning, resource, create, pager)),
    ...changes.flatMap((change) =>
      change === undefined ? [] : refusedChange(planning, resource, change, pager),
    ),
  ];
}

function refusedCreation(
  planning: Planning,
  resource: Resource,
  create: Operation,
  pager: Pager,
): SequenceCase[] {
  const spoilt = spoil(planning.context, planning.templates.rich(create));
  if (spoilt === undefined || create.method !== 'post') return [];
  return [
    {
      name: sequenceName(create, 'refused', 'nothing is made'),
      phase: 'stateful',
      operation: create,
      why: 'A request that is refused has made nothing.',
      requests: [create.id, pager.list.id, create.id, pager.list.id],
      alone: true,
      async play(sequence) {
        const made = await sequence.make(resource);
        const start = sequence.on(made, pager.list);
        const before = await keysIn(sequence, pager, start);
        const refused = await sequence.send(sequence.on(made, create, spoilt));
        if (refused.status < 400) throw new Unavailable(`${create.id} answered ${refused.status}`);
        const after = await keysIn(sequence, pager, start);
        const grown = [...after].filter((key) => !before.has(key));
        if (grown.length === 0) return [];
        const message = `answered ${refused.status}, and ${pager.list.id} shows ${countOf(grown.length, 'item')} more`;
        return [
          sequence.observed(
            'rejected with effect',
            { detail: 'made', message, expected: 'nothing made', actual: countOf(grown.length, 'item') },
            create,
          ),
        ];
      },
    },
  ];
}

async function keysIn(sequence: SequenceContext, pager: Pager, start: Draft): Promise<Set<string>> {
  const read = await paginate(sequence, pager, start, { limit: pager.limit?.highest });
  if (read.ended === 'bound') throw new Unavailable(`${pager.list.id} is longer than is read`);
  return new Set(itemsOf(read).map(({ key }) => keyOf(key)));
}

function refusedChange(
  planning: Planning,
  resource: Resource,
  change: Operation,
  pager: Pager | undefined,
): SequenceCase[] {
  const { create } = resource;
  const reading = readingOf(planning, resource, change, pager);
  const base = planning.templates.rich(change);
  if (create === undefined || typeof reading === 'string' || typeof base === 'string') return [];
  const spoilt = spoil(planning.context, withAllOthers(planning.context, base));
  if (spoilt === undefined) return [];
  return [
    {
      name: sequenceName(change, 'refused', 'nothing is changed'),
      phase: 'stateful',
      operation: change,
      why: 'A request of which one value is refused has not changed the others.',
      requests: [create.id, reading.operation.id, change.id, reading.operation.id],
      alone: false,
      async play(sequence) {
        const { context } = sequence;
        const made = await sequence.make(resource);
        const before = await readAgain(sequence, made, reading);
        const refused = await sequence.send(sequence.on(made, change, spoilt));
        if (refused.status < 400) throw new Unavailable(`${change.id} answered ${refused.status}`);
        const after = await readAgain(sequence, made, reading);
        const names = namesIn(sentBody(context, refused.draft)?.value);
        return differences(context, only(before, names), after, 'lost')
          .filter(({ certain }) => certain)
          .map((difference) => notKept(sequence, difference, change, 'rejected with effect'));
      },
    },
  ];
}

/** `draft` with one property of a wrong type, the last one first: what is valid comes before it. */
function spoil(context: PlanContext, draft: Draft | string): Draft | undefined {
  if (typeof draft === 'string' || draft.body === undefined || !isObject(draft.body.value)) return undefined;
  const { value, schemaPointer } = draft.body;
  const effective = plainSchema(context.generation, [schemaPointer]);
  for (const name of Object.keys(value).toReversed()) {
    for (const { value: wrong } of wrongTypes(
      plainSchema(context.generation, propertyPointers(effective, name)),
    )) {
      const spoilt = withBody(context, draft, { ...value, [name]: wrong } satisfies Record<string, Json>);
      if (context.prover.doubtsValid(spoilt) !== undefined) return spoilt;
    }
  }
  return undefined;
}
