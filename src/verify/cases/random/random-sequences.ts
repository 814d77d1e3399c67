/** Random sequences of changes on one resource: after each it must be what the last ones made it. */

import type { Operation } from '@countersign/contract';
import { isObject, type Json } from '@countersign/contract';
import fc, { type Arbitrary } from 'fast-check';
import type { Pager } from '../../ids/paging.ts';
import type { Answered } from '../../model/answered.ts';
import type { Draft } from '../../model/draft.ts';
import { Unavailable } from '../../model/unavailable.ts';
import type { PlanContext } from '../../requests/plan-context.ts';
import { Unwritable } from '../../wire/unwritable.ts';
import type { Difference, Placed } from '../stateful/compare.ts';
import type { ObservedDeviation } from '../stateful/observed-deviation.ts';
import type { Planning } from '../stateful/planning.ts';
import { isThere, type NotThere, type Reading, readingOf } from '../stateful/reading.ts';
import type { Resource } from '../stateful/resources.ts';
import { sequenceName } from '../stateful/sequence-case.ts';
import { type Made, type SequenceContext, ServerFailed } from '../stateful/sequence-context.ts';
import { differences, namesIn, notKept, only, sentBody } from '../stateful/shown.ts';
import { findAndShrink } from './find-and-shrink.ts';
import type { RandomCases } from './random-round.ts';
import { requestArbitrary } from './request-arbitrary.ts';

/** Sequences of one case. */
const SEQUENCES = 5;

/** Changes of one sequence. */
const MOST_CHANGES = 6;

/** Sequences that are played to make a failure smaller. */
const MOST_SHRINKS = 100;

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
  const changes = [resource.modify, resource.replace]
    .filter((item) => item !== undefined)
    .filter((operation) => operation !== create && operations.includes(operation));
  const [change] = changes;
  if (create === undefined || change === undefined) return undefined;
  const reading = readingOf(planning, resource, create, pager);
  if (typeof reading === 'string') return undefined;
  const steps = changes.flatMap((change) => stepsOf(planning, change) ?? []);
  if (steps.length === 0) return undefined;
  const drawn = fc.array(fc.oneof(...steps), { minLength: 1, maxLength: MOST_CHANGES });
  return ({ round, seed, origin }) => ({
    name: sequenceName(change, `random changes, round ${round}`, 'all of them kept'),
    phase: 'random',
    operation: change,
    why: `Whatever is done to it, a resource stays what the last changes made it. The changes were ${origin}`,
    requests: [create.id, `up to ${MOST_CHANGES} changes (${SEQUENCES} times)`, reading.operation.id],
    alone: false,
    async play(sequence) {
      const player = new Player(sequence, resource, reading);
      const bounds = { seed, draws: SEQUENCES, shrinks: MOST_SHRINKS };
      const hasEnded = (): boolean => sequence.hasEnded;
      const found = await findAndShrink(drawn, { ...bounds, hasEnded }, (sequence) => player.play(sequence));
      if (player.played === 0) throw new Unavailable(player.reason);
      return found === undefined ? [] : [found];
    },
  });
}

/** Requests of a change, before they are put on a resource. */
function stepsOf({ templates, context }: Planning, operation: Operation): Arbitrary<Draft> | undefined {
  const plain = templates.plain(operation);
  return typeof plain === 'string' ? undefined : requestArbitrary(context, plain);
}

class Player {
  readonly #sequence: SequenceContext;
  readonly #resource: Resource;
  readonly #reading: Reading;
  /** How many sequences came to a change. */
  played = 0;
  /** Why the last one did not. */
  reason = 'none of the changes can be shown to be valid or invalid';

  constructor(sequence: SequenceContext, resource: Resource, reading: Reading) {
    this.#sequence = sequence;
    this.#resource = resource;
    this.#reading = reading;
  }

  /** What a sequence shows that is not known yet. */
  async play(steps: readonly Draft[]): Promise<readonly ObservedDeviation[]> {
    const sequence = this.#sequence;
    const sendable = steps.filter((step) => isSendable(sequence.context, step));
    if (sendable.length === 0) return [];
    try {
      const observedDeviations = await this.#play(sendable);
      // What only read has led nowhere.
      const earlier = sequence.exchanges.slice(0, -1).filter(({ request }) => request.method !== 'GET');
      return observedDeviations
        .filter((observed) => !sequence.isKnown(observed))
        .map((observed) => ({ ...observed, earlier }));
    } catch (error) {
      // A server that fails is told by the random requests; what cannot be made or read shows nothing.
      const isExpected =
        error instanceof Unavailable || error instanceof Unwritable || error instanceof ServerFailed;
      if (!isExpected) throw error;
      this.reason = error.message;
      return [];
    }
  }

