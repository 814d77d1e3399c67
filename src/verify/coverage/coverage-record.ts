/** Collects what a run covers while it goes on. */
import { type Clause, findResponse, type Operation } from '@countersign/contract';
import type { ClausePlan } from '../cases/negative/clauses-of-operation.ts';
import { untestable } from '../cases/negative/untestable-clauses.ts';
import type { Rules } from '../judge/rules.ts';
import type { Case } from '../model/case.ts';
import { type Answer, answersOf } from '../model/documented-answers.ts';
import type { WireResponse } from '../model/exchange.ts';
import type { CaseResult } from '../model/outcome.ts';
import type { PlanContext } from '../requests/plan-context.ts';
import { readBody } from '../wire/read-body.ts';
import { clauseItems, describeResult } from './clause-coverage.ts';
import type { Coverage, CoverageItem } from './coverage.ts';
import { countCoverage } from './coverage-count.ts';
import { PartsRecord } from './parts-record.ts';
import type { PlannedOperation } from './planned-operation.ts';

export class CoverageRecord {
  readonly #answers = new Set<string>();
  readonly #accepted = new Set<string>();
  readonly #parameters = new Set<string>();
  readonly #results = new Map<string, CaseResult>();
  readonly #parts: PartsRecord;

  constructor(rules: Rules) {
    this.#parts = new PartsRecord(rules.schemas, rules.checker);
  }

  /** An answer that kept the contract. */
  sawAnswer(operation: Operation, response: WireResponse, answer: Answer): void {
    const spec = findResponse(operation, response.status);
    if (spec === undefined) return;
    this.#answers.add(answerId(operation, spec.status, answer));
    this.#parts.saw(operation, spec, response, () => readBody(response));
  }

  /** A valid request that was accepted. */
  sawAccepted({ operation, draft }: Case): void {
    this.#accepted.add(operation.id);
    for (const { parameter } of draft.parameters) {
      this.#parameters.add(parameterId(operation, parameter));
    }
  }

  sawResult(result: CaseResult): void {
    this.#results.set(result.name, result);
  }

  /**
   * @param chosen the operations that the run is about
   * @param plans those that it came to
   * @param context what the plans were made with
   */
  coverage(chosen: readonly Operation[], plans: readonly PlannedOperation[], context: PlanContext): Coverage {
    const planned = new Map(plans.map((plan) => [plan.operation.id, plan]));
    const own = Map.groupBy(
      context.clauses.filter((clause) => clause.in !== 'response'),
      ({ operation }) => operation,
    );
    const clausePlans = chosen.flatMap(
      (operation) =>
        planned.get(operation.id)?.clauses ??
        (own.get(operation.id) ?? []).map((clause) => unplanned(context, operation, clause)),
    );
    return {
      operations: countCoverage(
        chosen.map((operation) => this.#operation(operation, planned.get(operation.id))),
      ),
      answers: countCoverage(chosen.flatMap((operation) => this.#documentedAnswers(operation))),
      parameters: countCoverage(chosen.flatMap((operation) => this.#parametersOf(operation))),
      clauses: countCoverage(clauseItems(clausePlans, this.#results)),
      parts: countCoverage(this.#parts.items(chosen)),
    };
  }

  #operation({ id, tags }: Operation, plan: PlannedOperation | undefined): CoverageItem {
    const item = { id, operation: id, kind: tags[0] ?? '' };
    if (this.#accepted.has(id)) return { ...item, state: 'covered', reason: undefined };
    if (plan === undefined) return { ...item, state: 'open', reason: NOT_REACHED };
    const reason =
      plan.validCase === undefined
        ? (plan.dropped[0]?.reason ?? 'no valid request is known')
        : `its valid request ${describeResult(this.#results.get(plan.validCase))}`;
    return { ...item, state: 'open', reason };
  }

  #parametersOf(operation: Operation): CoverageItem[] {
    return operation.parameters.map((parameter) => {
      const id = parameterId(operation, parameter);
      const item = { id, operation: operation.id, kind: parameter.in };
      if (this.#parameters.has(id)) return { ...item, state: 'covered', reason: undefined };
      return { ...item, state: 'open', reason: 'no accepted request had it' };
    });
  }

  #documentedAnswers(operation: Operation): CoverageItem[] {
    return operation.responses.flatMap((spec) =>
      answersOf(spec).map((answer) => {
        const id = answerId(operation, spec.status, answer);
        const item = { id, operation: operation.id, kind: spec.status };
        if (this.#answers.has(id)) return { ...item, state: 'covered', reason: undefined };
        const reason = spec.status.startsWith('5')
          ? 'no request is known that makes the server fail'
          : 'no case was answered with it';
        return { ...item, state: 'open', reason };
      }),
    );
  }
}

/** What no request can break does not count, whether a run came to it or not. */
function unplanned(context: PlanContext, operation: Operation, clause: Clause): ClausePlan {
  const reason = untestable(context, operation, clause);
  return reason === undefined ? { clause, gap: NOT_REACHED } : { clause, untestable: reason };
}

const NOT_REACHED = 'the run ended before it came to this operation';

function parameterId(
  operation: Operation,
  parameter: { readonly in: string; readonly name: string },
): string {
  return `${operation.id} ${parameter.in} ${parameter.name}`;
}

function answerId(operation: Operation, status: string, { code }: Answer): string {
  return [operation.id, status, code].filter((part) => part !== undefined).join(' ');
}
