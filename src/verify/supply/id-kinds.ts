/**
 * Which values of a contract are ids that only the target knows, and which operations give them.
 *
 * An id is a component schema of its own (`CampaignId`) that stands in a path, or that an answer calls `id`,
 * and every place that holds one refers to it. In a contract without such schemas it is the path parameter
 * of a resource (`/rooms/{roomId}`). The cursor of a list is a value of that sort, too.
 */
import type { Contract, Operation, Parameter } from '../../contract/contract.ts';
import { isObject, type JsonObject, objectOf, toPointer } from '../../contract/json.ts';
import { type Link, linksOf } from '../../contract/links.ts';
import { componentNamed, levelOf, typesOf, valuesOf } from '../values/level.ts';
import type { Schemas } from '../values/schemas.ts';
import type { Site } from '../values/site.ts';
import { eachOnce, linkedProducers, locatedProducers, namedProducers } from './other-producers.ts';

export interface IdKind {
  /** The component's name, or the path of the resource: `/rooms/{roomId}`. */
  readonly name: string;
  /** The best first. */
  readonly producers: readonly Producer[];
}

/** An operation whose answer holds ids of a kind. */
export interface Producer {
  readonly operation: Operation;
  // Into the body of its success answer, `*` for any item: `/data/*/id`.
  readonly path: string;
  /** Where it is told, if not in the body: at the end of `Location`, or by the client, who chooses it. */
  readonly by?: 'location' | 'client';
  /** For the cursor of a list: what makes members of it, if anything does, so that it has a second page. */
  readonly pages?: { readonly members: Operation | undefined };
}

export type IdKinds = ReadonlyMap<string, IdKind>;

/** @param given kinds that the caller gives ids for; they are ids whatever the contract says */
export function idKindsOf(contract: Contract, schemas: Schemas, given: readonly string[]): IdKinds {
  const kinds = new Map<string, IdKind>();
  const collections = collectionsOf(contract, schemas);
  const links = linksOf(contract);
  const traffic = contract.operations.map((operation) => trafficOf(schemas, operation));
  const answering = answeringWith(traffic);
  for (const name of Object.keys(componentSchemas(schemas))) {
    const pointer = componentPointer(name);
    const own = collections.get(name) ?? NO_COLLECTION;
    const producers = (answering.get(pointer) ?? []).flatMap((each) => producerOf(each, pointer, own));
    const isId = own.size > 0 || producers.some(({ path }) => path.endsWith('/id'));
    if (given.includes(name) || (isId && isOpaque(schemas, name))) {
      const linked = linkedProducers(links, (operation, parameter) =>
        operation.parameters.some(
          (each) => each.name === parameter && componentOf(schemas, each.schemaPointer) === name,
        ),
      );
      const others = [...linked, ...producers, ...toldElsewhere(contract, own)];
      kinds.set(name, { name, producers: ranked(eachOnce(others), own) });
    }
  }
  for (const { operation } of traffic) {
    for (const parameter of operation.parameters) {
      const name = inlineKind(operation.path, parameter);
      if (
        name === undefined ||
        kinds.has(name) ||
        componentOf(schemas, parameter.schemaPointer) !== undefined ||
        isListed(schemas, parameter.schemaPointer)
      )
        continue;
      const producers =
        parameter.in === 'path'
          ? inlineProducers(contract, traffic, links, name, parameter.name)
          : cursorProducers(traffic, operation);
      if (producers.length > 0) kinds.set(name, { name, producers });
    }
  }
  return kinds;
}

/** The producers of members of the collections whose answers need not hold an id. */
function toldElsewhere({ operations }: Contract, collections: ReadonlySet<string>): Producer[] {
  return [...locatedProducers(operations, collections), ...namedProducers(operations, collections)];
}

