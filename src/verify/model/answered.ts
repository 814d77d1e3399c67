import type { Json } from '@countersign/contract';
import type { Draft } from './draft.ts';
import type { Exchange } from './exchange.ts';

/** A request and what came of it. */
export interface Answered {
  readonly draft: Draft;
  readonly exchange: Exchange;
  readonly status: number;
  readonly body: Json | undefined;
}
