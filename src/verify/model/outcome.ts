import type { Phase } from './case.ts';

export interface CaseResult {
  readonly name: string;
  /** The operation's id; none for a scenario, which has several. */
  readonly operation: string | undefined;
  /** The id of the clause that it is about, if it is about one. */
  readonly clause: string | undefined;
  readonly phase: Phase;
  /** `kept`: as expected. `tolerated`: explained by state, proves nothing. `skipped`: not sent. */
  readonly verdict: Verdict;
  /** Why it was skipped. */
  readonly reason: string | undefined;
  readonly status: number | undefined;
  /** Milliseconds. */
  readonly duration: number;
}

export const verdicts = ['kept', 'tolerated', 'broken', 'skipped'] as const;

export type Verdict = (typeof verdicts)[number];

export type VerdictCounts = Record<Verdict, number>;