/** What goes into an operation and what comes out of it, by the schemas' places in the document. */
interface Traffic {
  readonly operation: Operation;
  /** The schemas of its required parameters. */
  readonly asked: ReadonlySet<string>;
  /** The schemas of its body. */
  readonly sent: ReadonlySet<string>;
  /** The places of its success answers. */
  readonly received: readonly Pick<Site, 'path' | 'pointer'>[];
}

function trafficOf(schemas: Schemas, operation: Operation): Traffic {
  const pointersIn = (pointers: readonly string[]): Set<string> =>
    new Set(pointers.flatMap((pointer) => schemas.sitesAt(pointer).map((site) => site.pointer)));
  const { parameters, body, responses } = operation;
  const required = parameters.filter((parameter) => parameter.required);
  const success = responses.filter(({ status }) => status.startsWith('2'));
  return {
    operation,
    asked: pointersIn(required.map(({ schemaPointer }) => schemaPointer)),
    sent: pointersIn(body?.content.map(({ schemaPointer }) => schemaPointer) ?? []),
    received: success.flatMap(({ content }) =>
      content.flatMap(({ schemaPointer }) => schemas.sitesAt(schemaPointer)),
    ),
  };
}

/** By the place of a schema, whose success answers have a value of it. */
function answeringWith(traffic: readonly Traffic[]): Map<string, Traffic[]> {
  const answering = new Map<string, Traffic[]>();
  for (const each of traffic) {
    for (const pointer of new Set(each.received.map((site) => site.pointer))) {
      const known = answering.get(pointer);
      if (known === undefined) answering.set(pointer, [each]);
      else known.push(each);
    }
  }
  return answering;
}

function producerOf(
  { operation, asked, sent, received }: Traffic,
  pointer: string,
  collections: ReadonlySet<string>,
): Producer[] {
  const isOwn = collections.has(operation.path);
  // Who asks for an id is not where one comes from. A creation in the id's own collection may refer to
  // another member, as a folder refers to the one around it.
  if (asked.has(pointer) || (sent.has(pointer) && !isOwn)) return [];
  const site = received.find((each) => each.pointer === pointer);
  if (site === undefined) return [];
  // An action that only mentions an id has effects that nobody asked for.
  const isSource = operation.method === 'get' || isOwn || site.path.endsWith('/id');
  return isSource ? [{ operation, path: site.path }] : [];
}

/** The kind of id that a parameter of a request to `path` holds, or `undefined` where it is a plain value. */
export function kindOfParameter(
  kinds: IdKinds,
  schemas: Schemas,
  path: string,
  parameter: Parameter,
): string | undefined {
  const name = componentOf(schemas, parameter.schemaPointer) ?? inlineKind(path, parameter);
  return name !== undefined && kinds.has(name) ? name : undefined;
}

