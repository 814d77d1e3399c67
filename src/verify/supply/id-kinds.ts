/**
 * Which values of a contract are ids that only the target knows, and which operations give them.
 *
 * An id is a component schema of its own (`CampaignId`) that stands in a path, or that an answer calls `id`,
 * and every place that holds one refers to it. In a contract without such schemas it is the path parameter
 * of a resource (`/rooms/{roomId}`). The cursor of a list is a value of that sort, too.
 */
import type { Contract, Operation, Parameter } from '../../contract/contract.ts';
import { at, fromPointer, isObject, type JsonObject, toPointer } from '../../contract/json.ts';
import { levelOf, typesOf, valuesOf } from '../values/level.ts';
import { sitesOf } from '../values/site.ts';

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
  /** For the cursor of a list: what makes members of it, if anything does, so that it has a second page. */
  readonly pages?: { readonly members: Operation | undefined };
}

export type IdKinds = ReadonlyMap<string, IdKind>;

/** @param given kinds that the caller gives ids for; they are ids whatever the contract says */
export function idKindsOf(contract: Contract, given: readonly string[]): IdKinds {
  const kinds = new Map<string, IdKind>();
  for (const name of Object.keys(componentSchemas(contract.document))) {
    const pointer = componentPointer(name);
    const collections = collectionsOf(contract, pointer);
    const producers = contract.operations.flatMap((operation) => {
      if (consumes(contract, operation, pointer, collections)) return [];
      const site = successSites(contract, operation).find((each) => each.pointer === pointer);
      // An action that only mentions an id has effects that nobody asked for.
      const isSource =
        operation.method === 'get' || collections.has(operation.path) || site?.path.endsWith('/id');
      return site === undefined || isSource !== true ? [] : [{ operation, path: site.path }];
    });
    const isId = collections.size > 0 || producers.some(({ path }) => path.endsWith('/id'));
    if (given.includes(name) || (isId && isOpaque(contract, name))) {
      kinds.set(name, { name, producers: ranked(producers, collections) });
    }
  }
  for (const operation of contract.operations) {
    for (const parameter of operation.parameters) {
      const name = inlineKind(operation.path, parameter);
      if (
        name === undefined ||
        kinds.has(name) ||
        componentOf(contract, parameter.schemaPointer) !== undefined
      )
        continue;
      const producers =
        parameter.in === 'path'
          ? inlineProducers(contract, collectionOf(name), parameter.name)
          : cursorProducers(contract, operation);
      if (producers.length > 0) kinds.set(name, { name, producers });
    }
  }
  return kinds;
}

/** The kind of id that a parameter of a request to `path` holds, or `undefined` where it is a plain value. */
export function kindOfParameter(
  kinds: IdKinds,
  contract: Contract,
  path: string,
  parameter: Parameter,
): string | undefined {
  const name = componentOf(contract, parameter.schemaPointer) ?? inlineKind(path, parameter);
  return name !== undefined && kinds.has(name) ? name : undefined;
}

/** What a kind without a component schema is called: by its resource, or by its list. */
function inlineKind(path: string, { in: place, name }: Parameter): string | undefined {
  if (place === 'path') return resourcePath(path, name);
  return place === 'query' && CURSOR_PARAMETER.test(name) ? `${path}?${name}` : undefined;
}

/** Names under which APIs ask for the place where a page of a list begins, and tell the next one. */
const CURSOR_PARAMETER = /^(cursor|page_?token|continuation_?token|starting_?after)$/i;
const CURSOR_PROPERTY = /^(next_?|end_?)?(cursor|page_?token|continuation_?token)$/i;

function cursorProducers(contract: Contract, list: Operation): Producer[] {
  const site = successSites(contract, list).find(({ path }) =>
    CURSOR_PROPERTY.test(path.split('/').at(-1) ?? ''),
  );
  const members = contract.operations.find(({ method, path }) => method === 'post' && path === list.path);
  return site === undefined ? [] : [{ operation: list, path: site.path, pages: { members } }];
}

