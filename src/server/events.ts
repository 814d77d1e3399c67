/** What the server tells its operator. Nothing of it reaches a client. */
import type { Operation, Violation } from '@countersign/contract';
import type { Refusal } from './cross-check/refusal.ts';
import type { Facts } from './problem.ts';
import type { SetupProblem } from './setup-error.ts';

/** One way in which an answer breaks the contract. */
export interface Defect {
  readonly in: 'status' | 'header' | 'body' | 'media type';
  /** A header's name, a JSON pointer into the body, or ``. */
  readonly path: string;
  /** What the contract says: `maxLength 200`, `documented: 200, 404`. */
  readonly clause: string;
  /** A sentence: `must be at most 200 characters`. */
  readonly message: string;
  /** The clause's place in the contract. */
  readonly pointer: string;
}

/** What happened, by `event`, with the request that it happened in. */
export type ServerEvent =
  /** What was noticed at the start and stops nothing, unless `strict`. `message` is a block of lines to show. */
  | { readonly event: 'warnings'; readonly problems: readonly SetupProblem[]; readonly message: string }
  /** A handler, a store or a function of the options threw what is no `Problem`. */
  | {
      readonly event: 'exception';
      readonly requestId: string;
      readonly operation: Operation | undefined;
      readonly error: unknown;
    }
  /**
   * A handler returned a reply that breaks the contract. The client got an internal problem; where it is an item
   * of a stream, those before it, and an end of its connection.
   */
  | {
      readonly event: 'broken_reply';
      readonly requestId: string;
      readonly operation: Operation;
      readonly status: number;
      readonly defects: readonly Defect[];
    }
  /** A problem as the API writes it breaks the contract. The client got an internal problem. */
  | {
      readonly event: 'undocumented_problem';
      readonly requestId: string;
      readonly operation: Operation;
      readonly facts: Facts;
      readonly status: number;
      readonly defects: readonly Defect[];
    }
  /** express-openapi-validator judges a request otherwise. The client got what the server itself found. */
  | {
      readonly event: 'disagreement';
      readonly requestId: string;
      readonly operation: Operation;
      /** What the server found; empty: it took the request. */
      readonly violations: readonly Violation[];
      /** What the other one found. */
      readonly refusals: readonly Refusal[];
    }
  /** express-openapi-validator cannot read an operation, whose requests are judged once. */
  | { readonly event: 'no_cross_check'; readonly operation: Operation; readonly error: unknown };
