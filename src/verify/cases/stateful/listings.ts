/** The lists of a contract, and what can be made to stand in them. */
import type { Operation } from '@countersign/contract';
import { type Pager, pagerOf } from '../../ids/paging.ts';
import { viewOfMany } from '../../ids/view.ts';
import type { Planning } from './planning.ts';
import type { Resource } from './resources.ts';

/** A list, and what can be made to stand in it. */
export interface Listing {
  readonly pager: Pager;
  /** Something whose creation the contract has; `undefined` where the list is only read. */
  readonly resource: (Resource & { readonly create: Operation }) | undefined;
}

/** Every GET whose answer is a list, with what can be made to stand in it. */
export function listingsOf(planning: Planning, resources: readonly Resource[]): Listing[] {
  const { context } = planning;
  return context.contract.operations.flatMap((list): Listing[] => {
    if (list.method !== 'get' || list.path.endsWith('}')) return [];
    const resource = resources.find((resource) => resource.list === list);
    const view = viewOfMany(context.schemas, list, resource?.names);
    if (view === undefined) {
      if (resource !== undefined)
        planning.drop(list, 'what it lists', 'no array in its answer is known to be the list');
      return [];
    }
    const { create } = resource ?? {};
    return [
      {
        pager: pagerOf(context, list, view),
        resource: resource === undefined || create === undefined ? undefined : { ...resource, create },
      },
    ];
  });
}

/** The list that a resource stands in, if there is one. */
export function pagerFor(listings: readonly Listing[], resource: Resource): Pager | undefined {
  return listings.find(({ pager: { list } }) => list === resource.list)?.pager;
}
