import type { SourceLocation } from '@countersign/contract';

/** A clause or an answer, and what is to be said of it. */
export interface Gap {
  /** A clause's id, or an answer: `createCampaign 400 unusable_mailboxes`. */
  readonly id: string;
  readonly reason: string;
}

/** What could not be turned into a case, and why. */
export interface Dropped {
  readonly operation: string;
  /** A clause's id, or what the case would have been about. */
  readonly about: string;
  readonly reason: string;
}

/** What is to be said of a contract itself. */
export interface Note {
  readonly about: string;
  readonly reason: string;
  /** A JSON pointer into the contract, and where that was written. */
  readonly pointer: string;
  readonly location: SourceLocation | undefined;
}
