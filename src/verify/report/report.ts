/** What a run has shown. Every renderer reads this and nothing else. */
import type { Operation, SourceLocation } from '@countersign/contract';
import type { Phase } from '../model/case.ts';
import type { Exchange } from '../model/exchange.ts';
import type { DeviationKind } from '../judge/deviation.ts';
import type { Secrets } from './secrets.ts';

export interface Report {
  readonly contract: {
    readonly name: string;
    readonly title: string;
    readonly version: string;
    /** Where it begins, if it was read from a file. */
    readonly location: SourceLocation | undefined;
  };
  /** Those that the run was about. */
  readonly operations: readonly ReportedOperation[];
  readonly baseUrl: string;
  readonly seed: number;
  /** What every text that a target may want unique holds; with the seed, a run can be repeated by it. */
  readonly runId: string;
  readonly shard: Shard | undefined;
  readonly ended: Ended;
  readonly startedAt: Date;
  /** Milliseconds. */
  readonly duration: number;
  /** In the order in which they were planned. */
  readonly cases: readonly CaseResult[];
  /** Random cases that showed nothing and were too many to be listed among `cases`. */
  readonly unlisted: Readonly<VerdictCounts>;
  readonly findings: readonly Finding[];
  /** What the baseline has and this run would have shown again. */
  readonly fixed: readonly KnownFinding[];
  readonly coverage: Coverage;
  /** What could not be turned into a case, and why. */
  readonly dropped: readonly Dropped[];
  /** What is to be said of the contract itself: what in it was not looked at, and what in it is not so. */
  readonly notes: readonly Note[];
  readonly throttled: Throttled;
  /** Where the requests of the findings hold what nobody else should read. */
  readonly secrets: Secrets;
}

export type ReportedOperation = Pick<Operation, 'id' | 'method' | 'path' | 'tags' | 'summary'>;

/** Why a run came to its end: it was done, or its time was up, or a person or its first finding ended it. */
export type Ended = 'complete' | 'time' | 'interrupted' | 'bail';

/** A part of the cases: those of one of `of` runs that together send all. */
export interface Shard {
  /** From 1. */
  readonly index: number;
  readonly of: number;
}

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

/** A verdict that differs from the contract: one cause, however many cases show it. */
export interface Finding {
  /** The same for the same cause in every run: what a baseline knows it by. */
  readonly id: string;
  readonly kind: DeviationKind;
  readonly severity: 'error' | 'notice';
  readonly operation: string;
  /** The id of the clause, where the finding is about one. */
  readonly clause: string | undefined;
  /** What differs: `answered 201, expected 400`. */
  readonly message: string;
  readonly expected: string;
  readonly actual: string;
  /** The case that shows it, the first that was planned: its name, and why it exists. */
  readonly caseName: string;
  readonly why: string;
  /** The names of all cases that show it, in the order in which they were planned. */
  readonly cases: readonly string[];
  /** Whether the baseline has it; `undefined` where there is none. */
  readonly baseline: 'new' | 'known' | undefined;
  /** The requests that led to the one that shows it, in order. */
  readonly earlier: readonly Exchange[];
  readonly exchange: Exchange | undefined;
  /** A JSON pointer into the contract, and where that was written. */
  readonly pointer: string;
  readonly location: SourceLocation | undefined;
}

/** What a baseline tells of a finding. */
export type KnownFinding = Pick<Finding, 'id' | 'operation' | 'clause' | 'message' | 'caseName'>;

export interface Coverage {
  /** Operations of which a valid request was accepted. */
  readonly operations: Tally;
  /** Documented answers that were seen: a status, or an error code of one. */
  readonly answers: Tally;
  /** Parameters that stood in an accepted request. */
  readonly parameters: Tally;
  /** Clauses of which a valid neighbour was accepted and every violation refused. */
  readonly clauses: Tally;
  /** Parts of answers that need not be there, and were: optional properties, enum values, branches, headers. */
  readonly parts: Tally;
}

export const coverageNames = ['operations', 'answers', 'parameters', 'clauses', 'parts'] as const;
export type CoverageName = (typeof coverageNames)[number];

export interface Tally {
  readonly total: number;
  readonly covered: number;
  /** What was not covered. */
  readonly gaps: readonly Gap[];
  /** Clauses that no request can break; they are not part of the total. */
  readonly unbreakable: readonly Gap[];
  readonly items: readonly CoverageItem[];
}

/** A clause or an answer, and what is to be said of it. */
export interface Gap {
  /** A clause's id, or an answer: `createCampaign 400 unusable_mailboxes`. */
  readonly id: string;
  readonly reason: string;
}

/** One thing that a run can cover. */
export interface CoverageItem {
  readonly id: string;
  readonly operation: string;
  /** What it is among its like: the kind of a clause, the place of a parameter. */
  readonly kind: string;
  readonly state: 'covered' | 'open' | 'unbreakable';
  /** Why it is not covered. */
  readonly reason: string | undefined;
}

export interface Dropped {
  readonly operation: string;
  /** A clause's id, or what the case would have been about. */
  readonly about: string;
  readonly reason: string;
}

export interface Note {
  readonly about: string;
  readonly reason: string;
  /** A JSON pointer into the contract, and where that was written. */
  readonly pointer: string;
  readonly location: SourceLocation | undefined;
}

export interface Throttled {
  /** How often the target answered 429 to a case that did not ask for it. */
  readonly count: number;
  /** Milliseconds that the run has waited for it. */
  readonly waited: number;
}
