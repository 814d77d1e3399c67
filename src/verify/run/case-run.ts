/** Runs cases of one request. */

import { roleFor, withCredential } from '../http/credentials.ts';
import type { Throttle } from '../http/throttle.ts';
import type { CasePreparer, PreparedCase } from '../ids/case-preparer.ts';
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
  async run(testCase: Case, order: number): Promise<CaseOutcome> {
    const role = roleFor(this.#options.target.roles, testCase.role, testCase.operation);
    if (role === undefined)
      return skipped(testCase, `no credential of the role "${testCase.role}" was given for it`);
    try {
      const ready = await this.#ready(testCase);
      const first = ready.before && (await this.#send(testCase, ready.before, role, ready.signature));
      if (first !== undefined && (first.response?.status ?? 500) >= 300) {
        return skipped(
          testCase,
          `the request before it was answered ${first.response?.status ?? 'with nothing'}`,
        );
      }
      const exchange = await this.#send(testCase, ready.draft, role, ready.signature);
      if (!this.#mayBeGone(testCase, ready, exchange)) return this.#judge(testCase, order, exchange, first);
      this.#options.preparer.forgetShared(testCase.draft);
      const again = await this.#ready(testCase);
      return this.#judge(
        testCase,
        order,
        await this.#send(testCase, again.draft, role, again.signature),
        first,
      );
    } catch (error) {
      // An id of the target may have no form where the sample had one.
      const isExpected = error instanceof Unavailable || error instanceof Unwritable;
      if (isExpected) return skipped(testCase, error.message);
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
  async #ready(testCase: Case): Promise<PreparedCase> {
    const { target, preparer } = this.#options;
    if (target.prefer !== true) return preparer.prepare(testCase);
    return { draft: testCase.draft, before: testCase.before, signature: undefined };
  }

  #judge(testCase: Case, order: number, exchange: Exchange, first: Exchange | undefined): CaseOutcome {
    const { main, recorder, preparer } = this.#options;
    const { outcome, deviations, answer } = judgeCase(main, testCase, exchange, first);
    const status = exchange.response?.status;
    recorder.note(deviations, answer, testCase.operation, {
      contract: main.contract,
      clause: testCase.clause?.id,
      caseName: testCase.name,
      order,
      why: testCase.why,
      earlier: first === undefined ? [] : [first],
      exchange,
    });
    if (outcome === 'pass' && status !== undefined && status < 400) recorder.coverage.sawAccepted(testCase);
    if (testCase.phase !== 'positive' && outcome === 'fail') preparer.discard(testCase.operation);
    return {
      result: resultOf(testCase, outcome, undefined, status, exchange.duration),
      deviations,
      exchange,
    };
  }

  async #send(
    testCase: Case,
    draft: Draft,
    role: Role,
    signature: PreparedCase['signature'],
  ): Promise<Exchange> {
    const { main, throttle, cleanUp } = this.#options;
    const { contract, client } = main;
    const encoded = encodeRequest(draft);
    const request =
      signature === undefined
        ? withCredential(contract, testCase.operation, role, testCase.credential, encoded)
        : { ...encoded, headers: [...encoded.headers, ...signature] };
    const headers = [...request.headers, ...this.#preference(testCase)];
    const send = (): Promise<Exchange> => client.send({ ...request, headers });
    const exchange = await (testCase.expects.statuses.includes('429') ? send() : throttle.send(send));
    const isOwn = testCase.role === 'default' && testCase.credential === 'valid' && signature === undefined;
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
