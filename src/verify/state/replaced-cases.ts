/** PUT replaces the whole, and does the same when it is repeated (RFC 9110 §9.2.2, §9.3.4). */
import type { Operation } from '../../contract/contract.ts';
import { isObject, type Json } from '../../contract/json.ts';
import { describeValue } from '../values/describe-value.ts';
import { readAgain, refuseOther } from './changed-cases.ts';
import { isDefault, isSameValue, type Placed } from './compare.ts';
import type { Answered, Conversation } from './conversation.ts';
import { viewOf } from './created-cases.ts';
import type { Planning } from './planning.ts';
import type { Resource } from './resources.ts';
import { type SequenceCase, sequenceName, type Trouble } from './sequence-case.ts';
import { differences, namesIn, notKept, only, sentBody, shownResource } from './shown.ts';
import type { View } from './view.ts';

export function replacedCases(planning: Planning, resource: Resource): SequenceCase[] {
  const { create, read, replace } = resource;
  if (replace === undefined || create === undefined) return [];
  if (read === undefined) {
    planning.drop(replace, 'it replaces', `no GET ${resource.path}`);
    return [];
  }
  const view = viewOf(planning, resource, replace, read);
  if (view === undefined || replace.body === undefined) {
    planning.drop(replace, 'it replaces', 'no part of the answer is known to be what was sent');
    return [];
  }
  const parts: Parts = { resource, create, read, replace, view };
  return [replacesAll(planning, parts), repeats(planning, parts)];
}

interface Parts {
  readonly resource: Resource;
  readonly create: Operation;
  readonly read: Operation;
  readonly replace: Operation;
  readonly view: View;
}

function replacesAll(
  { materials }: Planning,
  { resource, create, read, replace, view }: Parts,
): SequenceCase {
  return {
    name: sequenceName(replace, 'only what is required', 'replaces all that was there'),
    phase: 'state',
    operation: replace,
    why: 'RFC 9110 §9.3.4: PUT replaces the state of the resource; what the new one leaves out is gone.',
    requests: [create.id, replace.id, read.id],
    alone: false,
    async play(conversation) {
      const { context } = conversation;
      const made = await conversation.make(resource);
      const put = await conversation.send(conversation.on(made, replace, materials.small(replace)));
      refuseOther(replace, put);
      const after = shownResource(view, await readAgain(conversation, made, read));
      const before = sentBody(context, made.answer.draft);
      const now = sentBody(context, put.draft);
      return [
        ...differences(context, now, after, 'doubtful').map((each) => notKept(conversation, each, replace)),
        ...keptFromBefore(conversation, replace, before, now, after),
      ];
    },
  };
}

/** What was sent before, is left out now although it could have been sent, and is still there. */
function keptFromBefore(
  conversation: Conversation,
  replace: Operation,
  before: Placed | undefined,
  now: Placed | undefined,
  after: Placed,
): Trouble[] {
  const { workshop } = conversation.context;
  if (!isObject(before?.value) || now === undefined || !isObject(after.value)) return [];
  const shown = after.value;
  return Object.entries(before.value).flatMap(([name, value]) => {
    const place = now.places.below('', name);
    const shownAt = after.places.below(after.path, name);
    const isLeftOut = place !== undefined && !namesIn(now.value).includes(name);
    const got = shown[name];
    if (!isLeftOut || shownAt === undefined || got === undefined || isNothing(value)) return [];
    if ([now, before, after].some((each) => isUsual(each, name, value))) return [];
    const sent = { value, places: before.places, path: before.places.below('', name) ?? '' };
    const isKept = isSameValue({ fits: workshop.fits }, sent, {
      value: got,
      places: after.places,
      path: shownAt,
    });
    if (!isKept) return [];
    return [
      conversation.trouble(
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

function repeats(planning: Planning, { resource, create, read, replace, view }: Parts): SequenceCase {
  return {
    name: sequenceName(replace, 'the same twice', 'the same state'),
    phase: 'state',
    operation: replace,
    why: 'RFC 9110 §9.2.2: PUT is idempotent; to repeat it has no further effect.',
    requests: [create.id, replace.id, replace.id, read.id],
    alone: false,
    async play(conversation) {
      const { context } = conversation;
      const made = await conversation.make(resource);
      const first = await conversation.send(conversation.on(made, replace, planning.materials.rich(replace)));
      refuseOther(replace, first);
      const second = await conversation.send(first.draft);
      const differ = (message: string, actual: string): Trouble[] => [
        conversation.trouble(
          'not repeatable',
          { detail: '', message, expected: String(first.status), actual },
          replace,
        ),
      ];
      if (second.status >= 300)
        return differ(
          `answered ${first.status}, and ${second.status} to the same again`,
          String(second.status),
        );
      if (second.status === 201) return differ('answered 201 again: it made what was there already', '201');
      const sent = sentBody(context, first.draft);
      const echo = viewOf(planning, resource, replace, replace);
      const [one, other] = [shownBy(echo, first), shownBy(echo, second)];
      const early = one && other ? drift(conversation, replace, sent, one, other) : [];
      if (early.length > 0) return early;
      const after = shownResource(view, await readAgain(conversation, made, read));
      return one === undefined
        ? differences(context, sent, after, 'doubtful').map((each) =>
            notKept(conversation, each, replace, 'not repeatable'),
          )
        : drift(conversation, replace, sent, one, after);
    },
  };
}

function shownBy(echo: View | undefined, answer: Answered): Placed | undefined {
  const shown = echo && shownResource(echo, answer);
  return isObject(shown?.value) ? shown : undefined;
}

/** What the repetition has changed among the properties that were sent. */
function drift(
  conversation: Conversation,
  replace: Operation,
  sent: Placed | undefined,
  first: Placed,
  second: Placed,
): Trouble[] {
  const names = namesIn(sent?.value);
  return differences(conversation.context, only(first, names), second, 'lost').map((each) =>
    notKept(conversation, each, replace, 'not repeatable'),
  );
}
