/** Keeps what answers show: findings, and what of the contract was seen. */
import type { Operation } from '@countersign/contract';
import { leavesRefusalsOpen } from '../cases/expectations.ts';
import { CoverageRecord } from '../coverage/coverage-record.ts';
import { Findings, type Sighting } from '../judge/findings.ts';
import { judgeAnswer } from '../judge/judge-answer.ts';
import type { Rules } from '../judge/rules.ts';
import type { Deviation } from '../model/deviation.ts';
import { type Answer, recognize } from '../model/documented-answers.ts';
import type { Exchange } from '../model/exchange.ts';
import type { RunEvents } from '../model/options.ts';
import { isSame } from './sources.ts';

/** Answers that are about a value of the request. */
const REFUSALS: ReadonlySet<number> = new Set([400, 422]);

export class Recorder {
  readonly findings = new Findings();
  readonly coverage: CoverageRecord;
  readonly #main: Rules;
  readonly #onProven: RunEvents['proven'] | undefined;

  /** @param main the contract that is verified; answers of others are proven, and cover nothing */
  constructor(main: Rules, onProven: RunEvents['proven'] | undefined) {
    this.#main = main;
    this.#onProven = onProven;
    this.coverage = new CoverageRecord(main);
  }

  /** Notes how an answer differs from its contract, and which documented answer it was. */
  note(
    deviations: readonly Deviation[],
    answer: Answer | undefined,
    operation: Operation,
    sighting: Omit<Sighting, 'deviation' | 'operation'>,
  ): void {
    for (const deviation of deviations) {
      this.findings.add({ ...sighting, deviation, operation: operation.id });
    }
    const { exchange } = sighting;
    if (exchange !== undefined) this.saw(deviations, answer, exchange, operation, sighting);
  }

  /** Notes which documented answer was seen, and leaves it to others to tell how it differs. */
  saw(
    deviations: readonly Deviation[],
    answer: Answer | undefined,
    exchange: Exchange,
    operation: Operation,
    { contract, caseName }: Pick<Sighting, 'contract' | 'caseName'>,
  ): void {
    this.#onProven?.(exchange, caseName);
    const { response } = exchange;
    const isKept = !deviations.some(({ severity }) => severity === 'error');
    if (isKept && answer !== undefined && response !== undefined && isSame(contract, this.#main.contract)) {
      this.coverage.sawAnswer(operation, response, answer);
    }
  }

  /** Proves an answer that no case of its own asked for. */
  observe(rules: Rules, operation: Operation, exchange: Exchange, caseName: string): void {
    const { request, response } = exchange;
    if (response === undefined) return;
    const { spec, body, deviations } = judgeAnswer(rules, operation, request.method, response);
    const answer = spec === undefined ? undefined : recognize(spec, body);
    const isOpen = REFUSALS.has(response.status) && leavesRefusalsOpen(operation);
    const said = isOpen ? deviations.filter(({ kind }) => kind !== 'undocumented status') : deviations;
    this.note(said, answer, operation, {
      contract: rules.contract,
      clause: undefined,
      caseName,
      order: Number.POSITIVE_INFINITY,
      why: 'Every answer is proven, whatever the request was for.',
      exchange,
    });
  }
}
