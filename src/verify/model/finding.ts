import type { SourceLocation } from '@countersign/contract';
import type { DeviationKind, Severity } from './deviation-kinds.ts';
import type { Exchange } from './exchange.ts';

/** Deviations of one root cause, told once, however many cases show it. */
export interface Finding {
  /** The same for the same cause in every run: what a baseline knows it by. */
  readonly id: string;
  readonly kind: DeviationKind;
  readonly severity: Severity;
  readonly operation: string;
  /** The id of the clause, where the finding is about one. */
  readonly clause: string | undefined;
  /** What differs: `answered 201, expected 400`. */
  readonly message: string;
  readonly expected: string;
  readonly actual: string;
  /** The case that shows it, the first that was planned: its name, and why it exists. */
  readonly caseName: string;
  readonly why: string;
  /** The names of all cases that show it, in the order in which they were planned. */
  readonly cases: readonly string[];
  /** Whether the baseline has it; `undefined` where there is none. */
  readonly baseline: 'new' | 'known' | undefined;
  /** The requests that led to the one that shows it, in order. */
  readonly earlier: readonly Exchange[];
  readonly exchange: Exchange | undefined;
  /** A JSON pointer into the contract, and where that was written. */
  readonly pointer: string;
  readonly location: SourceLocation | undefined;
}

/** What a baseline tells of a finding. */
export type KnownFinding = Pick<Finding, 'id' | 'operation' | 'clause' | 'message' | 'caseName'>;
