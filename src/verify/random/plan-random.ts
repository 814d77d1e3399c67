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
): Generator<readonly SequenceCase[]> {
  const planning: Planning = { context, materials, roles: new Set(), drop: () => undefined };
  const resources = resourcesOf(context);
  const listings = listingsOf(planning, resources);
  const makers = [
    ...operations.map((operation) => randomCases(planning, operation)),
    ...resources.map((each) => randomSequences(planning, each, pagerFor(listings, each), operations)),
  ].filter((each) => each !== undefined);
  const { seed } = context.workshop;
  const origin = `it was drawn at random with seed ${seed}, and made as small as still shows it.`;
  for (let round = 1; round <= rounds && makers.length > 0; round++) {
    yield makers.map((make, place) => make({ round, origin, seed: mixed(seed, round, place) }));
  }
}

/** One seed of three numbers; neighbours give unlike ones (the multipliers are those of xxHash32). */
function mixed(...parts: readonly number[]): number {
  return parts.reduce((hash, part) => {
    const next = Math.imul(hash ^ part, 0x9e3779b1);
    return Math.imul(next ^ (next >>> 15), 0x85ebca77);
  }, 0);
}
