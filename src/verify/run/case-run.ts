/** Runs cases of one request. */

import { roleFor, withCredential } from '../http/credentials.ts';
import type { Throttle } from '../http/throttle.ts';
import type { CasePreparer, PreparedCase } from '../ids/readying.ts';
import { judgeCase } from '../judge/judge-case.ts';
import type { Case } from '../model/case.ts';
import { answersOf } from '../model/documented-answers.ts';
import type { Draft } from '../model/draft.ts';
import type { Exchange, HeaderLine } from '../model/exchange.ts';
import type { Role, Target } from '../model/target.ts';
import { Unavailable } from '../model/unavailable.ts';
import { encodeRequest } from '../wire/encode.ts';
import { Unwritable } from '../wire/unwritable.ts';
import type { CleanUp } from './clean-up.ts';
import { type CaseOutcome, resultOf, skipped } from './outcome.ts';
import type { Recorder } from './recorder.ts';
import type { Source } from './sources.ts';

export interface CaseRunOptions {
  readonly main: Source;
  readonly target: Target;
  readonly preparer: CasePreparer;
  readonly throttle: Throttle;
  readonly recorder: Recorder;
  readonly cleanUp: CleanUp;
}

export class CaseRun {
  readonly #options: CaseRunOptions;

  constructor(options: CaseRunOptions) {
    this.#options = options;
  }

  /** @param order the place of the case in its plan */
  async run(each: Case, order: number): Promise<CaseOutcome> {
    const role = roleFor(this.#options.target.roles, each.role, each.operation);
    if (role === undefined) return skipped(each, `no credential of the role "${each.role}" was given for it`);
    try {
      const ready = await this.#ready(each);
      const first = ready.before && (await this.#send(each, ready.before, role, ready.signature));
      if (first !== undefined && (first.response?.status ?? 500) >= 300) {
        return skipped(
          each,
          `the request before it was answered ${first.response?.status ?? 'with nothing'}`,
        );
      }
      const exchange = await this.#send(each, ready.draft, role, ready.signature);
      if (!this.#mayBeGone(each, ready, exchange)) return this.#judge(each, order, exchange, first);
      this.#options.preparer.forgetShared(each.draft);
      const again = await this.#ready(each);
      return this.#judge(each, order, await this.#send(each, again.draft, role, again.signature), first);
    } catch (error) {
      // An id of the target may have no form where the sample had one.
      const isExpected = error instanceof Unavailable || error instanceof Unwritable;
      if (isExpected) return skipped(each, error.message);
      throw error;
    }
  }

  /** Whether what the path names may have been deleted by another case: then the case is sent once more. */
  #mayBeGone(
    { phase, draft, expects }: Case,
    { before, signature }: PreparedCase,
    { response }: Exchange,
  ): boolean {
    const hasResource = draft.slots.some((slot) => slot.in === 'path');
    const isUnexplained =
      phase === 'positive' && response?.status === 404 && !expects.statuses.includes('404');
    return isUnexplained && hasResource && before === undefined && signature === undefined;
  }

  /** A mock knows no ids, so that a sample is as good as any. */
  async #ready(each: Case): Promise<PreparedCase> {
    const { target, preparer } = this.#options;
    if (target.prefer !== true) return preparer.ready(each);
    return { draft: each.draft, before: each.before, signature: undefined };
  }

  #judge(each: Case, order: number, exchange: Exchange, first: Exchange | undefined): CaseOutcome {
    const { main, recorder, preparer } = this.#options;
    const { outcome, deviations, answer } = judgeCase(main, each, exchange, first);
    const status = exchange.response?.status;
    recorder.note(deviations, answer, each.operation, {
      contract: main.contract,
      clause: each.clause?.id,
      caseName: each.name,
      order,
      why: each.why,
      earlier: first === undefined ? [] : [first],
      exchange,
    });
    if (outcome === 'pass' && status !== undefined && status < 400) recorder.coverage.sawAccepted(each);
    if (each.phase !== 'positive' && outcome === 'fail') preparer.discard(each.operation);
    return { result: resultOf(each, outcome, undefined, status, exchange.duration), deviations, exchange };
  }

  async #send(each: Case, draft: Draft, role: Role, signature: PreparedCase['signature']): Promise<Exchange> {
    const { main, throttle, cleanUp } = this.#options;
    const { contract, client } = main;
    const encoded = encodeRequest(draft);
    const request =
      signature === undefined
        ? withCredential(contract, each.operation, role, each.credential, encoded)
        : { ...encoded, headers: [...encoded.headers, ...signature] };
    const headers = [...request.headers, ...this.#preference(each)];
    const send = (): Promise<Exchange> => client.send({ ...request, headers });
    const exchange = await (each.expects.statuses.includes('429') ? send() : throttle.send(send));
    const isOwn = each.role === 'default' && each.credential === 'valid' && signature === undefined;
    if (isOwn && exchange.response !== undefined) cleanUp.saw(draft, exchange.response);
    return exchange;
  }

  /** Asks a mock for the answer that a server's state would give (RFC 7240; Prism's `code` and `example`). */
  #preference({ operation, expects }: Case): HeaderLine[] {
    if (this.#options.target.prefer !== true || !expects.ask) return [];
    const [status] = expects.statuses;
    const spec = operation.responses.find((response) => response.status === status);
    const answer = spec && answersOf(spec).find(({ code }) => code === expects.code);
    const example = answer?.example === undefined ? '' : `, example=${answer.example}`;
    return [['Prefer', `code=${status}${example}`]];
  }
}
