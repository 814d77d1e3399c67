/** How what was made is read again: by its own GET, or else by the list that it stands in. */
import type { Operation } from '@countersign/contract';
import { type Item, itemsOf, keyOf, paginate } from '../../ids/paginate.ts';
import type { Pager } from '../../ids/paging.ts';
import { viewOfOne } from '../../ids/view.ts';
import { Unavailable } from '../../model/unavailable.ts';
import type { Placed } from './compare.ts';
import type { Planning } from './planning.ts';
import type { Resource } from './resources.ts';
import type { Made, SequenceContext } from './sequence-context.ts';
import { shownResource } from './shown.ts';

export interface Reading {
  readonly operation: Operation;
  /** The properties that it may show. */
  readonly properties: readonly string[];
  /**
   * The resource as it is shown; or, where it is not there, the status that says so.
   *
   * @throws {Unavailable} it is not shown for another reason
   */
  read(sequence: SequenceContext, made: Made): Promise<Placed | NotThere>;
}

/** Not in the list, or answered with that status. */
export interface NotThere {
  readonly status: number | 'not in the list';
}

/**
 * The best way to read a resource that `source` writes, or why there is none.
 *
 * @param pager the list that the resource stands in, if there is one
 */
export function readingOf(
  { context, templates }: Planning,
  resource: Resource,
  source: Operation,
  pager: Pager | undefined,
): Reading | string {
  const { read, names } = resource;
  if (read !== undefined) {
    const draft = templates.rich(source);
    const body = typeof draft === 'string' ? undefined : draft.body?.value;
    const properties = typeof body === 'object' && body !== null ? Object.keys(body) : [];
    const view = viewOfOne(context.schemas, read, names, properties);
    if (view === undefined) return `no part of the answer of ${read.id} is known to be the resource`;
    return {
      operation: read,
      properties: view.places.propertiesOf(view.path),
      async read(sequence, made) {
        const answer = await sequence.send(sequence.on(made, read));
        return answer.status < 300 ? shownResource(view, answer) : { status: answer.status };
      },
    };
  }
  if (pager?.view.id === undefined) return `neither a GET ${resource.path} nor a list shows it`;
  const { view, list, limit } = pager;
  return {
    operation: list,
    properties: view.places.propertiesOf(view.path),
    async read(sequence, made) {
      const isIt = ({ key }: Item): boolean => key === keyOf(made.id);
      const start = sequence.on(made, list);
      const walked = await paginate(sequence, pager, start, { limit: limit?.highest, until: isIt });
      const item = itemsOf(walked).find(isIt);
      if (item !== undefined) return { value: item.value, places: view.places, path: view.path };
      if (walked.ended === 'page') return { status: 'not in the list' };
      throw new Unavailable(
        `it is not among the ${itemsOf(walked).length} items of ${list.id} that were read`,
      );
    },
  };
}

export function isThere(shown: Placed | NotThere): shown is Placed {
  return 'places' in shown;
}

/** @throws {Unavailable} it is not shown, which another case looks at */
export async function readAgain(sequence: SequenceContext, made: Made, reading: Reading): Promise<Placed> {
  const shown = await reading.read(sequence, made);
  if (isThere(shown)) return shown;
  throw new Unavailable(`${reading.operation.id}: ${shown.status}`);
}
