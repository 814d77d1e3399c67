/** Keeps what answers show: findings, and which documented answers were seen. */
import type { Contract, Operation } from '../../contract/contract.ts';
import type { Exchange } from '../exchange.ts';
import { type Answer, recognize } from '../judge/answers.ts';
import type { Deviation } from '../judge/deviation.ts';
import { judgeAnswer, type Rules } from '../judge/judge-answer.ts';
import { CoverageRecord } from '../report/coverage.ts';
import { Findings, type Sighting } from '../report/findings.ts';
import { isSame } from './sources.ts';

export class Recorder {
  readonly findings = new Findings();
  readonly coverage: CoverageRecord;
  readonly #contract: Contract;

  constructor(contract: Contract) {
    this.#contract = contract;
    this.coverage = new CoverageRecord(contract);
  }

  /** Notes how an answer differs from its contract, and which documented answer it was. */
  note(
    deviations: readonly Deviation[],
    answer: Answer | undefined,
    status: number | undefined,
    operation: Operation,
    sighting: Omit<Sighting, 'deviation' | 'operation'>,
  ): void {
    for (const deviation of deviations) {
      this.findings.add({ ...sighting, deviation, operation: operation.id });
    }
    const isKept = !deviations.some(({ severity }) => severity === 'error');
    if (isKept && answer !== undefined && status !== undefined && isSame(sighting.contract, this.#contract)) {
      this.coverage.sawAnswer(operation, status, answer);
    }
  }

  /** Proves an answer that no case of its own asked for. */
  observe(rules: Rules, operation: Operation, exchange: Exchange, caseName: string): void {
    const { request, response } = exchange;
    if (response === undefined) return;
    const { spec, body, deviations } = judgeAnswer(rules, operation, request.method, response);
    const answer = spec === undefined ? undefined : recognize(spec, body);
    this.note(deviations, answer, response.status, operation, {
      contract: rules.contract,
      clause: undefined,
      caseName,
      why: 'Every answer is proven, whatever the request was for.',
      exchange,
    });
  }
}