/** What a kind without a component schema is called: by its resource, or by its list. */
function inlineKind(path: string, { in: place, name }: Parameter): string | undefined {
  if (place === 'path') {
    const resource = resourcePath(path, name);
    // What comes after an id in its segment is a file's extension, or a verb.
    return /\{[^/]*\{/.test(resource.slice(resource.lastIndexOf('/'))) ? undefined : resource;
  }
  return place === 'query' && CURSOR_PARAMETER.test(name) ? `${path}?${name}` : undefined;
}

/** Names under which APIs ask for the place where a page of a list begins, and tell the next one. */
const CURSOR_PARAMETER = /^(cursor|page_?token|continuation_?token|starting_?after)$/i;
const CURSOR_PROPERTY = /^(next_?|end_?)?(cursor|page_?token|continuation_?token)$/i;

function cursorProducers(traffic: readonly Traffic[], list: Operation): Producer[] {
  const own = traffic.find(({ operation }) => operation === list);
  const site = own?.received.find(({ path }) => CURSOR_PROPERTY.test(path.split('/').at(-1) ?? ''));
  const creation = traffic.find(({ operation: { method, path } }) => method === 'post' && path === list.path);
  return site === undefined
    ? []
    : [{ operation: list, path: site.path, pages: { members: creation?.operation } }];
}

/** A value without parts whose members the contract does not list. */
function isOpaque(schemas: Schemas, component: string): boolean {
  const pointer = componentPointer(component);
  const types = typesOf(levelOf(schemas, [pointer], () => 0));
  return !isListed(schemas, pointer) && types.every((type) => type === 'string' || type === 'integer');
}

/** Whether the contract lists the values: what it says itself is no secret of the target. */
function isListed(schemas: Schemas, pointer: string): boolean {
  const level = levelOf(schemas, [pointer], () => 0);
  return [...valuesOf(level, 'enum'), ...valuesOf(level, 'const')].length > 0;
}

function componentOf(schemas: Schemas, schemaPointer: string): string | undefined {
  const schema = schemas.at(schemaPointer);
  return isObject(schema) && typeof schema['$ref'] === 'string' ? componentNamed(schema['$ref']) : undefined;
}

function componentSchemas(schemas: Schemas): JsonObject {
  return objectOf(schemas.at('/components/schemas'));
}

function componentPointer(name: string): string {
  return toPointer(['components', 'schemas', name]);
}

/**
 * By component, the paths of the collections whose members have it as their id: `/campaigns` for
 * `/campaigns/{campaignId}/start`.
 */
function collectionsOf(contract: Contract, schemas: Schemas): Map<string, ReadonlySet<string>> {
  const ids = contract.operations.flatMap(({ path, parameters }) =>
    parameters
      .filter((parameter) => parameter.in === 'path')
      .map(({ name, schemaPointer }) => ({
        component: componentOf(schemas, schemaPointer),
        collection: collectionOf(resourcePath(path, name)),
      })),
  );
  const groups = Map.groupBy(ids, ({ component }) => component ?? '');
  return new Map(
    [...groups].map(([component, group]) => [component, new Set(group.map(({ collection }) => collection))]),
  );
}

const NO_COLLECTION: ReadonlySet<string> = new Set();

/** Creation in the collection, its list, another creation, anything else; the plainest answer first. */
function ranked(producers: readonly Producer[], collections: ReadonlySet<string>): Producer[] {
  const rank = ({ operation: { method, path }, by }: Producer): number => {
    const inCollection = collections.has(path);
    if (method === 'post') return inCollection ? 0 : 2;
    if (by === 'client') return 1;
    return method === 'get' ? (inCollection ? 1 : 3) : 4;
  };
  const depth = ({ path }: Producer): number => path.split('/').length;
  return [...producers].sort((one, other) => rank(one) - rank(other) || depth(one) - depth(other));
}

/** The answers of `POST` and `GET` on the collection, where they name the id as its parameter does, or `id`. */
function inlineProducers(
  contract: Contract,
  traffic: readonly Traffic[],
  links: readonly Link[],
  path: string,
  parameterName: string,
): Producer[] {
  const collection = collectionOf(path);
  const linked = linkedProducers(
    links,
    (operation, parameter) => parameter === parameterName && `${operation.path}/`.startsWith(`${path}/`),
  );
  const producers = traffic
    .filter(
      ({ operation }) =>
        operation.path === collection && (operation.method === 'post' || operation.method === 'get'),
    )
    .flatMap(({ operation, received }) => {
      const sites = received.filter((site) =>
        ['id', parameterName].includes(site.path.split('/').at(-1) ?? ''),
      );
      const [nearest] = sites.sort((one, other) => one.path.length - other.path.length);
      return nearest === undefined ? [] : [{ operation, path: nearest.path }];
    });
  const own = new Set([collection]);
  return ranked(eachOnce([...linked, ...producers, ...toldElsewhere(contract, own)]), own);
}

/** `/rooms/{roomId}/beds` and `roomId` → `/rooms/{roomId}` */
function resourcePath(path: string, parameter: string): string {
  return path.slice(0, path.indexOf(`{${parameter}}`) + parameter.length + 2);
}

function collectionOf(resourcePath: string): string {
  return resourcePath.slice(0, resourcePath.lastIndexOf('/'));
}
