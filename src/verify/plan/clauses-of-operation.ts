/** The cases for the clauses of one operation's requests, and which case shows which clause. */
import type { Clause } from '../../contract/clauses.ts';
import type { Operation } from '../../contract/contract.ts';
import type { Case } from '../case.ts';
import type { LiftedClause } from '../proof/second-opinion.ts';
import { crossFieldKeyword } from '../values/cross-fields.ts';
import type { AcceptedCases } from './accepted.ts';
import { addAlternatives } from './alternatives.ts';
import { type CaseFactory, describeClause } from './case-factory.ts';
import { pairFor } from './clause-cases.ts';
import type { PlanContext } from './context.ts';
import { expectRefused } from './expectation.ts';
import { unbreakable } from './unbreakable.ts';

/** How a clause is shown to be kept. */
export type ClausePlan =
  | {
      readonly clause: Clause;
      /** The names of the cases of which one must be accepted, and of the one that must be refused. */
      readonly neighbours: readonly string[];
      readonly violation: string;
    }
  | { readonly clause: Clause /** Why it has no cases. */; readonly gap: string }
  | { readonly clause: Clause /** Why no request can break it. */; readonly unbreakable: string };

/** Places of a clause that are part of a request's values. */
export function isAboutValues({ in: place, keyword }: Clause): boolean {
  return place !== 'security' && place !== 'response' && keyword !== 'mediaType';
}

export function planClause(
  context: PlanContext,
  factory: CaseFactory,
  accepted: AcceptedCases,
  operation: Operation,
  clause: Clause,
): { plan: ClausePlan; refused?: Case } {
  addAlternatives(context, accepted, operation, clause);
  const reason = unbreakable(context.contract.document, clause);
  if (reason !== undefined) return { plan: { clause, unbreakable: reason } };
  const pair = pairFor(context, operation, clause);
  if (typeof pair === 'string') return { plan: { clause, gap: pair } };
  const { neighbours, violation } = pair;
  const about = describeClause(clause);
  const names = neighbours.map(({ draft, label, where }) =>
    label === ''
      ? accepted.add(draft, [`with ${clause.in} ${clause.path}`], `It has a value that "${about}" speaks of.`)
      : accepted.add(draft, [about, label], `It keeps "${about}" as narrowly as a request can.`, where),
  );
  if (context.mock && crossFieldKeyword(clause.keyword) !== undefined) {
    return { plan: { clause, gap: `a mock does not know ${clause.keyword}` } };
  }
  const refused = factory.make({
    phase: 'refused',
    clause,
    draft: { ...violation.draft, resource: violation.draft.resource === 'own' ? 'operation' : 'shared' },
    expects: expectRefused(operation, clause.in === 'path'),
    about: [about, violation.label],
    why: whyRefused(about, clause, pair.companions),
  });
  return { plan: { clause, neighbours: names, violation: refused.name }, refused };
}

function whyRefused(about: string, { keyword }: Clause, companions: readonly LiftedClause[]): string {
  const others = [...new Set(companions.map((each) => each.keyword))].filter((each) => each !== keyword);
  const rest = others.length === 0 ? 'nothing else' : `what cannot be kept then (${others.join(', ')})`;
  return `It breaks "${about}" and ${rest}, so it must be refused for that.`;
}
