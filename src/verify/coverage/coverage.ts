import type { Gap } from '../model/gaps.ts';

/** How much of a contract a run has covered, counted in five ways. */
export interface Coverage {
  /** Operations of which a valid request was accepted. */
  readonly operations: CoverageCount;
  /** Documented answers that were seen: a status, or an error code of one. */
  readonly answers: CoverageCount;
  /** Parameters that stood in an accepted request. */
  readonly parameters: CoverageCount;
  /** Clauses of which a valid neighbour was accepted and every violation refused. */
  readonly clauses: CoverageCount;
  /** Parts of answers that need not be there, and were: optional properties, enum values, branches, headers. */
  readonly parts: CoverageCount;
}

export const coverageNames = ['operations', 'answers', 'parameters', 'clauses', 'parts'] as const;

/** One of the ways in which coverage is counted. */
export type CoverageName = (typeof coverageNames)[number];

/** What of one kind was covered, and what was not. */
export interface CoverageCount {
  readonly total: number;
  readonly covered: number;
  /** What was not covered. */
  readonly gaps: readonly Gap[];
  /** Clauses that no request can break; they are not part of the total. */
  readonly untestable: readonly Gap[];
  readonly items: readonly CoverageItem[];
}

/** One thing that a run can cover. */
export interface CoverageItem {
  readonly id: string;
  readonly operation: string;
  /** What it is among its like: the kind of a clause, the place of a parameter. */
  readonly kind: string;
  readonly state: 'covered' | 'open' | 'untestable';
  /** Why it is not covered. */
  readonly reason: string | undefined;
}
