/** One question to a target, derived from the contract, with the answer that it expects. */

import type { Clause, Operation } from '@countersign/contract';
import type { Draft } from './draft.ts';
import type { Expectation } from './expectation.ts';
import type { RoleName } from './target.ts';

/** In the order in which they are run. */
export const phases = [
  'positive',
  'negative',
  'protocol',
  'security',
  'stateful',
  'scenario',
  'random',
] as const;
/** One of the parts of a run, in the order of `phases`. */
export type Phase = (typeof phases)[number];

/** What is run where nothing is chosen: what is drawn at random only fills time that is given. */
export function usualPhases({ time }: { readonly time?: number | undefined }): Phase[] {
  return phases.filter((phase) => phase !== 'random' || time !== undefined);
}

export interface Case {
  /** Unique in a plan: `createCampaign · body /name maxLength 200 · 201 characters → 400 validation_error`. */
  readonly name: string;
  readonly phase: Phase;
  readonly operation: Operation;
  /** The clause that it is about, if it is about one alone. */
  readonly clause: Clause | undefined;
  /** A sentence for the reader of a finding: why this request is sent. */
  readonly why: string;
  readonly draft: Draft;
  /** A request that is sent first, with the same ids, and must succeed. */
  readonly before: Draft | undefined;
  readonly role: RoleName;
  readonly credential: CredentialKind;
  readonly expects: Expectation;
}

/** What stands where the credential stands. */
export type CredentialKind = 'valid' | 'none' | 'malformed' | 'unknown' | 'other scheme';
