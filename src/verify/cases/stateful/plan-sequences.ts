/** contract → sequences: what only several requests together can show. */
import type { Operation } from '@countersign/contract';
import type { Dropped } from '../../model/gaps.ts';
import type { RoleName } from '../../model/target.ts';
import type { PlanContext } from '../../requests/plan-context.ts';
import { belongingCases } from './belonging-cases.ts';
import { changedCases } from './changed-cases.ts';
import { createdCases } from './created-cases.ts';
import { deletedCases } from './deleted-cases.ts';
import { etagCases } from './etag-cases.ts';
import { filterCases } from './filter-cases.ts';
import { headCases } from './head-cases.ts';
import { listedCases } from './listed-cases.ts';
import { type Listing, listingsOf, pagerFor } from './listings.ts';
import { otherTenantCases } from './other-tenant-cases.ts';
import type { Planning } from './planning.ts';
import { rejectedHasNoEffectCases } from './rejected-has-no-effect.ts';
import { repeatedCases } from './repeated-cases.ts';
import { replacedCases } from './replaced-cases.ts';
import type { RequestTemplates } from './request-templates.ts';
import { type Resource, resourcesOf, singletonsOf } from './resources.ts';
import type { SequenceCase } from './sequence-case.ts';
import { singletonCases } from './singleton-cases.ts';

export interface StatePlan {
  readonly cases: readonly SequenceCase[];
  /** What could not be inferred, and why. */
  readonly dropped: readonly Dropped[];
}

/**
 * The sequences that the paths, links and schemas of a contract lead to.
 *
 * @param operations those that were chosen
 * @param roles those that the target has a credential for
 */
export function planState(
  context: PlanContext,
  templates: RequestTemplates,
  operations: readonly Operation[],
  roles: ReadonlySet<RoleName>,
): StatePlan {
  const chosen = new Set(operations);
  const dropped: Dropped[] = [];
  const planning: Planning = {
    context,
    templates,
    roles,
    drop(operation, about, reason) {
      if (chosen.has(operation)) dropped.push({ operation: operation.id, about, reason });
    },
  };
  const resources = resourcesOf(context);
  const listings = listingsOf(planning, resources);
  const cases = [
    ...resources.flatMap((resource) => casesOf(planning, resource, listings)),
    ...singletonsOf(context).flatMap((singleton) => singletonCases(planning, singleton)),
    ...operations.flatMap((operation) => headCases(planning, operation)),
    ...listings.flatMap((listing) => [...listedCases(planning, listing), ...filterCases(planning, listing)]),
  ];
  return { cases: cases.filter(({ operation }) => chosen.has(operation)), dropped };
}

function casesOf(planning: Planning, resource: Resource, listings: readonly Listing[]): SequenceCase[] {
  const pager = pagerFor(listings, resource);
  const { create, read, modify, replace, remove } = resource;
  if (create === undefined) {
    for (const operation of [read, modify, replace, remove]) {
      if (operation !== undefined)
        planning.drop(operation, 'stateful', `no operation makes what ${resource.path} names`);
    }
    return [];
  }
  return [
    ...createdCases(planning, resource, pager),
    ...repeatedCases(planning, resource, pager),
    ...changedCases(planning, resource, pager),
    ...replacedCases(planning, resource, pager),
    ...rejectedHasNoEffectCases(planning, resource, pager),
    ...etagCases(planning, resource),
    ...deletedCases(planning, resource, pager),
    ...belongingCases(planning, resource),
    ...otherTenantCases(planning, resource, pager),
  ];
}
