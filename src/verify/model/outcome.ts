import type { Phase } from './case.ts';

/** How one case of a run went. */
export interface CaseResult {
  readonly name: string;
  /** The operation's id; none for a scenario, which has several. */
  readonly operation: string | undefined;
  /** The id of the clause that it is about, if it is about one. */
  readonly clause: string | undefined;
  readonly phase: Phase;
  /** `pass`: as expected. `inconclusive`: explained by state, proves nothing. `skipped`: not sent. */
  readonly outcome: Outcome;
  /** Why it was skipped. */
  readonly reason: string | undefined;
  readonly status: number | undefined;
  /** Milliseconds. */
  readonly duration: number;
}

export const outcomes = ['pass', 'inconclusive', 'fail', 'skipped'] as const;

/** How a case went. */
export type Outcome = (typeof outcomes)[number];

/** How many cases had which outcome. */
export type OutcomeCounts = Record<Outcome, number>;
