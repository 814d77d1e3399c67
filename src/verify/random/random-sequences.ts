/** Random sequences of changes on one resource: after each it must be what the last ones made it. */
import fc, { type Arbitrary } from 'fast-check';
import type { Operation } from '../../contract/contract.ts';
import { isObject, type Json } from '../../contract/json.ts';
import type { Draft } from '../case.ts';
import type { PlanContext } from '../plan/context.ts';
import type { Placed } from '../state/compare.ts';
import { type Conversation, type Made, ServerFailed } from '../state/conversation.ts';
import type { Pager } from '../state/paging.ts';
import type { Planning } from '../state/planning.ts';
import { isThere, type Reading, readingOf } from '../state/reading.ts';
import type { Resource } from '../state/resources.ts';
import { type SequenceCase, sequenceName, type Trouble } from '../state/sequence-case.ts';
import { differences, namesIn, notKept, only, sentBody } from '../state/shown.ts';
import { Unavailable } from '../supply/producing.ts';
import { seedOf } from './random-cases.ts';
import { requestArbitrary } from './request-arbitrary.ts';

/** Sequences of one case. */
const SEQUENCES = 10;

/** Changes of one sequence. */
const MOST_CHANGES = 6;

/** Sequences that are played to make a failure smaller. */
const MOST_SHRINKS = 40;

/** A case for `resource`, or none where it cannot be made, changed and read. `round` tells one from the next. */
export function randomSequences(
  planning: Planning,
  resource: Resource,
  pager: Pager | undefined,
  round: number,
): SequenceCase[] {
  const { create, modify, replace, remove } = resource;
  const change = modify ?? replace;
  if (create === undefined || change === undefined) return [];
  const reading = readingOf(planning, resource, create, pager);
  const changes = [modify, replace, remove]
    .flatMap((each) => (each === undefined || each === create ? [] : [stepsOf(planning, each)]))
    .filter((each) => each !== undefined);
  if (typeof reading === 'string' || changes.length === 0) return [];
  const drawn = fc.array(fc.oneof(...changes), { minLength: 1, maxLength: MOST_CHANGES });
  const seed = seedOf(planning.context, change, round);
  return [
    {
      name: sequenceName(change, `random changes, round ${round}`, 'all of them kept'),
      phase: 'random',
      operation: change,
      why: 'Whatever is done to it, a resource is what the last changes made it, or gone.',
      requests: [create.id, `up to ${MOST_CHANGES} changes (${SEQUENCES} times)`, reading.operation.id],
      alone: false,
      play: (conversation) => playSequences(conversation, resource, reading, drawn, seed),
    },
  ];
}

/** Requests of a change, before they are put on a resource. */
function stepsOf({ materials, context }: Planning, operation: Operation): Arbitrary<Draft> | undefined {
  const plain = materials.plain(operation);
  if (typeof plain === 'string') return undefined;
  return operation.method === 'delete' ? fc.constant(plain) : requestArbitrary(context, plain);
}

async function playSequences(
  conversation: Conversation,
  resource: Resource,
  reading: Reading,
  drawn: Arbitrary<Draft[]>,
  seed: number,
): Promise<Trouble[]> {
  let found: Trouble[] = [];
  let shrinks = 0;
  const isKept = async (steps: readonly Draft[]): Promise<boolean> => {
    if (conversation.hasEnded || shrinks >= MOST_SHRINKS) return true;
    if (found.length > 0) shrinks += 1;
    try {
      const troubles = await playOne(conversation, resource, reading, steps);
      const fresh = troubles.filter((trouble) => !conversation.isKnown(trouble));
      if (fresh.length > 0) found = fresh;
      return fresh.length === 0;
    } catch (error) {
      // A server that fails is told by the random requests; what cannot be made or read shows nothing.
      if (error instanceof Unavailable || error instanceof ServerFailed) return true;
      throw error;
    }
  };
  await fc.check(fc.asyncProperty(drawn, isKept), { seed, numRuns: SEQUENCES });
  return found;
}

async function playOne(
  conversation: Conversation,
  resource: Resource,
  reading: Reading,
  steps: readonly Draft[],
): Promise<Trouble[]> {
  const { context } = conversation;
  conversation.begin();
  const made = await conversation.make(resource);
  let expected = sentBody(context, made.answer.draft);
  for (const step of steps.filter((each) => isSendable(context, each))) {
    const { operation } = step;
    const answer = await conversation.send(conversation.on(made, operation, step));
    const isDone = answer.status < 300 && answer.status !== 202;
    const isGone = isDone && operation.method === 'delete';
    if (isDone && !isGone) expected = after(operation, expected, sentBody(context, answer.draft));
    const troubles = await look(conversation, made, reading, operation, isGone ? 'gone' : expected);
    if (troubles.length > 0 || isGone) return troubles;
  }
  return [];
}

/** An invalid change is sent, too: it must leave everything as it is. */
function isSendable({ prover }: PlanContext, draft: Draft): boolean {
  return prover.doubtsValid(draft) === undefined || prover.brokenClauses(draft) !== undefined;
}

/** What a resource is to show after a change. */
function after(
  operation: Operation,
  before: Placed | undefined,
  sent: Placed | undefined,
): Placed | undefined {
  const isMerged = operation.method !== 'put' && isObject(before?.value) && isObject(sent?.value);
  if (!isMerged || before === undefined || sent === undefined) return sent;
  const value: Json = { ...objectOf(before.value), ...objectOf(sent.value) };
  // The schema that has more properties can tell more of them.
  const { places, path } = countOf(before) >= countOf(sent) ? before : sent;
  return { value, places, path };
}

function objectOf(value: Json | undefined): Record<string, Json> {
  return isObject(value) ? value : {};
}

function countOf({ places, path }: Placed): number {
  return places.propertiesOf(path).length;
}

async function look(
  conversation: Conversation,
  made: Made,
  reading: Reading,
  operation: Operation,
  expected: Placed | 'gone' | undefined,
): Promise<Trouble[]> {
  const shown = await reading.read(conversation, made);
  // What is deleted may still be shown as deleted: a case of its own looks at that.
  if (expected === 'gone' || expected === undefined) return [];
  if (!isThere(shown)) {
    const message = `after ${operation.id} it is not there: ${shown.status}`;
    const rest = { detail: 'random', message, expected: 'there', actual: String(shown.status) };
    return [conversation.trouble('not found', rest, operation)];
  }
  return differences(conversation.context, only(expected, plainNames(expected.value)), shown, 'doubtful')
    .filter(({ certain }) => certain)
    .map((each) => notKept(conversation, each, operation));
}

/** Items that are objects are what servers adjust most often: a case with the contract's examples looks at them. */
function plainNames(value: Json | undefined): string[] {
  return namesIn(value).filter((name) => {
    const part = objectOf(value)[name];
    return !Array.isArray(part) || !part.some(isObject);
  });
}
