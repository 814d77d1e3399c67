import type { Operation } from '@countersign/contract';
import type { Deviation } from '../../model/deviation.ts';
import type { Exchange } from '../../model/exchange.ts';

/** What a sequence has shown that the contract says otherwise. */
export interface ObservedDeviation {
  readonly deviation: Deviation;
  readonly operation: Operation;
  /** The id of the clause that it is about, if it is about one. */
  readonly clause?: string;
  /** The requests that led to the one that shows it. @default all of the sequence before it */
  readonly earlier?: readonly Exchange[];
  /** The request that shows it. */
  readonly exchange: Exchange | undefined;
}
