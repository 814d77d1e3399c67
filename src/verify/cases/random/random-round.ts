/** One turn of the random phase: each round draws other values. */
import type { SequenceCase } from '../stateful/sequence-case.ts';

export interface Round {
  /** From 1. */
  readonly round: number;
  /** What this case draws by: the same for the same run, and another for each case and round. */
  readonly seed: number;
  /** Where its values come from, for the reader of a finding. */
  readonly origin: string;
}

/** What makes the case of a round. */
export type RandomCases = (round: Round) => SequenceCase;
