/** The random cases of a run, round after round. */
import type { Operation } from '../../contract/contract.ts';
import type { PlanContext } from '../plan/context.ts';
import { listingsOf, pagerFor } from '../state/listings.ts';
import type { Materials } from '../state/materials.ts';
import type { Planning } from '../state/planning.ts';
import { resourcesOf } from '../state/resources.ts';
import type { SequenceCase } from '../state/sequence-case.ts';
import { randomCases } from './random-cases.ts';
import { randomSequences } from './random-sequences.ts';

/** Rounds where no time is given to fill. */
export const ROUNDS = 2;

/**
 * Cases that are drawn at random: the same for the same seed, in the same order.
 *
 * @param operations those that were chosen
 * @param rounds how many; infinitely many for a run that its time ends
 */
export function* planRandom(
  context: PlanContext,
  materials: Materials,
  operations: readonly Operation[],
  rounds: number,
): Generator<SequenceCase> {
  const planning: Planning = { context, materials, roles: new Set(), drop: () => undefined };
  const resources = resourcesOf(context);
  const listings = listingsOf(planning, resources);
  for (let round = 1; round <= rounds; round++) {
    const cases = [
      ...operations.flatMap((operation) => randomCases(planning, operation, round)),
      ...resources.flatMap((each) => randomSequences(planning, each, pagerFor(listings, each), round)),
    ].filter(({ operation }) => operations.includes(operation));
    if (cases.length === 0) return;
    yield* cases;
  }
}
