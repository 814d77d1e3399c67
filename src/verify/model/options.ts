/** What a run can be told, and what it tells while it goes on. */

import type { Contract, Json, Operation } from '@countersign/contract';
import type { Phase } from './case.ts';
import type { Exchange } from './exchange.ts';
import type { CaseResult } from './outcome.ts';
import type { Shard } from './run.ts';

import type { Target } from './target.ts';

/** What a run is told. */
export interface VerifyOptions {
  readonly target: Target;
  /** Ids that exist at the target, by kind: `{ MailboxId: 'mbx_1' }`. They win over those that a run would make. */
  readonly given?: Given;
  /** Scenarios that lead to what one request alone cannot reach. They are run, and used to prepare other cases. */
  readonly scenarios?: ScenarioOptions;
  /** Only these phases. @default all; `random` only where `time` is given */
  readonly phases?: readonly Phase[];
  /** Only the operations for which this holds. @default all */
  readonly operations?: (operationId: string, operation: Operation) => boolean;
  /** Same contract, same seed, same cases. @default 1 */
  readonly seed?: number;
  /**
   * Letters and digits in every text that a target may want unique, so that one that keeps its data can be
   * asked again. It is the only part of what is sent that the seed does not say; give each run one of the
   * same length.
   *
   * @default the seed: two runs send the same to the byte
   */
  readonly runId?: string;
  /** Only a part of the cases, each in one of the parts. @default all */
  readonly shard?: Shard;
  /** Milliseconds after which no more cases are sent. @default no end */
  readonly time?: number;
  /** Whether the first finding ends the run. @default false */
  readonly bail?: boolean;
  /** Requests under way at once. @default 16 */
  readonly concurrency?: number;
  /** Most requests a second. @default no limit */
  readonly rate?: number;
  /** Most different ids of one kind that are made for one request. @default 128 */
  readonly mostIds?: number;
  /** Milliseconds until an answer that does not come is given up. @default 10_000 */
  readonly timeout?: number;
  /** @default the system's clock */
  readonly now?: () => Date;
}

/** Requests under way at once. */
export const CONCURRENCY = 16;

/** What a run tells while it goes on. */
export interface RunEvents {
  /** After each case. */
  result(result: CaseResult, progress: Progress): void;
  /** The target asks to be left alone for so many milliseconds. */
  waiting(milliseconds: number): void;
  /** After each request, those that only make what a case needs included. */
  exchange(exchange: Exchange, startedAt: Date): void;
  /** Which case an exchange was for. */
  proven(exchange: Exchange, caseName: string): void;
}

/** How far a run has come. */
export interface Progress {
  readonly done: number;
  readonly findings: number;
}

/** Scenarios, and what they need to run. */
export interface ScenarioOptions {
  /** Arazzo documents. */
  readonly files: readonly (string | URL)[];
  /**
   * Reads the contracts that they name: `loadContract` of the package `countersign`.
   *
   * @default bundled contracts (`contract.json`) alone can be read
   */
  readonly load?: LoadSource;
  /** The inputs of its workflows; a function is asked anew for each workflow, since time passes. */
  readonly inputs?: Readonly<Record<string, Json>> | (() => Readonly<Record<string, Json>>);
  /**
   * Where the other contracts of the document are served, by source name.
   *
   * @default the target's origin, and each contract's own base path
   */
  readonly servers?: Readonly<Record<string, string>>;
}

/** Reads a contract from the file that a source description names. */
export type LoadSource = (file: string) => Promise<Contract>;

export type Id = string | number;

/** Ids that the caller vouches for, by kind: `{ MailboxId: ['mbx_1', 'mbx_2'] }`. They are used before any is made. */
export type Given = Readonly<Record<string, Id | readonly Id[]>>;
