/** A request that is repeated under its idempotency key is done once, and answered as the first time. */
import type { Json, Operation, Parameter } from '@countersign/contract';
import { freshId } from '../../ids/fresh-id.ts';
import { itemsOf, paginate } from '../../ids/paginate.ts';
import type { Pager } from '../../ids/paging.ts';
import type { Draft } from '../../model/draft.ts';
import { Unavailable } from '../../model/unavailable.ts';
import { idempotencyParameter } from '../../requests/idempotency-key.ts';
import { countOf } from '../../values/describe-value.ts';
import type { ObservedDeviation } from './observed-deviation.ts';
import type { Planning } from './planning.ts';
import type { Resource } from './resources.ts';
import { type SequenceCase, sequenceName } from './sequence-case.ts';
import type { Made, SequenceContext } from './sequence-context.ts';

/** @param pager the list that would show what is made twice */
export function repeatedCases(
  planning: Planning,
  resource: Resource,
  pager: Pager | undefined,
): SequenceCase[] {
  const { create } = resource;
  if (create === undefined || create.method !== 'post') return [];
  const parameter = idempotencyParameter(planning.context.contract, create);
  if (parameter === undefined) return [];
  if (pager === undefined) {
    planning.drop(create, `${parameter.name} makes nothing twice`, 'no list shows how many there are');
  }
  return [
    {
      name: sequenceName(create, `twice under one ${parameter.name}`, 'made once'),
      phase: 'stateful',
      operation: create,
      why: 'Who sends a request again under its key, because no answer came, must not have done it twice.',
      requests: [create.id, create.id, ...(pager === undefined ? [] : [pager.list.id])],
      alone: pager !== undefined,
      async play(sequence) {
        const key = freshId(sequence.context, parameter);
        if (key === undefined) throw new Unavailable(`no value for ${parameter.name} is known`);
        const made = await sequence.make(resource, { adapt: (draft) => keyed(draft, parameter, key) });
        const before = pager && (await countIn(sequence, pager, made));
        const again = await sequence.send(made.answer.draft);
        if (again.status >= 400) throw new Unavailable(`the repetition was answered ${again.status}`);
        const other = sequence.idOf(resource, again);
        if (other !== undefined && other !== made.id) {
          return [twice(sequence, create, `it made ${made.id}, and ${other} when it was repeated`)];
        }
        const after = pager && (await countIn(sequence, pager, made));
        if (before === undefined || after === undefined || after <= before) return [];
        const change = `${countOf(before, 'item')} before the repetition and ${after} after it`;
        return [twice(sequence, create, `${pager?.list.id} shows ${change}`)];
      },
    },
  ];
}

function keyed(draft: Draft, parameter: Parameter, value: Json): Draft {
  const others = draft.parameters.filter((parameterValue) => parameterValue.parameter !== parameter);
  return { ...draft, parameters: [...others, { parameter, value }] };
}

async function countIn(sequence: SequenceContext, pager: Pager, made: Made): Promise<number> {
  const read = await paginate(sequence, pager, sequence.on(made, pager.list), {
    limit: pager.limit?.highest,
  });
  if (read.ended === 'bound') throw new Unavailable(`${pager.list.id} is longer than is read`);
  return itemsOf(read).length;
}

function twice(sequence: SequenceContext, create: Operation, actual: string): ObservedDeviation {
  const message = `the same request under the same key was done twice: ${actual}`;
  return sequence.observed('done twice', { detail: '', message, expected: 'made once', actual }, create);
}
