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
import { sequenceName, type Trouble } from '../state/sequence-case.ts';
import { differences, namesIn, notKept, only, sentBody } from '../state/shown.ts';
import { Unavailable } from '../supply/unavailable.ts';
import { hunt } from './hunt.ts';
import type { RandomCases } from './random-round.ts';
import { requestArbitrary } from './request-arbitrary.ts';

/** Sequences of one case. */
const SEQUENCES = 10;

/** Changes of one sequence. */
const MOST_CHANGES = 6;

/** Sequences that are played to make a failure smaller. */
const MOST_SHRINKS = 40;

/**
 * Cases for `resource`, or `undefined` where it cannot be made, changed and read.
 *
 * @param operations those that were chosen: others change nothing
 */
export function randomSequences(
  planning: Planning,
  resource: Resource,
  pager: Pager | undefined,
  operations: readonly Operation[],
): RandomCases | undefined {
  const { create } = resource;
  const changes = [resource.modify, resource.replace, resource.remove]
    .filter((each) => each !== undefined)
    .filter((each) => each !== create && operations.includes(each));
  const [change] = changes;
  if (create === undefined || change === undefined || change === resource.remove) return undefined;
  const reading = readingOf(planning, resource, create, pager);
  if (typeof reading === 'string') return undefined;
  const steps = changes.flatMap((each) => stepsOf(planning, each) ?? []);
  if (steps.length === 0) return undefined;
  const drawn = fc.array(fc.oneof(...steps), { minLength: 1, maxLength: MOST_CHANGES });
  return ({ round, seed, origin }) => ({
    name: sequenceName(change, `random changes, round ${round}`, 'all of them kept'),
    phase: 'random',
    operation: change,
    why: `Whatever is done to it, a resource is what the last changes made it: ${origin}`,
    requests: [create.id, `up to ${MOST_CHANGES} changes (${SEQUENCES} times)`, reading.operation.id],
    alone: false,
    async play(conversation) {
      const player = new Player(conversation, resource, reading);
      const bounds = { seed, draws: SEQUENCES, shrinks: MOST_SHRINKS };
      const hasEnded = (): boolean => conversation.hasEnded;
      const found = await hunt(drawn, { ...bounds, hasEnded }, (sequence) => player.play(sequence));
      if (player.played === 0) throw new Unavailable(player.reason);
      return found === undefined ? [] : [found];
    },
  });
}

/** Requests of a change, before they are put on a resource. */
function stepsOf({ materials, context }: Planning, operation: Operation): Arbitrary<Draft> | undefined {
  const plain = materials.plain(operation);
  if (typeof plain === 'string') return undefined;
  return operation.method === 'delete' ? fc.constant(plain) : requestArbitrary(context, plain);
}

class Player {
  readonly #conversation: Conversation;
  readonly #resource: Resource;
  readonly #reading: Reading;
  /** How many sequences came to a change. */
  played = 0;
  /** Why the last one did not. */
  reason = 'none of the changes can be shown to be valid or invalid';

  constructor(conversation: Conversation, resource: Resource, reading: Reading) {
    this.#conversation = conversation;
    this.#resource = resource;
    this.#reading = reading;
  }

  /** What a sequence shows that is not known yet. */
  async play(steps: readonly Draft[]): Promise<readonly Trouble[]> {
    const conversation = this.#conversation;
    const sendable = steps.filter((each) => isSendable(conversation.context, each));
    if (sendable.length === 0) return [];
    try {
      const troubles = await this.#play(sendable);
      const earlier = conversation.exchanges.slice(0, -1);
      return troubles
        .filter((trouble) => !conversation.isKnown(trouble))
        .map((trouble) => ({ ...trouble, earlier }));
    } catch (error) {
      // A server that fails is told by the random requests; what cannot be made or read shows nothing.
      if (!(error instanceof Unavailable || error instanceof ServerFailed)) throw error;
      this.reason = error.message;
      return [];
    }
  }

  async #play(steps: readonly Draft[]): Promise<Trouble[]> {
    const conversation = this.#conversation;
    const { context } = conversation;
    conversation.begin();
    const { create } = this.#resource;
    const made = await conversation.make(this.#resource);
    let expected = sentBody(context, made.answer.draft);
    // What the creation has not kept is no change's fault.
    const before = create === undefined ? [] : await this.#look(made, create, expected);
    if (before.length > 0) return before;
    for (const step of steps) {
      const { operation } = step;
      const answer = await conversation.send(conversation.on(made, operation, step));
      this.played += 1;
      if (answer.status === 202) return [];
      const isDone = answer.status < 300;
      // That what was deleted is gone is looked at by a case of its own.
      if (isDone && operation.method === 'delete') return [];
      if (isDone) expected = after(operation, expected, sentBody(context, answer.draft));
      const troubles = await this.#look(made, operation, expected);
      if (troubles.length > 0) return troubles;
    }
    return [];
  }

  async #look(made: Made, operation: Operation, expected: Placed | undefined): Promise<Trouble[]> {
    const conversation = this.#conversation;
    const shown = await this.#reading.read(conversation, made);
    if (expected === undefined) return [];
    if (!isThere(shown)) {
      const message = `after ${operation.id} it is not there: ${shown.status}`;
      const rest = { detail: 'random', message, expected: 'there', actual: String(shown.status) };
      return [conversation.trouble('not found', rest, operation)];
    }
    return differences(conversation.context, only(expected, plainNames(expected.value)), shown, 'doubtful')
      .filter(({ certain }) => certain)
      .map((each) => notKept(conversation, each, operation));
  }
}

/** An invalid change is sent, too: it must leave everything as it is. */
function isSendable({ prover }: PlanContext, draft: Draft): boolean {
  return prover.doubtsValid(draft) === undefined || prover.whatBreaks(draft, []) !== undefined;
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

/** Items that are objects are what servers adjust most often: a case with the contract's examples looks at them. */
function plainNames(value: Json | undefined): string[] {
  return namesIn(value).filter((name) => {
    const part = objectOf(value)[name];
    return !Array.isArray(part) || !part.some(isObject);
  });
}
