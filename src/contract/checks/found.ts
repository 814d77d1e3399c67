/** How a check tells what it has found. */
import type { Locate } from '../contract.ts';
import type { ContractProblem } from '../contract-error.ts';

/** What a check has found, by its place in the document. */
export interface Found {
  readonly pointer: string;
  readonly message: string;
  readonly rule: string;
  readonly remedy?: string | undefined;
  /** @default 'error' */
  readonly severity?: ContractProblem['severity'];
}

/** Each with the file and line where its value was written. */
export function located(found: readonly Found[], locate: Locate): ContractProblem[] {
  return found.map(({ severity = 'error', ...problem }) => ({
    ...problem,
    severity,
    location: locate(problem.pointer),
  }));
}
