/** A list holds what was made, honours its limit, and its pages are disjoint, complete and come to an end. */
import type { Operation } from '@countersign/contract';
import { type Item, itemsOf, keyOf, type PagedList, paginate } from '../../ids/paginate.ts';
import { isShifting, type Pager } from '../../ids/paging.ts';
import { Unavailable } from '../../model/unavailable.ts';
import { countOf } from '../../values/describe-value.ts';
import type { Listing } from './listings.ts';
import type { ObservedDeviation } from './observed-deviation.ts';
import type { Planning } from './planning.ts';
import { type SequenceCase, sequenceName } from './sequence-case.ts';
import type { Made, SequenceContext } from './sequence-context.ts';
import { differences, notKept, sentBody } from './shown.ts';

export function listedCases(planning: Planning, listing: Listing): SequenceCase[] {
  const { pager } = listing;
  if (pager.gap !== undefined) planning.drop(pager.list, 'every page', pager.gap);
  return [
    ...(listing.resource === undefined ? [] : [holds(listing.resource, pager)]),
    ...(pager.limit === undefined ? [] : [honoursLimit(listing)]),
    ...(pager.next === undefined ? [] : [everyPage(listing)]),
  ];
}

function holds(resource: NonNullable<Listing['resource']>, pager: Pager): SequenceCase {
  const { list, view, limit } = pager;
  const { create } = resource;
  return {
    name: sequenceName(list, `what ${create.id} made`, 'in the list'),
    phase: 'stateful',
    operation: list,
    why: 'What was created stands in the list of its like, with the values that were sent.',
    requests: [create.id, list.id],
    alone: isShifting(pager),
    async play(sequence) {
      const { context, templates } = sequence;
      const made = await sequence.make(resource);
      const isIt = ({ key }: Item): boolean => key === keyOf(made.id);
      const start = sequence.on(made, list, templates.plain(list));
      const read = await paginate(sequence, pager, start, { limit: limit?.highest, until: isIt });
      const found = itemsOf(read).find(isIt);
      if (found === undefined) return missing(sequence, pager, read, create);
      const shown = { value: found.value, places: view.places, path: view.path };
      const sent = sentBody(context, made.answer.draft);
      return differences(context, sent, shown, 'doubtful')
        .filter(({ got }) => got !== undefined)
        .map((difference) => notKept(sequence, difference, list));
    },
  };
}

/** Sizes of lists that servers cut without a word. */
const USUAL_SIZES: ReadonlySet<number> = new Set([10, 20, 25, 30, 50, 100, 200, 250, 500, 1000]);

function missing(
  sequence: SequenceContext,
  { list, limit, next }: Pager,
  read: PagedList,
  create: Operation,
): ObservedDeviation[] {
  const count = itemsOf(read).length;
  if (read.ended === 'bound') throw new Unavailable(`${list.id} has more than ${countOf(count, 'item')}`);
  const isCut = next === undefined && (limit === undefined ? USUAL_SIZES.has(count) : count >= limit.highest);
  if (isCut)
    throw new Unavailable(`${list.id} shows ${countOf(count, 'item')}, and no parameter asks for more`);
  const message = `what ${create.id} made is not among its ${countOf(count, 'item')}`;
  return [
    sequence.observed(
      'not listed',
      { detail: '', message, expected: 'in the list', actual: 'not there' },
      list,
    ),
  ];
}

function honoursLimit({ pager, resource }: Listing): SequenceCase {
  const { list, limit } = pager;
  const lowest = limit?.lowest ?? 1;
  const label = `${limit?.parameter.name}=${lowest}`;
  return {
    name: sequenceName(list, label, `at most ${countOf(lowest, 'item')}`),
    phase: 'stateful',
    operation: list,
    why: 'A page has no more items than were asked for.',
    requests: [...several(resource, 2), list.id],
    alone: false,
    async play(sequence) {
      const start = await prepare(sequence, pager, resource, lowest + 1);
      const { pages } = await paginate(sequence, pager, start.draft, { limit: lowest, mostPages: 1 });
      const count = pages[0]?.items.length ?? 0;
      if (count <= lowest) return [];
      const message = `${label} is answered with ${countOf(count, 'item')}`;
      const expected = `at most ${countOf(lowest, 'item')}`;
      return [
        sequence.observed(
          'wrong page',
          { detail: 'limit', message, expected, actual: countOf(count, 'item') },
          list,
        ),
      ];
    },
  };
}

/** How many are made, so that there are pages to turn. */
const MADE_FOR_PAGES = 3;

