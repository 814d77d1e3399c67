/** What a run has shown. Every renderer reads this and nothing else. */
import type { SourceLocation } from '../../contract/contract.ts';
import type { Phase } from '../case.ts';
import type { Exchange } from '../exchange.ts';

export interface Report {
  readonly contract: { readonly name: string; readonly title: string; readonly version: string };
  readonly baseUrl: string;
  readonly seed: number;
  readonly startedAt: Date;
  /** Milliseconds. */
  readonly duration: number;
  readonly cases: readonly CaseResult[];
  readonly findings: readonly Finding[];
  readonly coverage: Coverage;
  /** What could not be turned into a case, and why. */
  readonly dropped: readonly Dropped[];
  readonly throttled: Throttled;
}

export interface CaseResult {
  readonly name: string;
  /** The operation's id; none for a scenario, which has several. */
  readonly operation: string | undefined;
  readonly phase: Phase;
  /** `kept`: as expected. `tolerated`: explained by state, proves nothing. `skipped`: not sent. */
  readonly verdict: 'kept' | 'tolerated' | 'broken' | 'skipped';
  /** Why it was skipped. */
  readonly reason: string | undefined;
  readonly status: number | undefined;
  /** Milliseconds. */
  readonly duration: number;
}

/** A verdict that differs from the contract: one cause, however many cases show it. */
export interface Finding {
  /** What the cases of one cause share. */
  readonly cause: string;
  readonly severity: 'error' | 'notice';
  readonly operation: string;
  /** The id of the clause, where the finding is about one. */
  readonly clause: string | undefined;
  /** What differs: `answered 201, expected 400`. */
  readonly message: string;
  readonly expected: string;
  readonly actual: string;
  /** The case that showed it first: its name, and why it exists. */
  readonly caseName: string;
  readonly why: string;
  /** How many cases show it. */
  readonly count: number;
  readonly exchange: Exchange | undefined;
  /** The request as a command that can be pasted into a shell. */
  readonly curl: string | undefined;
  /** A JSON pointer into the contract, and where that was written. */
  readonly pointer: string;
  readonly location: SourceLocation | undefined;
}

export interface Coverage {
  readonly clauses: Tally;
  readonly answers: Tally;
}

export interface Tally {
  readonly total: number;
  readonly covered: number;
  /** What was not covered. */
  readonly gaps: readonly Gap[];
  /** Clauses that no request can break; they are not part of the total. */
  readonly unbreakable: readonly Gap[];
}

/** A clause or an answer, and what is to be said of it. */
export interface Gap {
  /** A clause's id, or an answer: `createCampaign 400 unusable_mailboxes`. */
  readonly id: string;
  readonly reason: string;
}

export interface Dropped {
  readonly operation: string;
  /** A clause's id, or what the case would have been about. */
  readonly about: string;
  readonly reason: string;
}

export interface Throttled {
  /** How often the target answered 429 to a case that did not ask for it. */
  readonly count: number;
  /** Milliseconds that the run has waited for it. */
  readonly waited: number;
}
