/** Where in an operation's success answer a resource stands. */
import type { MediaType, Operation } from '@countersign/contract';
import { at, fromPointer, isObject, type Json, toPointer } from '@countersign/contract';
import type { Id } from '../model/options.ts';
import type { Schemas } from '../values/schemas.ts';
import { isJson } from '../wire/media-kind.ts';
import { pickAll } from './pick.ts';
import { Places } from './schema-places.ts';

/** One resource in an answer, or a list of them. */
export interface View {
  readonly places: Places;
  /** The resource's place in the body, `*` for any item of a list: `/data`, `/data/*`. */
  readonly path: string;
  /** Its id, below that: `/id`. `undefined` where the answer does not tell it. */
  readonly id: string | undefined;
}

/** How the id of a kind is known in an answer. */
export interface IdNames {
  /** The component schema of the ids: `CampaignId`. */
  readonly component: string | undefined;
  /** What properties that hold them are called: `id`, and like the path parameter. */
  readonly properties: readonly string[];
}

/** Where one resource stands in the answers of `operation`: where its id does, or what it is made of. */
export function viewOfOne(
  schemas: Schemas,
  operation: Operation,
  names: IdNames,
  properties: readonly string[],
): View | undefined {
  const media = successMedia(operation);
  if (media === undefined) return undefined;
  const places = new Places(schemas, media.schemaPointer);
  const id = idPaths(schemas, media, names).find((path) => !path.includes('*'));
  if (id !== undefined) return { places, ...splitLast(id) };
  const path = ['', ...places.propertiesOf('').map((name) => toPointer([name]))].find((place) =>
    properties.some((name) => places.propertiesOf(place).includes(name)),
  );
  return path === undefined ? undefined : { places, path, id: undefined };
}

/** Where the items of a list stand in the answers of `operation`. */
export function viewOfMany(
  schemas: Schemas,
  operation: Operation,
  names: IdNames | undefined,
): View | undefined {
  const media = successMedia(operation);
  if (media === undefined) return undefined;
  const places = new Places(schemas, media.schemaPointer);
  const inItems = (path: string): boolean => path.split('*').length === 2;
  const ids = names === undefined ? [] : idPaths(schemas, media, names).filter(inItems);
  const [id] = ids.filter((path) => splitLast(path).path.endsWith('/*'));
  if (id !== undefined) return { places, ...splitLast(id) };
  const lists = ['', ...places.propertiesOf('').map((name) => toPointer([name]))].filter(
    (path) => isList(places, path) && places.below(path, 0) !== undefined,
  );
  // Of two lists, nothing tells which one the pages are of.
  const [only, ...others] = lists;
  if (only === undefined || others.length > 0) return undefined;
  const path = `${only}/*`;
  const own = places.propertiesOf(path).find((name) => name === 'id');
  return { places, path, id: own === undefined ? undefined : '/id' };
}

/** The resource in `body`. */
export function resourceIn({ path }: View, body: Json | undefined): Json | undefined {
  return at(body, path);
}

/** The items in `body`, or `undefined` where there is no list. */
export function itemsIn({ path }: View, body: Json | undefined): readonly Json[] | undefined {
  const list = at(body, path.slice(0, -'/*'.length));
  return Array.isArray(list) ? list : undefined;
}

/** The id that a resource tells. */
export function idIn({ id }: View, resource: Json | undefined): Id | undefined {
  return id === undefined ? undefined : pickAll(resource, id)[0];
}

/** The JSON of the first success answer that has one. */
export function successMedia({ responses }: Operation): MediaType | undefined {
  return responses
    .filter(({ status }) => status.startsWith('2'))
    .flatMap(({ content }) => content)
    .find(({ type, schema }) => schema !== undefined && (isJson(type) || type === '*/*'));
}

/** By their schema; or else by their name, the nearest first. */
function idPaths(
  schemas: Schemas,
  { schemaPointer }: MediaType,
  { component, properties }: IdNames,
): string[] {
  const locations = schemas.locationsAt(schemaPointer);
  const pointer = component === undefined ? undefined : toPointer(['components', 'schemas', component]);
  const bySchema = locations.filter((location) => location.pointer === pointer);
  const byName = locations.filter(({ path }) => properties.includes(fromPointer(path).at(-1) ?? ''));
  const depth = (path: string): number => fromPointer(path).length;
  return [...new Set((bySchema.length > 0 ? bySchema : byName).map(({ path }) => path))].sort(
    (one, other) => depth(one) - depth(other),
  );
}

function isList(places: Places, path: string): boolean {
  return places.schemasAt(path).some(({ type, items }) => type === 'array' || isObject(items));
}

function splitLast(path: string): { path: string; id: string } {
  const end = path.lastIndexOf('/');
  return { path: path.slice(0, end), id: path.slice(end) };
}
