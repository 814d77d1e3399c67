/** openapi-typescript knows OpenAPI 3.1: what 3.2 adds is written in its words first, with marks where it has none. */
import {
  type Contract,
  isObject,
  type Json,
  type JsonObject,
  objectOf,
  resolved,
  walk,
} from '@countersign/contract';

import { nameOperations } from './named-operations.ts';

/** Stands for the name of the parameter that is the whole query. */
export const WHOLE_QUERY = '(the whole query)';

/** The method under which an operation of another one is typed, at a path of its own. */
export const STAND_IN = 'post';

/** The path at which the operation of a method is typed that OpenAPI 3.1 does not know. No path has spaces. */
export function standInPath(path: string, method: string): string {
  return `${path} ${method}`;
}

/** What a stand-in stands for: `undefined` for a path of the contract. */
export function standsFor(path: string): { readonly path: string; readonly method: string } | undefined {
  const space = path.indexOf(' ');
  return space < 0 ? undefined : { path: path.slice(0, space), method: path.slice(space + 1) };
}

/**
 * A copy of the contract's document without what is new in OpenAPI 3.2, its operations under their ids.
 * `withNewerTypes` puts the types of what is new where they belong.
 */
export function plainDocument({ document, operations }: Contract): JsonObject {
  const copy = structuredClone(document);
  nameOperations(copy, operations);
  walk(copy, (object, path) => {
    if (path.at(-1) === 'components') delete object['mediaTypes'];
    const { content, itemSchema } = object;
    if (isObject(content)) object['content'] = followEach(document, content);
    if (itemSchema !== undefined && isMedia(path)) listItems(object, itemSchema);
    if (object['in'] === 'querystring') nameWholeQuery(object);
    // Which values mean the default is not said by a name, and `const` and `not` in the branches tell the rest.
    if (objectOf(object['discriminator'])['defaultMapping'] !== undefined) delete object['discriminator'];
  });
  moveMethods(copy);
  return { ...copy, openapi: '3.1.0' };
}

/** Media types by reference are new as well. */
function followEach(document: JsonObject, content: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(content).map(([type, media]) => [type, structuredClone(resolved(document, media) ?? {})]),
  );
}

function isMedia(path: readonly string[]): boolean {
  return path.at(-2) === 'content';
}

/** The normal form refers to the schema of an item at a place that has no type. */
function listItems(media: JsonObject, itemSchema: Json): void {
  const { schema } = media;
  delete media['itemSchema'];
  if (!isObject(schema) || schema['type'] !== 'array') return;
  media['schema'] = { ...schema, items: itemSchema };
}

function nameWholeQuery(parameter: JsonObject): void {
  const [media] = Object.values(objectOf(parameter['content']));
  Object.assign(parameter, { in: 'query', name: WHOLE_QUERY, schema: objectOf(media)['schema'] ?? true });
  delete parameter['content'];
}

function moveMethods(copy: JsonObject): void {
  const paths = objectOf(copy['paths']);
  for (const [path, item] of Object.entries(paths)) {
    const others = methodsOf(objectOf(item));
    if (others.length === 0) continue;
    const { query: _, additionalOperations: __, ...plain } = objectOf(item);
    paths[path] = plain;
    for (const [method, operation] of others) {
      const { parameters = [] } = plain;
      paths[standInPath(path, method)] = { parameters: structuredClone(parameters), [STAND_IN]: operation };
    }
  }
}

function methodsOf({ query, additionalOperations }: JsonObject): [method: string, operation: JsonObject][] {
  const all = { ...(query === undefined ? {} : { query }), ...objectOf(additionalOperations) };
  return Object.entries(all).flatMap(([method, operation]) =>
    isObject(operation) ? [[method, operation]] : [],
  );
}
