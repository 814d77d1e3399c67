/** What a run can be told. */
import type { Phase } from './case.ts';
import type { CaseResult } from './report/report.ts';
import type { ScenarioOptions } from './run/sources.ts';
import type { Given } from './supply/supply.ts';
import type { Target } from './target.ts';

export interface VerifyOptions {
  readonly target: Target;
  /** Ids that exist at the target, by kind: `{ MailboxId: 'mbx_1' }`. They win over those that a run would make. */
  readonly given?: Given;
  /** Scenarios that lead to what one request alone cannot reach. They are run, and used to prepare other cases. */
  readonly scenarios?: ScenarioOptions;
  /** Only these phases. @default all */
  readonly phases?: readonly Phase[];
  /** Only the operations for which this holds. @default all */
  readonly operations?: (operationId: string) => boolean;
  /** Same contract, same seed, same cases. @default 1 */
  readonly seed?: number;
  /** Requests under way at once. @default 16 */
  readonly concurrency?: number;
  /** Most different ids of one kind that are made for one request. @default 128 */
  readonly mostIds?: number;
  /** Milliseconds until an answer that does not come is given up. @default 10_000 */
  readonly timeout?: number;
  /** @default the system's clock */
  readonly now?: () => Date;
}

/** Requests under way at once. */
export const CONCURRENCY = 16;

/** Told after each case. */
export type OnResult = (result: CaseResult, progress: Progress) => void;

export interface Progress {
  readonly done: number;
  readonly findings: number;
}