  async #play(steps: readonly Draft[]): Promise<ObservedDeviation[]> {
    const sequence = this.#sequence;
    sequence.begin();
    const made = await sequence.make(this.#resource);
    const { operation: create, body } = made.answer.draft;
    let before = await this.#read(made);
    // What the creation has not kept is no change's fault, and told by a case of its own.
    if (!isThere(before) || this.#kept(made.answer, before, before, create).length > 0) return [];
    const written = new Set(namesIn(body?.value));
    for (const step of steps) {
      const answer = await sequence.send(sequence.on(made, step.operation, step));
      this.played += 1;
      const { operation } = answer.draft;
      // What is done later cannot be seen now.
      if (answer.status === 202) return [];
      if (answer.status < 300) for (const name of namesIn(answer.draft.body?.value)) written.add(name);
      const after = await this.#read(made);
      if (!isThere(after)) return [notThere(sequence, after, operation)];
      const observedDeviations = [
        ...(answer.status < 300 ? this.#kept(answer, before, after, operation) : []),
        ...this.#leftAlone(answer, before, after, written),
      ];
      if (observedDeviations.length > 0) return observedDeviations;
      before = after;
    }
    return [];
  }

  #read(made: Made): ReturnType<Reading['read']> {
    return this.#reading.read(this.#sequence, made);
  }

  /** What was sent and is not shown. What was shown before can be shown, and so must not be missing. */
  #kept({ draft }: Answered, before: Placed, after: Placed, operation: Operation): ObservedDeviation[] {
    const sent = sentBody(this.#sequence.context, draft);
    if (sent === undefined) return [];
    const names = plainNames(sent.value);
    const shown = new Set(namesIn(before.value));
    const [old, others] = [names.filter((name) => shown.has(name)), names.filter((name) => !shown.has(name))];
    return [
      ...this.#differences(only(sent, old), after, 'lost'),
      ...this.#differences(only(sent, others), after, 'doubtful'),
    ].map((difference) => notKept(this.#sequence, difference, operation));
  }

  /** What was not sent, or was refused, and is changed all the same. PUT may change everything. */
  #leftAlone(
    { draft: { operation, body }, status }: Answered,
    before: Placed,
    after: Placed,
    written: ReadonlySet<string>,
  ): ObservedDeviation[] {
    const isRefused = status >= 300;
    // A body that is no object, a JSON Patch, does not show what it is about.
    if (!isRefused && (operation.method === 'put' || !isObject(body?.value))) return [];
    const sent = new Set(isRefused ? [] : namesIn(body?.value));
    const untouched = [...written].filter((name) => !sent.has(name));
    const kind = isRefused ? 'rejected with effect' : 'rest not left alone';
    return this.#differences(only(before, untouched), after, 'lost').map((difference) =>
      notKept(this.#sequence, difference, operation, kind),
    );
  }

  #differences(from: Placed, after: Placed, missing: 'lost' | 'doubtful'): Difference[] {
    return differences(this.#sequence.context, from, after, missing).filter(({ certain }) => certain);
  }
}

function notThere(sequence: SequenceContext, { status }: NotThere, operation: Operation): ObservedDeviation {
  const message = `after ${operation.id} it is not there: ${status}`;
  const rest = { detail: 'random', message, expected: 'there', actual: String(status) };
  return sequence.observed('not found', rest, operation);
}

/** An invalid change is sent, too: it must leave everything as it is. */
function isSendable({ prover }: PlanContext, draft: Draft): boolean {
  return prover.doubtsValid(draft) === undefined || prover.whatBreaks(draft, []) !== undefined;
}

/** Items that are objects are what servers adjust most often: a case with the contract's examples looks at them. */
function plainNames(value: Json | undefined): string[] {
  return namesIn(value).filter((name) => {
    const part = isObject(value) ? value[name] : undefined;
    return !Array.isArray(part) || !part.some(isObject);
  });
}
