/** The ids that a list tells, page by page. */
import type { Draft } from '../model/draft.ts';
import type { Exchange } from '../model/exchange.ts';
import type { Id } from '../model/options.ts';
import { Unavailable } from '../model/unavailable.ts';
import type { Producer } from '../requests/id-kinds/id-kind.ts';
import type { PlanContext } from '../requests/plan-context.ts';
import { readBody } from '../wire/read-body.ts';
import { type PagedList, paginate } from './paginate.ts';
import { pagerOf } from './paging.ts';
import { pickAll } from './pick.ts';
import { Places } from './schema-places.ts';
import { successMedia, type View } from './view.ts';

/**
 * The ids on the pages of a list, until there are as many as are wanted; none where its pages cannot be told.
 *
 * @param request of the list's operation, with all ids in it
 */
export async function listedIds(
  context: PlanContext,
  producer: Producer,
  request: Draft,
  wanted: number,
  send: (draft: Draft) => Promise<Exchange>,
): Promise<readonly Id[]> {
  const view = viewOf(context, producer);
  const pager = view && pagerOf(context, producer.operation, view);
  if (pager?.next === undefined) return [];
  const found = new Set<Id>();
  const reader = {
    send: async (draft: Draft) => {
      const exchange = await send(draft);
      const { response } = exchange;
      if (response === undefined) throw new Unavailable(`${draft.operation.id}: ${exchange.failure}`);
      const body = readBody(response);
      for (const id of response.status < 300 ? pickAll(body, producer.path) : []) found.add(id);
      return { draft, exchange, status: response.status, body };
    },
  };
  const isEnough = (): boolean => found.size >= wanted;
  await paginate(
    reader,
    pager,
    { ...request, slots: [] },
    { limit: pager.limit?.highest, until: isEnough },
  ).catch((error: unknown): PagedList | undefined => {
    // What the pages before the refused one have told is good all the same.
    if (error instanceof Unavailable) return undefined;
    throw error;
  });
  return [...found];
}

// The items stand at what is before the one `*` of `/data/*/id`.
function viewOf({ schemas }: PlanContext, { operation, path }: Producer): View | undefined {
  const media = successMedia(operation);
  const [before, id, ...others] = path.split('/*');
  if (media === undefined || before === undefined || id === undefined || others.length > 0) return undefined;
  return { places: new Places(schemas, media.schemaPointer), path: `${before}/*`, id };
}
