/** Requests that a caller without the right to make them makes. */
import type { Clause } from '@countersign/contract';
import type { Case, CredentialKind } from '../../model/case.ts';
import type { Draft } from '../../model/draft.ts';
import type { RoleName } from '../../model/target.ts';
import { forRefusal } from '../../requests/make-draft.ts';
import type { PlanContext } from '../../requests/plan-context.ts';
import type { CaseFactory } from '../case-factory.ts';
import { answerLike, expectAnswer, isDocumented } from '../expectations.ts';

export interface SecurityCases {
  readonly cases: readonly Case[];
  /** The case that shows the clause about having a credential, and the one about scopes. */
  readonly credential: Case | undefined;
  readonly scopes: Case | undefined;
}

/** The guard cases of an operation, from a valid request of it. `roles` are those that the target has. */
export function securityCases(
  { mock, clausesOf }: PlanContext,
  factory: CaseFactory,
  base: Draft,
  roles: ReadonlySet<RoleName>,
): SecurityCases {
  const { operation } = base;
  const clauseOf = (keyword: string): Clause | undefined =>
    clausesOf(operation.id).find((clause) => clause.in === 'security' && clause.keyword === keyword);
  const guarded = forRefusal(base);
  const credential = clauseOf('credential');
  if (credential === undefined) return { cases: [], credential: undefined, scopes: undefined };
  // Some servers tell nobody what is there, and say 403.
  const statuses =
    isDocumented(operation, '401') || !isDocumented(operation, '403') ? ['401'] : ['401', '403'];
  const without = (kind: CredentialKind, label: string, why: string): Case =>
    factory.make({
      phase: 'security',
      clause: credential,
      draft: guarded,
      credential: kind,
      expects: { ...expectAnswer('401', { ask: kind !== 'none' }), statuses },
      about: [label],
      why,
    });
  const noCredential = without('none', 'no credential', 'The contract asks for a credential.');
  const cases = [noCredential];
  // A mock sees no more of a credential than that it is there, and can be asked for what is documented alone.
  if (!mock || isDocumented(operation, '401')) {
    cases.push(
      without('malformed', 'malformed credential', 'What is no credential of the scheme lets nobody in.'),
      without(
        'unknown',
        'unknown credential',
        'A well-formed credential that was never issued lets nobody in.',
      ),
    );
  }
  if (!mock) {
    cases.push(
      without(
        'other scheme',
        'unknown credential of another scheme',
        'The contract names the scheme; what another one says is no credential here.',
      ),
    );
  }
  const scopesClause = clauseOf('scopes');
  const documents403 = isDocumented(operation, '403');
  const scopes =
    scopesClause !== undefined && documents403 && (mock || roles.has('limited'))
      ? factory.make({
          phase: 'security',
          clause: scopesClause,
          draft: guarded,
          role: mock ? 'default' : 'limited',
          expects: expectAnswer('403', {
            ask: true,
            code: answerLike(operation, '403', /scope|permission/i),
          }),
          about: ['credential without the scope'],
          why: 'The contract names the scopes that this operation needs, and the credential has none of them.',
        })
      : undefined;
  if (scopes !== undefined) cases.push(scopes);
  // Who puts something under a name of one's own choice has made it for oneself.
  const makes = operation.method === 'put' && isDocumented(operation, '201');
  const foreign = !makes && base.slots.some((slot) => slot.in === 'path');
  const hidden = ['404', '403'].filter((status) => isDocumented(operation, status));
  const [first] = hidden;
  if (foreign && first !== undefined && !mock && roles.has('otherTenant')) {
    cases.push(
      factory.make({
        phase: 'security',
        draft: guarded,
        role: 'otherTenant',
        expects: { ...expectAnswer(first), statuses: hidden },
        about: ["another tenant's id"],
        why: 'What one tenant made is out of reach for every other tenant.',
      }),
    );
  }
  return { cases, credential: noCredential, scopes };
}
