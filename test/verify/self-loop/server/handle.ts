/** Handles a checked request: on members of collections where the contract has them, by example elsewhere. */
import { at, isObject, type Json } from '../../../../src/contract/json.ts';
import { type Answer, fail, succeed } from './answer.ts';
import { type Api, objectOf, type Route } from './api.ts';
import type { Call } from './check-request.ts';
import { decode } from './read-parameter.ts';
import type { Store } from './store.ts';

export function handle(api: Api, store: Store, { route, path, query }: Call, body: Json | undefined): Answer {
  const place = placeOf(api, route, path);
  if (place === undefined) return succeed(route);
  const { collection, parent, idType, id } = place;
  if (parent !== undefined && store.get(parent.collection, parent.id) === undefined) return fail(route, 404);
  if (id === undefined) {
    if (route.method === 'GET') return succeed(route, page(route, store.list(collection), query));
    const isTaken = store.list(collection).some(({ name }) => isObject(body) && name === body['name']);
    if (isTaken && route.responses.has('409')) return fail(route, 409);
    return succeed(route, store.add(collection, idType, body));
  }
  const member = store.get(collection, id);
  if (member === undefined) return fail(route, 404);
  const changes = isObject(body) ? body : {};
  if (route.method === 'DELETE') store.delete(collection, id);
  if (route.method === 'PUT') store.put(collection, id, { ...changes, id: member['id'] ?? id });
  if (route.method === 'PATCH') store.put(collection, id, { ...member, ...changes });
  return succeed(route, store.get(collection, id));
}

interface Place {
  /** The collection's path, with the ids of this request in it. */
  readonly collection: string;
  readonly parent: { readonly collection: string; readonly id: string } | undefined;
  readonly idType: 'integer' | 'uuid' | 'string';
  /** The member's; none for the collection as a whole. */
  readonly id: string | undefined;
}

/** Where a route stands among the contract's collections: paths that create members, and those below them. */
function placeOf(
  { document, routes }: Api,
  route: Route,
  path: ReadonlyMap<string, string>,
): Place | undefined {
  const [, above = '', variable] = /^(.*)\/\{([^}]+)\}$/.exec(route.template) ?? [];
  const template = variable === undefined ? route.template : above;
  const creation = routes.find((each) => each.template === template && each.method === 'POST');
  const item = routes.find(
    (each) => each.template.startsWith(`${template}/{`) && each.template.endsWith('}'),
  );
  if (creation === undefined || item === undefined) return undefined;
  const filled = template.replaceAll(/\{([^}]+)\}/g, (_, name) => decode(path.get(name) ?? ''));
  const [, collection, id] = /^(.*)\/([^/]+)\/[^/]+$/.exec(filled) ?? [];
  return {
    collection: filled,
    parent:
      /\}\/[^/]+$/.test(template) && collection !== undefined && id !== undefined
        ? { collection, id }
        : undefined,
    idType: idTypeOf(document, item),
    id: variable === undefined ? undefined : decode(path.get(variable) ?? ''),
  };
}

function idTypeOf(document: Api['document'], { parameters }: Route): Place['idType'] {
  const pointer = parameters.findLast((each) => each.in === 'path')?.schemaPointer ?? '';
  const schema = objectOf(at(document, pointer));
  const { type, format } =
    typeof schema['$ref'] === 'string' ? objectOf(at(document, schema['$ref'])) : schema;
  return type === 'integer' ? 'integer' : format === 'uuid' ? 'uuid' : 'string';
}

/** A list as its example has it: an array, or an object with `items` and the `next` cursor. */
function page({ responses }: Route, members: Json[], query: Call['query']): Json {
  const example = responses.get('200')?.content[0]?.example;
  const value = (name: string): string | undefined => query.find(([key]) => key === name)?.[1];
  const start = Number(value('cursor') ?? value('offset') ?? 0);
  const end = start + Number(value('limit') ?? 20);
  const items = members.slice(start, end);
  if (!isObject(example)) return items;
  return { items, next: end < members.length ? String(end) : null };
}
