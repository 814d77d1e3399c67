/** Why a run came to its end: it was done, or its time was up, or a person or its first finding ended it. */
export type Ended = 'complete' | 'time' | 'interrupted' | 'bail';

/** A part of the cases: those of one of `of` runs that together send all. */
export interface Shard {
  /** From 1. */
  readonly index: number;
  readonly of: number;
}

/** How a target slowed a run down. */
export interface Throttled {
  /** How often the target answered 429 to a case that did not ask for it. */
  readonly count: number;
  /** Milliseconds that the run has waited for it. */
  readonly waited: number;
}
