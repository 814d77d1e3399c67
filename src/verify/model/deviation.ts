/** One way in which an answer differs from the contract. */

export interface Deviation {
  readonly severity: 'error' | 'notice';
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

/** Kinds that are about what was asked; the others are about the answer alone, whatever was asked. */
const ABOUT_THE_CASE: ReadonlySet<DeviationKind> = new Set([
  'no answer',
  'server error',
  'valid request refused',
  'violation accepted',
  'unexpected status',
  'refused for another reason',
  'different repetition',
  'scenario failed',
  'not found',
  'value not kept',
  'rest not left alone',
  'old value kept',
  'not repeatable',
  'still there',
  'not listed',
  'wrong page',
  'wrong filter',
  'wrong parent',
  'wrong location',
  'done twice',
  'trace left',
  'stale change accepted',
  'duplicate accepted',
  'shown to a stranger',
  'changed by a stranger',
]);

export function isAboutTheCase({ kind }: Deviation): boolean {
  return ABOUT_THE_CASE.has(kind);
}

export type DeviationKind =
  | 'no answer'
  | 'server error'
  | 'undocumented status'
  | 'missing header'
  | 'wrong header'
  | 'wrong media type'
  | 'malformed body'
  | 'missing body'
  | 'unexpected body'
  | 'wrong body'
  | 'valid request refused'
  | 'violation accepted'
  | 'unexpected status'
  | 'refused for another reason'
  | 'different repetition'
  | 'scenario failed'
  | 'not found'
  | 'value not kept'
  | 'rest not left alone'
  | 'old value kept'
  | 'not repeatable'
  | 'still there'
  | 'not listed'
  | 'wrong page'
  | 'wrong filter'
  | 'wrong parent'
  | 'wrong location'
  | 'done twice'
  | 'trace left'
  | 'stale change accepted'
  | 'duplicate accepted'
  | 'shown to a stranger'
  | 'changed by a stranger';