function everyPage({ pager, resource }: Listing): SequenceCase {
  const { list, next } = pager;
  const by = next === undefined || next.style === 'link' ? 'link' : next.parameter.name;
  return {
    name: sequenceName(list, `every page, by ${by}`, 'disjoint, complete, and an end'),
    phase: 'stateful',
    operation: list,
    why: 'Who turns the pages of a list meets each of its items once, and comes to an end.',
    requests: [...several(resource, MADE_FOR_PAGES), list.id],
    alone: true,
    async play(sequence) {
      const start = await prepare(sequence, pager, resource, MADE_FOR_PAGES);
      const observedDeviations = await turnPages(sequence, pager, start);
      // Somebody else may have changed the list meanwhile; then it is in order the second time.
      if (observedDeviations.length === 0 || (await turnPages(sequence, pager, start)).length === 0)
        return [];
      return observedDeviations;
    },
  };
}

interface Start {
  readonly draft: ReturnType<SequenceContext['on']>;
  readonly made: readonly Made[];
}

/** A list with at least `count` items, where these can be made. */
async function prepare(
  sequence: SequenceContext,
  { list }: Pager,
  resource: Listing['resource'],
  count: number,
): Promise<Start> {
  const plain = sequence.templates.plain(list);
  if (typeof plain === 'string') throw new Unavailable(plain);
  if (resource === undefined) return { draft: { ...plain, resource: 'shared' }, made: [] };
  const made = [await sequence.make(resource)];
  while (made.length < count)
    made.push(await sequence.make(resource, made[0] === undefined ? {} : { beside: made[0] }));
  const [first] = made;
  return { draft: first === undefined ? plain : sequence.on(first, list, plain), made };
}

async function turnPages(
  sequence: SequenceContext,
  pager: Pager,
  { draft, made }: Start,
): Promise<ObservedDeviation[]> {
  const { limit, list } = pager;
  const whole = await paginate(sequence, pager, draft, { limit: limit?.highest });
  if (whole.ended === 'bound') return repeated(sequence, pager, whole);
  const total = itemsOf(whole).length;
  const problems = problemsOf(sequence, pager, whole, made);
  if (problems.length > 0 || limit === undefined || whole.pages.length > 1) return problems;
  const size = Math.max(limit.lowest, Math.ceil(total / MADE_FOR_PAGES));
  if (size >= total) return [];
  const mostPages = Math.ceil(total / size) + 2;
  const turned = await paginate(sequence, pager, draft, { limit: size, mostPages });
  if (turned.ended === 'bound') {
    const twice = repeated(sequence, pager, turned);
    if (twice.length > 0) return twice;
    const message = `${countOf(total, 'item')} in pages of ${size} do not end after ${mostPages} pages`;
    return [
      wrongPage(sequence, list, 'end', message, `${Math.ceil(total / size)} pages`, `more than ${mostPages}`),
    ];
  }
  const observedDeviations = problemsOf(sequence, pager, turned, made);
  if (observedDeviations.length > 0) return observedDeviations;
  const met = new Set(itemsOf(turned).map(({ key }) => key));
  const lost = itemsOf(whole).filter(({ key }) => !met.has(key));
  if (lost.length === 0) return [];
  const message = `in pages of ${size}, ${countOf(lost.length, 'item')} of ${total} are on no page`;
  return [wrongPage(sequence, list, 'complete', message, countOf(total, 'item'), countOf(met.size, 'item'))];
}

function problemsOf(
  sequence: SequenceContext,
  pager: Pager,
  read: PagedList,
  made: readonly Made[],
): ObservedDeviation[] {
  const twice = repeated(sequence, pager, read);
  if (twice.length > 0) return twice;
  const met = new Set(itemsOf(read).map(({ key }) => key));
  const lost = made.filter(({ id }) => !met.has(keyOf(id)));
  if (lost.length === 0 || pager.view.id === undefined) return [];
  const message = `${countOf(lost.length, 'item')} of the ${made.length} that were made are on no page`;
  return [
    wrongPage(sequence, pager.list, 'complete', message, 'all of them', `${made.length - lost.length}`),
  ];
}

/** Items without an id may be equal, and are two nevertheless. */
function repeated(sequence: SequenceContext, { list, view }: Pager, read: PagedList): ObservedDeviation[] {
  if (view.id === undefined) return [];
  const keys = itemsOf(read).map(({ key }) => key);
  const double = keys.find((key, index) => keys.indexOf(key) < index);
  if (double === undefined) return [];
  const message = `an item is on two pages, or twice on one: ${double}`;
  return [wrongPage(sequence, list, 'disjoint', message, 'each item once', 'an item twice')];
}

function wrongPage(
  sequence: SequenceContext,
  list: Operation,
  detail: string,
  message: string,
  expected: string,
  actual: string,
): ObservedDeviation {
  return sequence.observed('wrong page', { detail, message, expected, actual }, list);
}

function several(resource: Listing['resource'], count: number): string[] {
  return resource === undefined ? [] : Array.from({ length: count }, () => resource.create.id);
}
