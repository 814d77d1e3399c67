/** The random cases of a run, round after round. */
import type { Operation } from '@countersign/contract';
import { changesState } from '../../requests/make-draft.ts';
import type { PlanContext } from '../../requests/plan-context.ts';
import { listingsOf, pagerFor } from '../stateful/listings.ts';
import type { Planning } from '../stateful/planning.ts';
import type { RequestTemplates } from '../stateful/request-templates.ts';
import { type Resource, resourcesOf } from '../stateful/resources.ts';
import type { SequenceCase } from '../stateful/sequence-case.ts';
import { randomCases } from './random-cases.ts';
import { randomSequences } from './random-sequences.ts';

/** Rounds where no time is given to fill, and of what leaves things behind in any case. */
const ROUNDS = 4;

/**
 * Cases that are drawn at random: the same for the same seed, in the same order.
 *
 * @param operations those that were chosen
 * @param isTimed whether time ends the run, so that there is no last round
 */
export function* planRandom(
  context: PlanContext,
  templates: RequestTemplates,
  operations: readonly Operation[],
  isTimed: boolean,
): Generator<readonly SequenceCase[]> {
  const planning: Planning = { context, templates, roles: new Set(), drop: () => undefined };
  const resources = resourcesOf(context);
  const listings = listingsOf(planning, resources);
  const makers = [
    ...operations.map((operation) => ({ operation, make: randomCases(planning, operation) })),
    ...resources.map((resource) => ({
      operation: resource.modify ?? resource.replace,
      make: randomSequences(planning, resource, pagerFor(listings, resource), operations),
    })),
  ].flatMap(({ operation, make }) =>
    operation === undefined || make === undefined ? [] : [{ make, isBounded: leaves(resources, operation) }],
  );
  const { seed } = context.generation;
  const origin = `drawn at random with seed ${seed}, and then made smaller.`;
  for (let round = 1; isTimed || round <= ROUNDS; round++) {
    const cases = makers.flatMap(({ make, isBounded }, place) =>
      isBounded && round > ROUNDS ? [] : [make({ round, origin, seed: mixed(seed, round, place) })],
    );
    if (cases.length === 0) return;
    yield cases;
  }
}

/** Whether requests of the operation leave things behind that no operation deletes again: they would fill the target. */
function leaves(resources: readonly Resource[], operation: Operation): boolean {
  if (!changesState(operation)) return false;
  return resources.some(({ path, create, remove }) => {
    const isDeleted = resources.some(
      (resource) => resource.remove !== undefined && path.startsWith(`${resource.path}/`),
    );
    const isMade = create === operation || operation.path.startsWith(path);
    return remove === undefined && isMade && !isDeleted;
  });
}

/** One seed of three numbers; neighbours give unlike ones (the multipliers are those of xxHash32). */
function mixed(...parts: readonly number[]): number {
  return parts.reduce((hash, part) => {
    const next = Math.imul(hash ^ part, 0x9e3779b1);
    return Math.imul(next ^ (next >>> 15), 0x85ebca77);
  }, 0);
}
