/** A change of one property is kept, and leaves the rest alone. */
import type { Operation } from '@countersign/contract';
import { isObject } from '@countersign/contract';
import type { Pager } from '../../ids/paging.ts';
import type { Answered } from '../../model/answered.ts';
import type { Draft } from '../../model/draft.ts';
import { Unavailable } from '../../model/unavailable.ts';
import { withOtherValues } from './another-value.ts';
import type { Placed } from './compare.ts';
import type { Planning } from './planning.ts';
import { type Reading, readAgain, readingOf } from './reading.ts';
import type { Resource } from './resources.ts';
import { type SequenceCase, sequenceName } from './sequence-case.ts';
import type { Made, SequenceContext } from './sequence-context.ts';
import { differences, echoOf, namesIn, notKept, only, sentBody } from './shown.ts';
import { withBody } from './with-body.ts';

/** Properties of one resource that are changed one by one. */
const MOST_PROPERTIES = 40;

/** @param pager the list that the resource stands in, if there is one */
export function changedCases(
  planning: Planning,
  resource: Resource,
  pager: Pager | undefined,
): SequenceCase[] {
  const { create, modify } = resource;
  if (modify === undefined || create === undefined) return [];
  const plain = planning.templates.plain(modify);
  if (typeof plain === 'string' || !isObject(plain.body?.value)) {
    const reason = typeof plain === 'string' ? plain : 'its body is no object with properties';
    planning.drop(modify, 'a change is kept', reason);
    return [];
  }
  const reading = readingOf(planning, resource, modify, pager);
  if (typeof reading === 'string') {
    planning.drop(modify, 'a change is kept', reading);
    return [];
  }
  const properties = writableProperties(planning, plain).filter((name) => reading.properties.includes(name));
  return properties.slice(0, MOST_PROPERTIES).flatMap((property) => {
    const drafts = changesOf(planning, create, plain, property);
    if (drafts.length > 0) return [changeCase({ resource, create, modify, reading, property, drafts })];
    planning.drop(modify, `a change of /${property} is kept`, 'no second value of it is known');
    return [];
  });
}

/** What the body of a request may say. */
function writableProperties({ context }: Planning, draft: Draft): string[] {
  const { places } = sentBody(context, draft) ?? {};
  return places === undefined
    ? []
    : places.propertiesOf('').filter((name) => !places.says(`/${name}`, 'readOnly', true));
}

/** Requests that change `name` and as little else as may be: two, in case one of the values is there already. */
function changesOf({ context, templates }: Planning, create: Operation, plain: Draft, name: string): Draft[] {
  const made = templates.rich(create);
  const value = typeof made === 'string' ? undefined : made.body?.value;
  const before = isObject(value) ? value[name] : undefined;
  const small = templates.small(plain.operation);
  const bases = [withBody(context, plain, {}), typeof small === 'string' ? plain : small];
  for (const base of bases) {
    const changes: Draft[] = [];
    for (const draft of withOtherValues(context, base, name, before === undefined ? [] : [before])) {
      if (changes.push(draft) === 2) break;
    }
    if (changes.length > 0) return changes;
  }
  return [];
}

interface Change {
  readonly resource: Resource;
  readonly create: Operation;
  readonly modify: Operation;
  readonly reading: Reading;
  readonly property: string;
  /** Requests of which one makes a change. */
  readonly drafts: readonly Draft[];
}

function changeCase({ resource, create, modify, reading, property, drafts }: Change): SequenceCase {
  return {
    name: sequenceName(modify, `a change of /${property}`, 'kept, and the rest left alone'),
    phase: 'stateful',
    operation: modify,
    why: 'What is changed is there when it is read again, and what is not mentioned stays as it was.',
    requests: [create.id, modify.id, reading.operation.id],
    alone: false,
    async play(sequence) {
      const { context } = sequence;
      const made = await sequence.make(resource);
      const before = await shownBefore(sequence, made, reading);
      const draft = drafts.find((draft) => isNew(sequence, draft, property, before));
      if (draft === undefined) throw new Unavailable(`/${property} has every known value already`);
      const changed = await sequence.send(sequence.on(made, modify, draft));
      requireDone(modify, changed);
      const after = await readAgain(sequence, made, reading);
      const sent = sentBody(context, changed.draft);
      const isShown = isObject(before.value) && Object.hasOwn(before.value, property);
      const lost = differences(context, sent, after, isShown ? 'lost' : 'doubtful');
      const untouched = namesIn(made.answer.draft.body?.value).filter(
        (name) => !namesIn(changed.draft.body?.value).includes(name),
      );
      const touched = differences(context, only(before, untouched), after, 'lost');
      return [
        ...lost.map((difference) => notKept(sequence, difference, modify)),
        ...touched.map((difference) => notKept(sequence, difference, modify, 'rest not left alone')),
      ];
    },
  };
}

/** The resource as the creation showed it, or else as it is read. */
async function shownBefore(sequence: SequenceContext, made: Made, reading: Reading): Promise<Placed> {
  const echo = echoOf(sequence.context, made.resource, made.answer);
  return isObject(echo?.value) ? echo : readAgain(sequence, made, reading);
}

function isNew({ context }: SequenceContext, draft: Draft, property: string, before: Placed): boolean {
  const sent = sentBody(context, draft);
  return sent !== undefined && differences(context, only(sent, [property]), before, 'lost').length > 0;
}

/** @throws {Unavailable} the state of the target explains why a valid change is not made */
export function requireDone({ id }: Operation, { status }: Answered): void {
  if (status >= 300) throw new Unavailable(`${id} answered ${status}`);
  if (status === 202) throw new Unavailable(`${id} answered 202: it is done later`);
}
