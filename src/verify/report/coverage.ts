/** Which clauses and which documented answers a run has shown. */
import type { Contract, Operation } from '../../contract/contract.ts';
import { type Answer, answersOf } from '../judge/answers.ts';
import { specFor } from '../judge/judge-answer.ts';
import type { ClausePlan } from '../plan/clauses-of-operation.ts';
import type { CaseResult, Coverage, Gap, Tally } from './report.ts';

/** Collects what is seen while a run goes on. */
export class CoverageRecord {
  readonly #contract: Contract;
  readonly #answers = new Set<string>();
  readonly #results = new Map<string, CaseResult>();

  constructor(contract: Contract) {
    this.#contract = contract;
  }

  /** An answer that kept the contract. */
  sawAnswer(operation: Operation, status: number, answer: Answer): void {
    const documented = specFor(operation, status)?.status ?? String(status);
    this.#answers.add(answerId(operation, documented, answer));
  }

  sawResult(result: CaseResult): void {
    this.#results.set(result.name, result);
  }

  coverage(plans: readonly ClausePlan[], operations: ReadonlySet<string>): Coverage {
    return { clauses: this.#clauses(plans), answers: this.#documentedAnswers(operations) };
  }

  #clauses(plans: readonly ClausePlan[]): Tally {
    const gaps: Gap[] = [];
    const unbreakable: Gap[] = [];
    for (const plan of plans) {
      const { id } = plan.clause;
      if ('unbreakable' in plan) unbreakable.push({ id, reason: plan.unbreakable });
      else {
        const reason = 'gap' in plan ? plan.gap : this.#gapOf(plan.neighbours, plan.violation);
        if (reason !== undefined) gaps.push({ id, reason });
      }
    }
    const total = plans.length - unbreakable.length;
    return { total, covered: total - gaps.length, gaps, unbreakable };
  }

  #gapOf(neighbours: readonly string[], violation: string): string | undefined {
    const refused = this.#results.get(violation);
    if (refused?.verdict !== 'kept') return `its violation ${describeResult(refused)}`;
    const results = neighbours.map((name) => this.#results.get(name));
    if (results.some((result) => result?.verdict === 'kept')) return undefined;
    return `the valid request beside it ${describeResult(results[0])}`;
  }

  #documentedAnswers(operations: ReadonlySet<string>): Tally {
    const documented = this.#contract.operations
      .filter(({ id }) => operations.has(id))
      .flatMap((operation) =>
        operation.responses.flatMap((spec) =>
          answersOf(spec).map((answer) => ({
            id: answerId(operation, spec.status, answer),
            reason: spec.status.startsWith('5')
              ? 'no request is known that makes the server fail'
              : 'no case was answered with it',
          })),
        ),
      );
    const gaps = documented.filter(({ id }) => !this.#answers.has(id));
    return { total: documented.length, covered: documented.length - gaps.length, gaps, unbreakable: [] };
  }
}

function answerId(operation: Operation, status: string, { code }: Answer): string {
  return [operation.id, status, code].filter((part) => part !== undefined).join(' ');
}

function describeResult(result: CaseResult | undefined): string {
  if (result === undefined) return 'was not sent';
  if (result.verdict === 'skipped') return `was not sent: ${result.reason}`;
  const answered = result.status === undefined ? 'got no answer' : `was answered ${result.status}`;
  return result.verdict === 'tolerated' ? `${answered}, which proves nothing` : answered;
}
