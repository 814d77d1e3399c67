import type { Clause } from '@countersign/contract';
import type { Draft } from './draft.ts';

export interface Prover {
  /** Why `draft` cannot be shown to be a valid request, or `undefined` where it is. */
  doubtsValid(draft: Draft): string | undefined;
  /**
   * Why `draft` cannot be shown to break `clause` alone, or `undefined` where it does.
   *
   * @param implied clauses that cannot be kept once this one is broken: `enum` beside `type`
   */
  doubtsViolation(draft: Draft, clause: Clause, implied: readonly LiftedClause[]): string | undefined;
  /**
   * What `draft` breaks, however much it is; `undefined` where the two validators do not agree that it is invalid.
   *
   * @param clauses those of its operation
   */
  whatBreaks(draft: Draft, clauses: readonly Clause[]): Broken | undefined;
}

/** What a request breaks. */
export interface Broken {
  /** The parts that are invalid. */
  readonly places: ReadonlySet<Clause['in']>;
  /** The clauses that are known to be broken, if it can be told which. */
  readonly clauses: readonly Clause[];
}

/** What is needed to find a clause in the document and take it out. */
export type LiftedClause = Pick<Clause, 'keyword' | 'value' | 'pointer'>;
