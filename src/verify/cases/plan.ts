/** contract → cases: everything that can be asked of a target, one operation at a time. */
import type { Clause, MediaType, Operation } from '@countersign/contract';
import { UnusableSchema } from '@countersign/contract';
import type { Case } from '../model/case.ts';
import type { Dropped } from '../model/gaps.ts';
import type { RoleName } from '../model/target.ts';
import { baseDraft, whyUnplanned } from '../requests/base-draft.ts';
import type { PlanContext } from '../requests/plan-context.ts';
import { CaseFactory } from './case-factory.ts';
import { type ClausePlan, isAboutValues, planClause } from './negative/clauses-of-operation.ts';
import { untestable } from './negative/untestable-clauses.ts';
import { addEmptyValues } from './positive/empty-values.ts';
import { addWholeRequests, PositiveCases } from './positive/positive-cases.ts';
import { protocolCases } from './protocol/protocol.ts';
import { type SecurityCases, securityCases } from './security/security-cases.ts';
import { stateCases } from './stateful/answers-of-state.ts';

export interface OperationPlan {
  readonly operation: Operation;
  readonly cases: readonly Case[];
  readonly clauses: readonly ClausePlan[];
  readonly dropped: readonly Dropped[];
}

/**
 * Plans operation by operation, so that the first cases can be sent before the last are made.
 *
 * @param roles those that the target has a credential for
 */
export function* planContract(
  context: PlanContext,
  operations: readonly Operation[],
  roles: ReadonlySet<RoleName>,
): Generator<OperationPlan> {
  const factory = new CaseFactory();
  for (const operation of operations) {
    try {
      yield planOperation(context, factory, operation, roles);
    } catch (error) {
      if (!(error instanceof UnusableSchema)) throw error;
      yield unplanned(context, operation, whyUnplanned(error));
    }
  }
}

function unplanned(context: PlanContext, operation: Operation, reason: string): OperationPlan {
  const own = context.clausesOf(operation.id).filter((clause) => clause.in !== 'response');
  const dropped = [{ operation: operation.id, about: 'every case', reason }];
  return { operation, cases: [], clauses: own.map((clause) => ({ clause, gap: reason })), dropped };
}

function planOperation(
  context: PlanContext,
  factory: CaseFactory,
  operation: Operation,
  roles: ReadonlySet<RoleName>,
): OperationPlan {
  const own = context.clausesOf(operation.id).filter((clause) => clause.in !== 'response');
  const base = baseDraft(context, operation);
  if (typeof base === 'string') return unplanned(context, operation, base);
  if (context.mock && !documentsSuccess(operation)) {
    return { ...unplanned(context, operation, mockSuccessGap), cases: stateCases(context, factory, base) };
  }
  const accepted = new PositiveCases(context, factory);
  const [first, ...others] = context.bodies.made(operation);
  addWholeRequests(context, accepted, base, first);
  addEmptyValues(context, accepted, base);
  const dropped: Dropped[] = addOtherMedia(context, accepted, operation, others);
  const refused: Case[] = [];
  const clauses: ClausePlan[] = [];
  for (const clause of own.filter(isAboutValues)) {
    const planned = planClause(context, factory, accepted, operation, clause);
    clauses.push(planned.plan);
    refused.push(...planned.refused);
  }
  const protocol = protocolCases(context, factory, base);
  const guards = securityCases(context, factory, base, roles);
  const baseName = accepted.cases[0]?.name ?? '';
  for (const clause of own.filter((clause) => !isAboutValues(clause))) {
    clauses.push(planMessageClause(context, operation, clause, baseName, { protocol, guards }));
  }
  for (const plan of clauses) {
    if ('gap' in plan) dropped.push({ operation: operation.id, about: plan.clause.id, reason: plan.gap });
  }
  return {
    operation,
    cases: [
      ...accepted.cases,
      ...refused,
      ...protocol,
      ...guards.cases,
      ...stateCases(context, factory, base),
    ],
    clauses,
    dropped,
  };
}

/** How a clause about the message or its sender is shown: by one of the cases that are made for every operation. */
function planMessageClause(
  context: PlanContext,
  operation: Operation,
  clause: Clause,
  neighbour: string,
  { protocol, guards }: { protocol: readonly Case[]; guards: SecurityCases },
): ClausePlan {
  const reason = untestable(context, operation, clause);
  if (reason !== undefined) return { clause, untestable: reason };
  const violation =
    clause.keyword === 'mediaType'
      ? protocol.find((testCase) => testCase.clause === clause)
      : clause.keyword === 'scopes'
        ? guards.scopes
        : guards.credential;
  return violation === undefined
    ? { clause, gap: whyNotBroken(clause.keyword, context.mock) }
    : { clause, neighbours: [neighbour], violations: [violation.name] };
}

/** Whether a mock can answer `operation` with a success; otherwise a refusal is the best that it has. */
function documentsSuccess({ responses }: Operation): boolean {
  return responses.some(({ status }) => /^[23]|^default$/.test(status));
}

const mockSuccessGap = 'the contract documents no success that a mock could answer with';

/** Adds the valid requests whose bodies are of the media types beyond the first. What there is none for is told. */
function addOtherMedia(
  context: PlanContext,
  accepted: PositiveCases,
  operation: Operation,
  others: readonly MediaType[],
): Dropped[] {
  const dropped: Dropped[] = [];
  for (const media of operation.body?.content ?? []) {
    const drop = (reason: string): void => {
      dropped.push({ operation: operation.id, about: `bodies of type ${media.type}`, reason });
    };
    const reason = context.bodies.whyNone(media);
    if (reason !== undefined) drop(reason);
    if (!others.includes(media)) continue;
    const base = baseDraft(context, operation, media);
    if (typeof base === 'string') drop(base);
    else addWholeRequests(context, accepted, base, media);
  }
  return dropped;
}

function whyNotBroken(keyword: string, mock: boolean): string {
  if (keyword === 'scopes') {
    return mock
      ? 'the contract documents no 403 here'
      : 'no credential of the role "limited" was given, or no 403 is documented';
  }
  return 'no body can be made for it';
}
