/**
 * Which values of a contract are ids that only the target knows, and which operations give them.
 *
 * An id is a component schema of its own (`CampaignId`) that stands in a path, or that an answer calls `id`,
 * and every place that holds one refers to it. In a contract without such schemas it is the path parameter
 * of a resource (`/rooms/{roomId}`). The cursor of a list is a value of that sort, too.
 */

import type { Contract, Parameter } from '@countersign/contract';
import { isObject, type JsonObject, type Link, linksOf, objectOf, toPointer } from '@countersign/contract';
import { componentNamed, effectiveSchemaOf, typesOf, valuesOf } from '../../values/effective-schema.ts';
import type { Schemas } from '../../values/schemas.ts';
import { collectionProducers, cursorProducers, producerOf, ranked } from './answer-producers.ts';
import type { IdKind, IdKinds, Producer } from './id-kind.ts';
import { eachOnce, linkedProducers, unansweredProducers } from './other-producers.ts';
import { collectionOf, resourcePath } from './resource-path.ts';
import { answeringWith, type Traffic, trafficOf } from './traffic.ts';

/** @param given kinds that the caller gives ids for; they are ids whatever the contract says */
export function idKindsOf(contract: Contract, schemas: Schemas, given: readonly string[]): IdKinds {
  const kinds = new Map<string, IdKind>();
  const collections = collectionsOf(contract, schemas);
  const links = linksOf(contract);
  const traffic = contract.operations.map((operation) => trafficOf(schemas, operation));
  const answering = answeringWith(traffic);
  const byPath = Map.groupBy(traffic, ({ operation }) => operation.path);
  const trafficAt = (path: string): readonly Traffic[] => byPath.get(path) ?? [];
  for (const name of Object.keys(componentSchemas(schemas))) {
    const pointer = componentPointer(name);
    const own = collections.get(name) ?? NO_COLLECTION;
    const producers = (answering.get(pointer) ?? []).flatMap((traffic) => producerOf(traffic, pointer, own));
    const isId = own.size > 0 || producers.some(({ path }) => path.endsWith('/id'));
    if (given.includes(name) || (isId && isOpaque(schemas, name))) {
      const linked = linkedProducers(links, (operation, parameter) =>
        operation.parameters.some(
          (declared) => declared.name === parameter && componentOf(schemas, declared.schemaPointer) === name,
        ),
      );
      const others = [...linked, ...producers, ...unansweredProducers(contract.operations, own)];
      kinds.set(name, { name, producers: ranked(eachOnce(others), own) });
    }
  }
  for (const own of traffic) {
    const { operation } = own;
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
          ? resourceProducers(contract, trafficAt(collectionOf(name)), links, name, parameter.name)
          : cursorProducers(own, trafficAt(operation.path));
      if (producers.length > 0) kinds.set(name, { name, producers });
    }
  }
  return kinds;
}

/** The producers of the ids of the resource at `path`, which has no component schema for them. */
function resourceProducers(
  { operations }: Contract,
  collection: readonly Traffic[],
  links: readonly Link[],
  path: string,
  parameterName: string,
): Producer[] {
  const linked = linkedProducers(
    links,
    (operation, parameter) => parameter === parameterName && `${operation.path}/`.startsWith(`${path}/`),
  );
  const own = new Set([collectionOf(path)]);
  const answered = collectionProducers(collection, parameterName);
  return ranked(eachOnce([...linked, ...answered, ...unansweredProducers(operations, own)]), own);
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

/** Names under which APIs ask for the place where a page of a list begins. */
const CURSOR_PARAMETER = /^(cursor|page_?token|continuation_?token|starting_?after)$/i;
/** A value without parts whose members the contract does not list. */
function isOpaque(schemas: Schemas, component: string): boolean {
  const pointer = componentPointer(component);
  const types = typesOf(effectiveSchemaOf(schemas, [pointer], () => 0));
  return !isListed(schemas, pointer) && types.every((type) => type === 'string' || type === 'integer');
}

/** Whether the contract lists the values: what it says itself is no secret of the target. */
function isListed(schemas: Schemas, pointer: string): boolean {
  const effective = effectiveSchemaOf(schemas, [pointer], () => 0);
  return [...valuesOf(effective, 'enum'), ...valuesOf(effective, 'const')].length > 0;
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