/** A value without parts whose members the contract does not list. */
function isOpaque(contract: Contract, component: string): boolean {
  const level = levelOf(contract.document, [componentPointer(component)], () => 0);
  const isListed = [...valuesOf(level, 'enum'), ...valuesOf(level, 'const')].length > 0;
  return !isListed && typesOf(level).every((type) => type === 'string' || type === 'integer');
}

function componentOf(contract: Contract, schemaPointer: string): string | undefined {
  const schema = at(contract.document, schemaPointer);
  if (!isObject(schema) || typeof schema['$ref'] !== 'string') return undefined;
  const [section, group, name, ...rest] = fromPointer(schema['$ref']);
  return section === 'components' && group === 'schemas' && rest.length === 0 ? name : undefined;
}

function componentSchemas(document: JsonObject): JsonObject {
  const schemas = at(document, '/components/schemas');
  return isObject(schemas) ? schemas : {};
}

function componentPointer(name: string): string {
  return toPointer(['components', 'schemas', name]);
}

/**
 * Whether an operation asks for an id of that kind: then it is not where one comes from. A creation in the
 * id's own collection may refer to another member, as a folder refers to the one around it.
 */
function consumes(
  contract: Contract,
  { parameters, body, path }: Operation,
  pointer: string,
  collections: ReadonlySet<string>,
): boolean {
  const holds = (schemaPointer: string): boolean =>
    sitesOf(contract.document, schemaPointer).some((site) => site.pointer === pointer);
  if (parameters.some((parameter) => parameter.required && holds(parameter.schemaPointer))) return true;
  if (body === undefined || collections.has(path)) return false;
  return body.content.some(({ schemaPointer }) => holds(schemaPointer));
}

function successSites(contract: Contract, operation: Operation): { path: string; pointer: string }[] {
  return operation.responses
    .filter(({ status }) => status.startsWith('2'))
    .flatMap(({ content }) =>
      content.flatMap(({ schemaPointer }) => sitesOf(contract.document, schemaPointer)),
    );
}

/** The paths of the collections whose members have the id: `/campaigns` for `/campaigns/{campaignId}/start`. */
function collectionsOf(contract: Contract, pointer: string): Set<string> {
  return new Set(
    contract.operations.flatMap(({ path, parameters }) =>
      parameters
        .filter(({ in: place, schemaPointer }) => {
          const component = componentOf(contract, schemaPointer);
          return place === 'path' && component !== undefined && componentPointer(component) === pointer;
        })
        .map(({ name }) => collectionOf(resourcePath(path, name))),
    ),
  );
}

/** Creation in the collection, its list, another creation, anything else; the plainest answer first. */
function ranked(producers: readonly Producer[], collections: ReadonlySet<string>): Producer[] {
  const rank = ({ operation: { method, path } }: Producer): number => {
    const inCollection = collections.has(path);
    if (method === 'post') return inCollection ? 0 : 2;
    return method === 'get' ? (inCollection ? 1 : 3) : 4;
  };
  const depth = ({ path }: Producer): number => path.split('/').length;
  return [...producers].sort((one, other) => rank(one) - rank(other) || depth(one) - depth(other));
}

/** The answers of `POST` and `GET` on the collection, where they name the id as its parameter does, or `id`. */
function inlineProducers(contract: Contract, collection: string, parameterName: string): Producer[] {
  const producers = contract.operations
    .filter(({ path, method }) => path === collection && (method === 'post' || method === 'get'))
    .flatMap((operation) => {
      const sites = successSites(contract, operation).filter(({ path }) =>
        ['id', parameterName].includes(path.split('/').at(-1) ?? ''),
      );
      const [nearest] = sites.sort((one, other) => one.path.length - other.path.length);
      return nearest === undefined ? [] : [{ operation, path: nearest.path }];
    });
  return ranked(producers, new Set([collection]));
}

/** `/rooms/{roomId}/beds` and `roomId` → `/rooms/{roomId}` */
function resourcePath(path: string, parameter: string): string {
  return path.slice(0, path.indexOf(`{${parameter}}`) + parameter.length + 2);
}

function collectionOf(resourcePath: string): string {
  return resourcePath.slice(0, resourcePath.lastIndexOf('/'));
}
