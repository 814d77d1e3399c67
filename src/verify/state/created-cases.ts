/** What was created can be read, its `Location` leads to it, and what must be unique is taken. */
import type { Operation } from '../../contract/contract.ts';
import { headerOf } from '../exchange.ts';
import { Unavailable } from '../supply/producing.ts';
import type { Conversation, Made } from './conversation.ts';
import type { Planning } from './planning.ts';
import type { Resource } from './resources.ts';
import { type SequenceCase, sequenceName, type Trouble } from './sequence-case.ts';
import { differences, notKept, sentBody, shownResource } from './shown.ts';
import { type View, viewOfOne } from './view.ts';

export function createdCases(planning: Planning, resource: Resource): SequenceCase[] {
  const { create, read } = resource;
  if (create === undefined) return [];
  if (read === undefined) {
    planning.drop(create, 'what was created can be read', `no GET ${resource.path}`);
    return unique(resource, create);
  }
  return [
    readBack(planning, resource, create, read),
    ...location(resource, create),
    ...unique(resource, create),
  ];
}

function readBack(planning: Planning, resource: Resource, create: Operation, read: Operation): SequenceCase {
  const view = viewOf(planning, resource, create, read);
  if (view === undefined) {
    planning.drop(read, 'the values that were sent', 'no part of its answer is known to be the resource');
  }
  return {
    name: sequenceName(read, `what ${create.id} made`, 'the values that were sent'),
    phase: 'state',
    operation: read,
    why: 'What was created can be read, and shows the values that were sent.',
    requests: [create.id, read.id],
    alone: false,
    async play(conversation) {
      const made = await conversation.make(resource);
      const answer = await conversation.send(conversation.on(made, read));
      if (answer.status >= 300) {
        return [notFound(conversation, create, read, answer.status, made)];
      }
      if (view === undefined) return [];
      const { context } = conversation;
      const sent = sentBody(context, made.answer.draft);
      const echo = viewOf(planning, resource, create, create);
      const echoed = echo && shownResource(echo, made.answer);
      const lost = echoed === undefined ? [] : differences(context, sent, echoed, 'doubtful');
      // What the creation showed already is kept by whoever answers the reading.
      const wasShown = (path: string): boolean =>
        echoed !== undefined && !lost.some((each) => each.path === path);
      return differences(context, sent, shownResource(view, answer), 'doubtful').map((each) => {
        const isLost = each.got === undefined && wasShown(each.path);
        const culprit = wasShown(each.path) ? read : create;
        return notKept(conversation, isLost ? { ...each, certain: true } : each, culprit);
      });
    },
  };
}

function notFound(
  conversation: Conversation,
  create: Operation,
  read: Operation,
  status: number,
  made: Made,
): Trouble {
  return conversation.trouble(
    'not found',
    {
      detail: String(status),
      message: `answered ${status} for what ${create.id} made with ${made.answer.status}`,
      expected: '2XX',
      actual: String(status),
    },
    read,
  );
}

function location(resource: Resource, create: Operation): SequenceCase[] {
  const isDocumented = create.responses.some(
    ({ status, headers }) => status.startsWith('2') && headers.some(({ name }) => /^location$/i.test(name)),
  );
  const { read } = resource;
  if (!isDocumented || read === undefined) return [];
  return [
    {
      name: sequenceName(create, 'Location', 'leads to what was made'),
      phase: 'state',
      operation: create,
      why: 'RFC 9110 §15.3.2: the Location of a 201 identifies what was created.',
      requests: [create.id, 'GET Location'],
      alone: false,
      async play(conversation) {
        const made = await conversation.make(resource);
        const { response } = made.answer.exchange;
        const text = response && headerOf(response, 'location');
        if (text === undefined) throw new Unavailable(`${create.id} answered without Location`);
        const answer = await conversation.follow(made.answer, text, read);
        const wrong = (message: string, actual: string): Trouble[] => [
          conversation.trouble(
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

function unique(resource: Resource, create: Operation): SequenceCase[] {
  const conflict = create.responses.find(({ status }) => status === '409');
  if (conflict === undefined || create.method !== 'post' || create.body === undefined) return [];
  // A conflict may also be about a key that is used twice; then nothing needs to be unique.
  const isSaid = TAKEN.test(conflict.description) && !create.idempotent;
  return [
    {
      name: sequenceName(create, 'the same again', '409 where something must be unique'),
      phase: 'state',
      operation: create,
      why: 'The contract documents 409, so there may be a value that no two may have.',
      requests: [create.id, create.id],
      alone: false,
      async play(conversation) {
        const made = await conversation.make(resource);
        const again = await conversation.send(made.answer.draft);
        if (again.status >= 300 || !isSaid) return [];
        return [
          conversation.trouble(
            'duplicate accepted',
            {
              severity: 'notice',
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

/** Where the resource stands in the answers of `operation`. */
export function viewOf(
  { context, materials }: Planning,
  { names }: Resource,
  source: Operation,
  operation: Operation,
): View | undefined {
  const draft = materials.rich(source);
  const value = typeof draft === 'string' ? undefined : draft.body?.value;
  const properties = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  return viewOfOne(context.schemas, operation, names, properties);
}
