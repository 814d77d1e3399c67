import type { DeviationKind, Severity } from './deviation-kinds.ts';

/** One way in which an answer differs from the contract. */
export interface Deviation {
  readonly severity: Severity;
  /** What kind it is; cases that share the kind, the pointer and the detail share a cause. */
  readonly kind: DeviationKind;
  /** The place in the contract that says otherwise. */
  readonly pointer: string;
  /** What tells two causes of the same kind at the same place apart. */
  readonly detail: string;
  readonly message: string;
  readonly expected: string;
  readonly actual: string;
}
