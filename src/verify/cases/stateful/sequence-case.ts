/** A case of several requests: what one answer says is held against what was sent or answered before. */

import type { Operation } from '@countersign/contract';
import type { Phase } from '../../model/case.ts';
import type { ObservedDeviation } from './observed-deviation.ts';
import type { SequenceContext } from './sequence-context.ts';

export interface SequenceCase {
  /** `updateCampaign · a change of /name → kept, and the rest left alone` */
  readonly name: string;
  readonly phase: Phase;
  /** The operation whose promise is looked at. */
  readonly operation: Operation;
  /** A sentence for the reader of a finding: why these requests are sent. */
  readonly why: string;
  /** The operations that are called, in order. */
  readonly requests: readonly string[];
  /** Whether no other case may run meanwhile, since it would change what is looked at. */
  readonly alone: boolean;
  /**
   * Sends the requests, and tells what they show.
   *
   * @throws {Unavailable} the target is in no state to show it
   */
  play(sequence: SequenceContext): Promise<readonly ObservedDeviation[]>;
}

/** The parts of a name: `listBooks · limit=1 → one item`. */
export function sequenceName(operation: Operation, about: string, expected: string): string {
  return `${operation.id} · ${about} → ${expected}`;
}
