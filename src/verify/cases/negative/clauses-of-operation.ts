/** The cases for the clauses of one operation's requests, and which case shows which clause. */
import type { Clause, Operation } from '@countersign/contract';
import type { Case } from '../../model/case.ts';
import type { LiftedClause } from '../../model/prover.ts';
import { withFreshKey } from '../../requests/fresh-texts.ts';
import { forRefusal } from '../../requests/make-draft.ts';
import type { PlanContext } from '../../requests/plan-context.ts';
import { type CaseFactory, describeClause } from '../case-factory.ts';
import { expectNegative } from '../expectations.ts';
import { addAlternatives } from '../positive/alternatives.ts';
import type { PositiveCases } from '../positive/positive-cases.ts';
import { pairFor } from './clause-cases.ts';
import { untestable } from './untestable-clauses.ts';

/** How a clause is shown to be kept. */
export type ClausePlan =
  | {
      readonly clause: Clause;
      /** The names of the cases of which one must be accepted, and of those that must all be refused. */
      readonly neighbours: readonly string[];
      readonly violations: readonly string[];
    }
  | { readonly clause: Clause /** Why it has no cases. */; readonly gap: string }
  | { readonly clause: Clause /** Why no request can break it. */; readonly untestable: string };

/** Places of a clause that are part of a request's values. */
export function isAboutValues({ in: place, keyword }: Clause): boolean {
  return place !== 'security' && place !== 'response' && keyword !== 'mediaType';
}

export function planClause(
  context: PlanContext,
  factory: CaseFactory,
  accepted: PositiveCases,
  operation: Operation,
  clause: Clause,
): { plan: ClausePlan; refused: readonly Case[] } {
  addAlternatives(context, accepted, operation, clause);
  const reason = untestable(context, operation, clause);
  if (reason !== undefined) return { plan: { clause, untestable: reason }, refused: [] };
  const pair = pairFor(context, operation, clause);
  if (typeof pair === 'string') return { plan: { clause, gap: pair }, refused: [] };
  const { neighbours, violations, implied } = pair;
  const about = describeClause(clause);
  const names = neighbours.map(({ draft, label, where }) =>
    label === ''
      ? accepted.add(draft, [`with ${clause.in} ${clause.path}`], `It has a value that "${about}" speaks of.`)
      : accepted.add(draft, [about, label], `It keeps "${about}" as narrowly as a request can.`, {
          where,
          clause,
        }),
  );
  const refused = violations.map(({ draft, label, where }) => {
    const keyed = withFreshKey(context, draft, where);
    const isProven =
      keyed.parameters === draft.parameters ||
      context.prover.doubtsViolation(keyed, clause, implied) === undefined;
    return factory.make({
      phase: 'negative',
      clause,
      draft: forRefusal(isProven ? keyed : draft),
      expects: expectNegative(operation, clause.in === 'path'),
      about: [about, label],
      why: whyRefused(about, clause, implied),
    });
  });
  return { plan: { clause, neighbours: names, violations: refused.map(({ name }) => name) }, refused };
}

function whyRefused(about: string, { keyword }: Clause, implied: readonly LiftedClause[]): string {
  const others = [...new Set(implied.map((clause) => clause.keyword))].filter((other) => other !== keyword);
  const rest = others.length === 0 ? 'nothing else' : `what cannot be kept then (${others.join(', ')})`;
  return `It breaks "${about}" and ${rest}, so it must be refused for that.`;
}
