/** What there is one of keeps its changes, too. */

import { isObject } from '@countersign/contract';
import { viewOfOne } from '../../ids/view.ts';
import type { Draft } from '../../model/draft.ts';
import { Unavailable } from '../../model/unavailable.ts';
import type { PlanContext } from '../../requests/plan-context.ts';
import { withOtherValues } from './another-value.ts';
import { requireDone } from './changed-cases.ts';
import type { Planning } from './planning.ts';
import type { Singleton } from './resources.ts';
import { type SequenceCase, sequenceName } from './sequence-case.ts';
import { atSamePlace } from './set-path.ts';
import { differences, notKept, sentBody, shownResource } from './shown.ts';

export function singletonCases(
  planning: Planning,
  { path, read, replace, modify }: Singleton,
): SequenceCase[] {
  const { context, templates } = planning;
  return [modify, replace].flatMap((change): SequenceCase[] => {
    if (change === undefined) return [];
    const draft = templates.rich(change);
    if (typeof draft === 'string' || !isObject(draft.body?.value)) {
      planning.drop(change, 'a change is kept', typeof draft === 'string' ? draft : 'its body is no object');
      return [];
    }
    const names = { component: undefined, properties: [] };
    const view = viewOfOne(context.schemas, read, names, Object.keys(draft.body.value));
    if (view === undefined) {
      planning.drop(
        change,
        'a change is kept',
        `no part of the answer of ${read.id} is known to be what was sent`,
      );
      return [];
    }
    return [
      {
        name: sequenceName(change, 'what was sent, twice', 'kept, and the same'),
        phase: 'stateful',
        operation: change,
        why: `What is changed at ${path} is there when it is read again.`,
        requests: [change.id, read.id, change.id, read.id],
        alone: false,
        async play(sequence) {
          const reading = templates.plain(read);
          if (typeof reading === 'string') throw new Unavailable(reading);
          let sent: Draft = { ...draft, resource: 'own' };
          for (let round = 0; round < ROUNDS; round++) {
            const changed = await sequence.send(sent);
            requireDone(change, changed);
            const shown = shownResource(view, await sequence.send(atSamePlace(reading, changed.draft)));
            const lost = differences(context, sentBody(context, changed.draft), shown, 'doubtful');
            if (lost.length > 0) return lost.map((difference) => notKept(sequence, difference, change));
            const other = otherThan(context, changed.draft);
            if (other === undefined) return [];
            sent = other;
          }
          return [];
        },
      },
    ];
  });
}

/** The second time with another value, since the first may have been there already. */
const ROUNDS = 2;

/** `draft` with another value of a property, if one is known. */
function otherThan(context: PlanContext, draft: Draft): Draft | undefined {
  const value = draft.body?.value;
  if (!isObject(value)) return undefined;
  for (const [name, part] of Object.entries(value)) {
    const [other] = withOtherValues(context, draft, name, [part]);
    if (other !== undefined) return { ...other, slots: [] };
  }
  return undefined;
}
