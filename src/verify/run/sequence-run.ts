/** Runs cases of several requests. */

import type { ObservedDeviation } from '../cases/stateful/observed-deviation.ts';
import type { RequestTemplates } from '../cases/stateful/request-templates.ts';
import type { SequenceCase } from '../cases/stateful/sequence-case.ts';
import { SequenceContext, ServerFailed } from '../cases/stateful/sequence-context.ts';
import type { Wire } from '../cases/stateful/sequence-wire.ts';
import { roleFor, withCredential } from '../http/credentials.ts';
import type { Throttle } from '../http/throttle.ts';
import type { CasePreparer } from '../ids/case-preparer.ts';
import { judgeCase } from '../judge/judge-case.ts';
import type { Deviation } from '../model/deviation.ts';
import type { Draft } from '../model/draft.ts';
import type { Exchange, HeaderLine } from '../model/exchange.ts';
import type { Outcome } from '../model/outcome.ts';
import { RunEnded } from '../model/run-ended.ts';
import type { RoleName, Roles } from '../model/target.ts';
import { Unavailable } from '../model/unavailable.ts';
import type { PlanContext } from '../requests/plan-context.ts';
import { tagger } from '../requests/tags.ts';
import { encodeRequest } from '../wire/encode.ts';
import { Unwritable } from '../wire/unwritable.ts';
import type { CleanUp } from './clean-up.ts';
import type { Recorder } from './recorder.ts';
import type { Source } from './sources.ts';

export interface SequenceRunOptions {
  readonly main: Source;
  readonly roles: Roles;
  readonly context: PlanContext;
  readonly templates: RequestTemplates;
  readonly preparer: CasePreparer;
  readonly throttle: Throttle;
  readonly recorder: Recorder;
  readonly cleanUp: CleanUp;
  readonly hasEnded: () => boolean;
  /** Begins the texts that are to be new at the target. */
  readonly runId: string;
}

/** How a sequence went. */
export interface SequenceOutcome {
  readonly outcome: Outcome;
  /** Why it was skipped. */
  readonly reason: string | undefined;
  readonly deviations: readonly Deviation[];
  /** The last exchange. */
  readonly exchange: Exchange | undefined;
}

export class SequenceRun {
  readonly #options: SequenceRunOptions;

  constructor(options: SequenceRunOptions) {
    this.#options = options;
  }

  /** @param order the place of the case in its plan */
  async run(sequenceCase: SequenceCase, order: number): Promise<SequenceOutcome> {
    const { context, templates, runId } = this.#options;
    // Tags by the place in the plan: the same in each run, whatever runs beside it.
    const own = { ...context, nextTag: tagger(`${runId}q${order.toString(36)}`) };
    const sequence = new SequenceContext(own, templates, this.#wire(sequenceCase));
    try {
      const observedDeviations = await sequenceCase.play(sequence);
      return this.#outcome(sequenceCase, order, sequence, observedDeviations);
    } catch (error) {
      if (error instanceof ServerFailed) {
        return this.#outcome(sequenceCase, order, sequence, [serverFailure(error)]);
      }
      // An id of the target may have no form where the sample had one.
      if (!(error instanceof Unavailable || error instanceof Unwritable)) throw error;
      if (this.#options.hasEnded()) throw new RunEnded('the run has ended', { cause: error });
      const exchange = sequence.exchanges.at(-1);
      return { outcome: 'skipped', reason: error.message, deviations: [], exchange };
    }
  }

  #outcome(
    { name, why }: SequenceCase,
    order: number,
    { exchanges }: SequenceContext,
    observedDeviations: readonly ObservedDeviation[],
  ): SequenceOutcome {
    const { recorder, main } = this.#options;
    for (const { deviation, operation, clause, earlier, exchange } of observedDeviations) {
      const end = exchange === undefined ? exchanges.length : exchanges.indexOf(exchange);
      recorder.findings.add({
        contract: main.contract,
        deviation,
        operation: operation.id,
        clause,
        caseName: name,
        order,
        why,
        earlier: earlier ?? exchanges.slice(0, Math.max(0, end)),
        exchange,
      });
    }
    const deviations = observedDeviations.map(({ deviation }) => deviation);
    const isBroken = deviations.some(({ severity }) => severity === 'error');
    const outcome = isBroken ? 'fail' : 'pass';
    return { outcome, reason: undefined, deviations, exchange: exchanges.at(-1) };
  }

  /** How one sequence reaches the target; a credential that a scenario gave it is kept to the end. */
  #wire({ name: caseName, why }: SequenceCase): Wire {
    const { main, roles, preparer, throttle, recorder, cleanUp, hasEnded } = this.#options;
    let signature: readonly HeaderLine[] | undefined;
    let isFirst = true;
    const send = async (
      draft: Draft,
      name: RoleName,
      signature?: readonly HeaderLine[],
    ): Promise<Exchange> => {
      const { operation } = draft;
      const role = roleFor(roles, name, operation);
      if (role === undefined) throw new Unavailable(`no credential of the role "${name}" was given`);
      const encoded = encodeRequest(draft);
      const request =
        signature === undefined || name !== 'default'
          ? withCredential(main.contract, operation, role, 'valid', encoded)
          : { ...encoded, headers: [...encoded.headers, ...signature] };
      const exchange = await throttle.send(() => main.client.send(request));
      if (name === 'default' && exchange.response !== undefined) cleanUp.saw(draft, exchange.response);
      return exchange;
    };
    return {
      hasEnded,
      isKnown({ deviation, operation, clause }) {
        return recorder.findings.knows({ deviation, operation: operation.id, clause });
      },
      async ask(draft, aboutOf) {
        const { operation } = draft;
        const ready = await preparer.prepare({ draft, ...AS_USUAL, before: undefined });
        const about = aboutOf(ready.draft);
        if (about === undefined) return [];
        const exchange = await send(ready.draft, 'default', ready.signature);
        const testCase = {
          ...about,
          ...AS_USUAL,
          name: caseName,
          why,
          operation,
          draft: ready.draft,
          before: undefined,
        };
        const { outcome, deviations, answer } = judgeCase(main, testCase, exchange, undefined);
        recorder.saw(deviations, answer, exchange, operation, { contract: main.contract, caseName });
        if (outcome === 'pass' && about.phase === 'positive') recorder.coverage.sawAccepted(testCase);
        // What should have been refused has changed what the refused requests share.
        if (outcome === 'fail' && about.phase === 'negative') preparer.discard(operation);
        return deviations.map((deviation) => ({ deviation, operation, exchange }));
      },
      async fill(draft: Draft) {
        if (!isFirst) return draft.slots.length === 0 ? draft : preparer.fill(draft);
        isFirst = false;
        const ready = await preparer.prepare({ draft, ...AS_USUAL, before: undefined });
        signature = ready.signature;
        return ready.draft;
      },
      async send(draft: Draft, name: RoleName) {
        const exchange = await send(draft, name, signature);
        // A method that the contract does not have here has no documented answers either.
        if (draft.override.method === undefined) recorder.observe(main, draft.operation, exchange, caseName);
        return exchange;
      },
    };
  }
}

/** Whose request it is, where nothing else is said. */
const AS_USUAL = { role: 'default', credential: 'valid' } as const;

function serverFailure({ answer, message }: ServerFailed): ObservedDeviation {
  const { draft, exchange, status } = answer;
  const { operation } = draft;
  return {
    operation,
    exchange,
    deviation: {
      severity: 'error',
      kind: 'server error',
      pointer: operation.pointer,
      detail: String(status),
      message,
      expected: 'an answer other than 5xx',
      actual: String(status),
    },
  };
}
