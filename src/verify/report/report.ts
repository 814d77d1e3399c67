/** What a run has shown. Every renderer reads this and nothing else. */

import type { Operation, SourceLocation } from '@countersign/contract';
import type { Coverage } from '../coverage/coverage.ts';
import type { Finding, KnownFinding } from '../model/finding.ts';
import type { Dropped, Note } from '../model/gaps.ts';
import type { CaseResult, OutcomeCounts } from '../model/outcome.ts';
import type { Ended, Shard, Throttled } from '../model/run.ts';

/** All that a run has shown. */
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
  readonly unlisted: Readonly<OutcomeCounts>;
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

/** What a report tells of an operation. */
export type ReportedOperation = Pick<Operation, 'id' | 'method' | 'path' | 'tags' | 'summary'>;

/** Where exchanges hold what only the caller may know. */
export interface Secrets {
  /** Names of header fields, in lower case. */
  readonly fields: ReadonlySet<string>;
  /** Names of query parameters. */
  readonly parameters: ReadonlySet<string>;
}
