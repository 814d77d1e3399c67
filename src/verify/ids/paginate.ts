/** Reads a list page by page. */
import { at, type Json } from '@countersign/contract';
import type { Answered } from '../model/answered.ts';
import type { Draft, ParameterValue } from '../model/draft.ts';
import { headerOf } from '../model/exchange.ts';
import type { RoleName } from '../model/target.ts';
import { Unavailable } from '../model/unavailable.ts';
import type { Pager } from './paging.ts';
import { idIn, itemsIn } from './view.ts';

/** Pages that are read of one list. */
const MOST_PAGES = 60;

export interface PagedList {
  readonly pages: readonly Page[];
  /** `page`: a page told that it is the last. `bound`: there are more than are read. `unknown`: nothing tells. */
  readonly ended: 'page' | 'bound' | 'unknown';
}

export interface Page {
  readonly items: readonly Item[];
  readonly answer: Answered;
}

export interface Item {
  /** What tells items apart: the id, or else all that an item says. */
  readonly key: string;
  readonly value: Json;
}

/** Sends the requests for pages. */
export interface PageReader {
  send(draft: Draft, role: RoleName): Promise<Answered>;
}

export interface PaginateOptions {
  /** Items on a page. */
  readonly limit: number | undefined;
  /** @default 60 */
  readonly mostPages?: number;
  /** Ends the reading early, once it holds for an item. */
  readonly until?: (item: Item) => boolean;
  readonly role?: RoleName;
}

/**
 * Reads the list that `start` asks for.
 *
 * @throws {Unavailable} a page is refused
 */
export async function paginate(
  reader: PageReader,
  pager: Pager,
  start: Draft,
  { limit, mostPages = MOST_PAGES, until = () => false, role = 'default' }: PaginateOptions,
): Promise<PagedList> {
  const pages: Page[] = [];
  let request: Draft | undefined = firstPage(pager, withLimit(pager, start, limit));
  while (request !== undefined) {
    if (pages.length >= mostPages) return { pages, ended: 'bound' };
    const answer = await reader.send(request, role);
    // Some APIs have no page behind the last.
    if (answer.status === 404 && pages.length > 0) return { pages, ended: 'page' };
    if (answer.status >= 300) throw new Unavailable(`${pager.list.id} answered ${answer.status}`);
    const page = { items: readItems(pager, answer), answer };
    pages.push(page);
    if (page.items.some(until)) return { pages, ended: 'unknown' };
    request = nextPage(pager, request, page, pages, limit);
  }
  return { pages, ended: pager.next === undefined ? 'unknown' : 'page' };
}

/** All items on its pages. */
export function itemsOf({ pages }: PagedList): Item[] {
  return pages.flatMap(({ items }) => items);
}

export function keyOf(id: Json): string {
  return String(id);
}

function readItems({ view, list }: Pager, { body }: Answered): Item[] {
  const items = itemsIn(view, body);
  if (items === undefined) throw new Unavailable(`the answer of ${list.id} has no list at ${view.path}`);
  return items.map((value) => {
    const id = idIn(view, value);
    return { value, key: id === undefined ? JSON.stringify(value) : keyOf(id) };
  });
}

export function withQuery(draft: Draft, given: ParameterValue): Draft {
  const others = draft.parameters.filter(({ parameter }) => parameter !== given.parameter);
  const slots = draft.slots.filter(
    ({ in: place, name }) => place !== 'query' || name !== given.parameter.name,
  );
  return { ...draft, parameters: [...others, given], slots };
}

function withLimit({ limit }: Pager, draft: Draft, value: number | undefined): Draft {
  return limit === undefined || value === undefined
    ? draft
    : withQuery(draft, { parameter: limit.parameter, value });
}

function firstPage({ next }: Pager, draft: Draft): Draft {
  if (next === undefined || next.style === 'link') return draft;
  // An example of a cursor is a place in another list.
  const parameters = draft.parameters.filter(({ parameter }) => parameter !== next.parameter);
  const slots = draft.slots.filter(({ name }) => name !== next.parameter.name);
  const plain = { ...draft, parameters, slots };
  return next.style === 'page' ? withQuery(plain, { parameter: next.parameter, value: next.first }) : plain;
}

function nextPage(
  { next }: Pager,
  request: Draft,
  { items, answer }: Page,
  pages: readonly Page[],
  limit: number | undefined,
): Draft | undefined {
  if (next === undefined) return undefined;
  if (next.style === 'cursor' || next.style === 'link') {
    const told = next.paths.map((path) => at(answer.body, path)).find((value) => !isEnd(value));
    const text = told ?? linkedNext(answer);
    if (text === undefined || isEnd(text)) return undefined;
    if (typeof text === 'string' && isPlace(text, answer)) return followed(request, text, answer);
    return next.style === 'link' ? undefined : withQuery(request, { parameter: next.parameter, value: text });
  }
  const full = limit ?? pages[0]?.items.length ?? 0;
  if (items.length === 0 || items.length < full) return undefined;
  const count = pages.reduce((sum, page) => sum + page.items.length, 0);
  const value = next.style === 'page' ? next.first + pages.length : count;
  return withQuery(request, { parameter: next.parameter, value });
}

function isEnd(value: Json | undefined): boolean {
  return value === undefined || value === null || value === '' || value === false;
}

/** `<https://example.com/books?page=2>; rel="next"` */
function linkedNext({ exchange }: Answered): string | undefined {
  const field = exchange.response && headerOf(exchange.response, 'link');
  const links = field?.split(/,(?=\s*<)/) ?? [];
  return links.map((link) => /<([^>]*)>.*;\s*rel="?next"?/i.exec(link)?.[1]).find((url) => url !== undefined);
}

function isPlace(text: string, { exchange }: Answered): boolean {
  return /^(https?:)?\/|^\?/.test(text) && URL.canParse(text, exchange.baseUrl);
}

/** The same request to the place that the answer tells. */
function followed(request: Draft, text: string, { exchange }: Answered): Draft {
  const base = exchange.baseUrl.replace(/\/$/, '');
  const { pathname, search } = new URL(text, base + exchange.request.target);
  const prefix = new URL(base).pathname.replace(/\/$/, '');
  const path = pathname.startsWith(prefix) ? pathname.slice(prefix.length) : pathname;
  return { ...request, override: { ...request.override, target: path + search } };
}
