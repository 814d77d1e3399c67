/** Valid requests: each must be accepted. */
import { createHash } from 'node:crypto';
import type { Clause, Json, MediaType } from '@countersign/contract';
import type { Case } from '../../model/case.ts';
import type { Draft } from '../../model/draft.ts';
import type { DraftRecipe } from '../../requests/draft-recipe.ts';
import { editDraft } from '../../requests/edit.ts';
import { freshen } from '../../requests/fresh-texts.ts';
import type { Where } from '../../requests/id-slots.ts';
import { makeDraft } from '../../requests/make-draft.ts';
import type { PlanContext } from '../../requests/plan-context.ts';
import type { CaseFactory } from '../case-factory.ts';
import { expectPositive } from '../expectations.ts';

/** The place and the clause that a case is about, if it is about one. */
export interface Subject {
  readonly where: Where | undefined;
  readonly clause: Clause | undefined;
}

const NO_SUBJECT: Subject = { where: undefined, clause: undefined };

/** Collects the accepted cases of one operation; the same request is sent only once. */
export class PositiveCases {
  readonly cases: Case[] = [];
  readonly #context: PlanContext;
  readonly #factory: CaseFactory;
  readonly #names = new Map<string, string>();

  constructor(context: PlanContext, factory: CaseFactory) {
    this.#context = context;
    this.#factory = factory;
  }

  /**
   * The name of the case that sends `draft`, which was proven valid.
   *
   * @param subject what it is about
   * @param before a request like it: where it is refused, the case would show nothing
   */
  add(
    draft: Draft,
    about: readonly string[],
    why: string,
    subject: Subject = NO_SUBJECT,
    before?: Draft,
  ): string {
    const key = digestOf(draft);
    const known = this.#names.get(key);
    if (known !== undefined) return known;
    const sent = this.#freshened(draft, subject.where);
    const made = this.#factory.make({
      phase: 'positive',
      clause: subject.clause,
      draft: sent,
      before: before && this.#freshened(before, subject.where),
      expects: expectPositive(sent),
      about: about.some((part) => part !== '') ? about : ['valid request'],
      why,
    });
    this.#names.set(key, made.name);
    this.cases.push(made);
    return made.name;
  }

  #freshened(draft: Draft, where: Where | undefined): Draft {
    const fresh = freshen(this.#context, draft, where);
    return this.#context.prover.doubtsValid(fresh) === undefined ? fresh : draft;
  }
}

/** What tells requests of one operation apart; a body may be long, and an operation has thousands. */
function digestOf({ parameters, body }: Draft): string {
  const head = parameters.map(({ parameter, value }) => [parameter.in, parameter.name, value]);
  const said = [head, body?.type, body?.value];
  return createHash('sha256').update(JSON.stringify(said)).digest('base64');
}

/** The whole requests of an operation: the plainest, the smallest, the fullest, and each written example. */
export function addWholeRequests(
  context: PlanContext,
  accepted: PositiveCases,
  base: Draft,
  media: MediaType | undefined,
): void {
  const { operation } = base;
  const suffix = media !== undefined && (operation.body?.content.length ?? 0) > 1 ? ` as ${media.type}` : '';
  accepted.add(base, [`valid request${suffix}`], 'A request that keeps every clause must be accepted.');
  const variants: [DraftRecipe, string, string][] = [
    [
      { examples: false, optional: 'none', attempt: 0, bare: true },
      'only what is required',
      'What the contract does not require may be left out.',
    ],
    [
      { examples: true, optional: 'all', attempt: 0 },
      'everything optional',
      'Every property and parameter that the contract offers may be used together.',
    ],
  ];
  for (const [recipe, label, why] of variants) {
    const draft = makeDraft(context, operation, media === undefined ? recipe : { ...recipe, media });
    if (draft !== undefined && context.prover.doubtsValid(draft) === undefined)
      accepted.add(draft, [`${label}${suffix}`], why);
  }
  for (const { name, value } of media?.examples ?? []) {
    const draft = withBody(context, base, value);
    if (draft !== undefined) {
      accepted.add(draft, [`example ${name}${suffix}`], 'The contract shows this request as an example.');
    }
  }
}

function withBody(context: PlanContext, base: Draft, value: Json): Draft | undefined {
  if (base.body === undefined) return undefined;
  const draft = editDraft(context, base, { in: 'body', name: '', pointer: '' }, value);
  return context.prover.doubtsValid(draft) === undefined ? draft : undefined;
}
