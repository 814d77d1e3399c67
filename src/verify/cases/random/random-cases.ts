/** Random requests of an operation, valid and invalid, each proven before it is sent; a failure is made small. */
import type { Clause, Operation } from '@countersign/contract';
import type { Draft } from '../../model/draft.ts';
import type { Broken } from '../../model/prover.ts';
import { Unavailable } from '../../model/unavailable.ts';
import { freshen } from '../../requests/fresh-texts.ts';
import { changesState } from '../../requests/make-draft.ts';
import type { PlanContext } from '../../requests/plan-context.ts';
import { Unwritable } from '../../wire/unwritable.ts';
import { expectNegative, expectPositive } from '../expectations.ts';
import type { ObservedDeviation } from '../stateful/observed-deviation.ts';
import type { Planning } from '../stateful/planning.ts';
import { sequenceName } from '../stateful/sequence-case.ts';
import type { SequenceContext } from '../stateful/sequence-context.ts';
import type { Asked } from '../stateful/sequence-wire.ts';
import { findAndShrink } from './find-and-shrink.ts';
import type { RandomCases } from './random-round.ts';
import { requestArbitrary } from './request-arbitrary.ts';

/** Requests of one case. */
const REQUESTS = 50;

/** Requests that are sent to make a failure smaller. */
const MOST_SHRINKS = 150;

/** Characters of a body, as JSON: far less than servers let pass. */
const LONGEST_BODY = 16_000;

/** Cases for `operation`, or `undefined` where no request of it can be made, or only one. */
export function randomCases(planning: Planning, operation: Operation): RandomCases | undefined {
  const base = planning.templates.plain(operation);
  const requests = typeof base === 'string' ? undefined : requestArbitrary(planning.context, base);
  if (requests === undefined) return undefined;
  return ({ round, seed, origin }) => ({
    name: sequenceName(operation, `random requests, round ${round}`, 'answered as the contract says'),
    phase: 'random',
    operation,
    why: `A request that nobody thought of, ${origin}`,
    requests: [`${operation.id} (${REQUESTS})`],
    alone: false,
    async play(sequence) {
      const asker = new Asker(sequence);
      const bounds = { seed, draws: REQUESTS, shrinks: MOST_SHRINKS };
      const hasEnded = (): boolean => sequence.hasEnded;
      const found = await findAndShrink(requests, { ...bounds, hasEnded }, (drawn) => asker.ask(drawn));
      if (asker.sent === 0) throw new Unavailable(asker.reason);
      return found === undefined ? [] : [found];
    },
  });
}

/** Sends what was drawn, if it can be shown to be valid or invalid. */
class Asker {
  readonly #sequence: SequenceContext;
  /** How many requests were sent. */
  sent = 0;
  /** Why the last one was not sent. */
  reason = 'none of the requests can be shown to be valid or invalid';

  constructor(sequence: SequenceContext) {
    this.#sequence = sequence;
  }

  /** What the answer shows that is not known yet. */
  async ask(drawn: Draft): Promise<readonly ObservedDeviation[]> {
    const { context } = this.#sequence;
    if (JSON.stringify(drawn.body?.value ?? null).length > LONGEST_BODY) return [];
    const draft = freshen(context, drawn, undefined);
    const broken = shownBroken(context, draft);
    if (broken === undefined) return [];
    try {
      const observedDeviations = await this.#sequence.ask(inPlace(draft, broken), (filled) => {
        // Real ids may make another request of it.
        const same = shownBroken(context, filled);
        if (same === undefined || (same === 'nothing') !== (broken === 'nothing')) return undefined;
        this.sent += 1;
        return askedAs(draft, same);
      });
      return observedDeviations
        .filter(({ deviation }) => deviation.severity === 'error')
        .filter((observed) => !this.#sequence.isKnown(observed))
        .flatMap((observed) => toldOf(observed, broken))
        .filter((observed) => !this.#sequence.isKnown(observed));
    } catch (error) {
      // An id of the target may have no form where the sample had one.
      if (!(error instanceof Unavailable || error instanceof Unwritable)) throw error;
      this.reason = error.message;
      return [];
    }
  }
}

/** What of the contract a request breaks; `undefined` where that cannot be shown. */
function shownBroken({ prover, clausesOf }: PlanContext, draft: Draft): Broken | 'nothing' | undefined {
  if (prover.doubtsValid(draft) === undefined) return 'nothing';
  return prover.whatBreaks(draft, clausesOf(draft.operation.id));
}

/** A change is made of something new, since what earlier ones have left may explain a refusal. */
function inPlace(draft: Draft, broken: Broken | 'nothing'): Draft {
  if (!changesState(draft.operation)) return { ...draft, resource: 'shared' };
  return { ...draft, resource: broken === 'nothing' ? 'own' : 'operation' };
}

function askedAs(draft: Draft, broken: Broken | 'nothing'): Asked {
  if (broken === 'nothing') return { phase: 'positive', clause: undefined, expects: expectPositive(draft) };
  const { inconclusive, ...refused } = expectNegative(draft.operation, broken.places.has('path'));
  // What was drawn may also name what is not there, or is taken.
  const expects = { ...refused, inconclusive: [...inconclusive, '404', '409'] };
  return { phase: 'negative', clause: undefined, expects };
}

/** A trouble as it is told of a request that broke something: once for each clause that was let pass. */
function toldOf(observed: ObservedDeviation, broken: Broken | 'nothing'): ObservedDeviation[] {
  const { deviation } = observed;
  // A server may say of each value why it refuses it: that is one fault all the same.
  if (deviation.kind === 'valid request refused')
    return [{ ...observed, deviation: { ...deviation, detail: 'random' } }];
  if (deviation.kind !== 'violation accepted' || broken === 'nothing' || broken.clauses.length === 0)
    return [observed];
  return broken.clauses.map(({ id, pointer }: Clause) => ({
    ...observed,
    clause: id,
    deviation: { ...deviation, pointer },
  }));
}
