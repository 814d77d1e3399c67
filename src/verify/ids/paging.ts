/**
 * How a list is read page by page, worked out from the names and schemas of its parameters and of its answer.
 * Nothing is guessed: a list whose pages cannot be told is read as one page, and the reason is noted.
 */
import type { Operation, Parameter } from '@countersign/contract';
import { isObject, type Json, toPointer } from '@countersign/contract';
import type { PlanContext } from '../requests/plan-context.ts';
import { numbersOf } from '../values/effective-schema.ts';
import { plainSchema } from '../values/generation-context.ts';
import { highestOf, lowestOf } from '../values/numbers.ts';
import type { Places } from './schema-places.ts';
import type { View } from './view.ts';

export interface Pager {
  readonly list: Operation;
  readonly view: View;
  /** How many items a page may have. */
  readonly limit: Limit | undefined;
  /** How the next page is asked for. */
  readonly next: Next | undefined;
  /** Why there is no next page, where there could be one. */
  readonly gap: string | undefined;
}

export interface Limit {
  readonly parameter: Parameter;
  readonly lowest: number;
  readonly highest: number;
}

export type Next =
  /** The answer tells the value for the parameter; places of the body where it may stand. */
  | { readonly style: 'cursor'; readonly parameter: Parameter; readonly paths: readonly string[] }
  | { readonly style: 'page'; readonly parameter: Parameter; readonly first: number }
  | { readonly style: 'offset'; readonly parameter: Parameter }
  /** The answer tells the URL: in a `Link` field with `rel="next"` (RFC 8288), or at a place of the body. */
  | { readonly style: 'link'; readonly paths: readonly string[] };

const LIMIT =
  /^(page\[)?\$?(limit|per_?page|page_?size|page_?limit|size|count|max_?results|max_?items|top|take)\]?$/i;
const CURSOR =
  /^(page\[)?(cursor|after|next|next_?token|page_?token|page_?cursor|continuation_?token|starting_?after)\]?$/i;
const PAGE = /^(page|page_?(number|no|num|index)|page\[number\])$/i;
const OFFSET = /^(offset|skip|\$skip|page\[offset\])$/i;

/** Properties of an answer that hold the next cursor, and those that hold the URL of the next page. */
const NEXT_CURSOR = /^(next_?|end_?)?(cursor|page_?token|continuation_?token)$|^next(_?token)?$|^after$/i;
const NEXT_URL = /^next(_?(url|link|page|href|uri))?$/i;

/** A limit that the contract does not bound is not taken higher than this. */
const HIGHEST_LIMIT = 100;

export function pagerOf(context: PlanContext, list: Operation, view: View): Pager {
  const next = nextOf(context, list, view);
  return {
    list,
    view,
    limit: limitOf(context, list),
    next: typeof next === 'string' ? undefined : next,
    gap: typeof next === 'string' ? next : undefined,
  };
}

/** Whether what others make meanwhile moves items from one page to another. */
export function isShifting({ next }: Pager): boolean {
  return next !== undefined && next.style !== 'cursor';
}

/** The parameters that only say which page is wanted. */
export function isAboutPages({ name }: Parameter): boolean {
  return [LIMIT, CURSOR, PAGE, OFFSET].some((pattern) => pattern.test(name));
}

function queryLike({ parameters }: Operation, pattern: RegExp): Parameter | undefined {
  return parameters.find((parameter) => parameter.in === 'query' && pattern.test(parameter.name));
}

function limitOf({ generation, schemas }: PlanContext, list: Operation): Limit | undefined {
  const parameter = queryLike(list, LIMIT);
  if (parameter === undefined || !isNumber(schemas.typesAt(parameter.schemaPointer))) return undefined;
  const effective = plainSchema(generation, [parameter.schemaPointer]);
  const highest = highestOf(effective);
  return {
    parameter,
    lowest: Math.max(1, lowestOf(effective)),
    highest: Number.isFinite(highest) ? highest : HIGHEST_LIMIT,
  };
}

function nextOf(
  { generation, schemas }: PlanContext,
  list: Operation,
  view: View,
): Next | string | undefined {
  const cursor = queryLike(list, CURSOR);
  const outside = placesOutside(view);
  if (cursor !== undefined) {
    const paths = outside.filter(({ name }) => NEXT_CURSOR.test(name) || name === cursor.name);
    if (paths.length > 0) return { style: 'cursor', parameter: cursor, paths: paths.map(({ path }) => path) };
  }
  const urls = outside.filter(
    ({ name, path }) => NEXT_URL.test(name) && view.places.schemasAt(path).some(isUrl),
  );
  const hasLink = list.responses.some(
    ({ status, headers }) => status.startsWith('2') && headers.some(({ name }) => /^link$/i.test(name)),
  );
  if (hasLink || urls.length > 0) return { style: 'link', paths: urls.map(({ path }) => path) };
  const page = queryLike(list, PAGE);
  if (page !== undefined && isNumber(schemas.typesAt(page.schemaPointer))) {
    const effective = plainSchema(generation, [page.schemaPointer]);
    const [first] = [...numbersOf(effective, 'default'), ...numbersOf(effective, 'minimum')];
    return first === undefined
      ? `the number of the first page is not said: ${page.name} has neither default nor minimum`
      : { style: 'page', parameter: page, first };
  }
  const offset = queryLike(list, OFFSET);
  if (offset !== undefined && isNumber(schemas.typesAt(offset.schemaPointer))) {
    return { style: 'offset', parameter: offset };
  }
  return cursor === undefined
    ? undefined
    : `no property of the answer is known to hold the next ${cursor.name}`;
}

function isNumber(types: ReadonlySet<string>): boolean {
  return types.has('integer') || types.has('number');
}

function isUrl(schema: Record<string, Json>): boolean {
  return typeof schema['format'] === 'string' && /^(uri|url|uri-reference)$/.test(schema['format']);
}

/** How deep in an answer its paging may stand: `/meta/paging/next`. */
const DEEPEST = 3;

/** The declared properties of the answer that are not in its items. */
function placesOutside({ places, path: items }: View): { name: string; path: string }[] {
  const found: { name: string; path: string }[] = [];
  const visit = (path: string, depth: number): void => {
    for (const name of places.propertiesOf(path)) {
      const below = path + toPointer([name]);
      if (items.startsWith(`${below}/`)) {
        if (below !== items.slice(0, -'/*'.length)) visit(below, depth + 1);
        continue;
      }
      found.push({ name, path: below });
      if (depth < DEEPEST && isWithProperties(places, below)) visit(below, depth + 1);
    }
  };
  visit('', 1);
  return found;
}

function isWithProperties(places: Places, path: string): boolean {
  return places.schemasAt(path).some(({ properties }) => isObject(properties));
}
