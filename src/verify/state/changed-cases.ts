/** A change of one property is kept, and leaves the rest alone. */
import type { Operation } from '../../contract/contract.ts';
import { isObject } from '../../contract/json.ts';
import type { Draft } from '../case.ts';
import { Unavailable } from '../supply/producing.ts';
import { withOtherValues } from './another-value.ts';
import type { Placed } from './compare.ts';
import type { Answered, Conversation, Made } from './conversation.ts';
import { viewOf } from './created-cases.ts';
import { withBody } from './materials.ts';
import type { Planning } from './planning.ts';
import type { Resource } from './resources.ts';
import { type SequenceCase, sequenceName } from './sequence-case.ts';
import { differences, namesIn, notKept, only, sentBody, shownResource } from './shown.ts';
import type { View } from './view.ts';

/** Properties of one resource that are changed one by one. */
const MOST_PROPERTIES = 40;

export function changedCases(planning: Planning, resource: Resource): SequenceCase[] {
  const { create, read, modify } = resource;
  if (modify === undefined || create === undefined) return [];
  const about = 'a change is kept';
  if (read === undefined) {
    planning.drop(modify, about, `no GET ${resource.path}`);
    return [];
  }
  const view = viewOf(planning, resource, modify, read);
  const plain = planning.materials.plain(modify);
  if (view === undefined || typeof plain === 'string' || !isObject(plain.body?.value)) {
    const reason = typeof plain === 'string' ? plain : 'its body or the answer is no object with properties';
    planning.drop(modify, about, reason);
    return [];
  }
  const shown = view.places.propertiesOf(view.path);
  const properties = propertiesOf(planning, modify).filter((name) => shown.includes(name));
  return properties.slice(0, MOST_PROPERTIES).flatMap((property) => {
    const drafts = changesOf(planning, create, plain, property);
    if (drafts.length > 0)
      return [changeCase(planning, { resource, create, read, modify, property, drafts }, view)];
    planning.drop(modify, `a change of /${property} is kept`, 'no second value of it is known');
    return [];
  });
}

/** What a PATCH may say. */
export function propertiesOf({ context, materials }: Planning, operation: Operation): string[] {
  const plain = materials.plain(operation);
  if (typeof plain === 'string' || plain.body === undefined) return [];
  const sent = sentBody(context, plain);
  return sent === undefined
    ? []
    : sent.places.propertiesOf('').filter((name) => !sent.places.says(`/${name}`, 'readOnly', true));
}

/** Requests that change `name` and as little else as may be: two, in case one of the values is there already. */
function changesOf({ context, materials }: Planning, create: Operation, plain: Draft, name: string): Draft[] {
  const made = materials.rich(create);
  const value = typeof made === 'string' ? undefined : made.body?.value;
  const before = isObject(value) ? value[name] : undefined;
  const small = materials.small(plain.operation);
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
  readonly read: Operation;
  readonly modify: Operation;
  readonly property: string;
  /** Requests of which one makes a change. */
  readonly drafts: readonly Draft[];
}

function changeCase(planning: Planning, change: Change, view: View): SequenceCase {
  const { resource, create, read, modify, property } = change;
  return {
    name: sequenceName(modify, `a change of /${property}`, 'kept, and the rest left alone'),
    phase: 'state',
    operation: modify,
    why: 'What is changed is there when it is read again, and what is not mentioned stays as it was.',
    requests: [create.id, modify.id, read.id],
    alone: false,
    async play(conversation) {
      const { context } = conversation;
      const made = await conversation.make(resource);
      const before = await shownBefore(planning, conversation, made, view, read);
      const draft = change.drafts.find((each) => isNew(conversation, each, property, before));
      if (draft === undefined) throw new Unavailable(`/${property} has every known value already`);
      const changed = await conversation.send(conversation.on(made, modify, draft));
      refuseOther(modify, changed);
      const after = shownResource(view, await readAgain(conversation, made, read));
      const sent = sentBody(context, changed.draft);
      const isShown = isObject(before.value) && Object.hasOwn(before.value, property);
      const lost = differences(context, sent, after, isShown ? 'lost' : 'doubtful');
      const untouched = namesIn(made.answer.draft.body?.value).filter(
        (name) => !namesIn(changed.draft.body?.value).includes(name),
      );
      const touched = differences(context, only(before, untouched), after, 'lost');
      return [
        ...lost.map((each) => notKept(conversation, each, modify)),
        ...touched.map((each) => notKept(conversation, each, modify, 'rest not left alone')),
      ];
    },
  };
}

/** The resource as the creation showed it, or else as it is read. */
async function shownBefore(
  planning: Planning,
  conversation: Conversation,
  made: Made,
  view: View,
  read: Operation,
): Promise<Placed> {
  const { create } = made.resource;
  const echo = create && viewOf(planning, made.resource, create, create);
  const echoed = echo && shownResource(echo, made.answer);
  if (isObject(echoed?.value)) return echoed;
  return shownResource(view, await readAgain(conversation, made, read));
}

function isNew({ context }: Conversation, draft: Draft, property: string, before: Placed): boolean {
  const sent = sentBody(context, draft);
  return sent !== undefined && differences(context, only(sent, [property]), before, 'lost').length > 0;
}

/** @throws {Unavailable} the state of the target explains why a valid change is not made */
export function refuseOther({ id }: Operation, { status }: Answered): void {
  if (status >= 300) throw new Unavailable(`${id} answered ${status}`);
  if (status === 202) throw new Unavailable(`${id} answered 202: it is done later`);
}

/** @throws {Unavailable} it cannot be read, which another case looks at */
export async function readAgain(conversation: Conversation, made: Made, read: Operation): Promise<Answered> {
  const answer = await conversation.send(conversation.on(made, read));
  if (answer.status >= 300) throw new Unavailable(`${read.id} answered ${answer.status}`);
  return answer;
}
