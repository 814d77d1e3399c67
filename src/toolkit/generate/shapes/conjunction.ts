/** The schemas that one value must satisfy all at once, and what they say together of its type. */
import { isDeepStrictEqual } from 'node:util';
import { arrayOf, at, isObject, type Json, type JsonObject, keywordsThat } from '@countersign/contract';
import { both, type JsonType, type JsonTypes, typeOf } from './shape.ts';

/** `allOf` taken apart. */
export interface Conjunction {
  /** Those written at the place itself, or where a reference leads that has no name of its own. */
  readonly own: readonly JsonObject[];
  /** References to what is typed under a name. */
  readonly references: readonly string[];
  /** Whether one of them is `false`. */
  readonly isImpossible: boolean;
}

/** @param isNamed whether what a reference leads to is typed under a name */
export function conjunctionOf(
  document: JsonObject,
  schemas: readonly Json[],
  isNamed: (reference: string) => boolean,
): Conjunction {
  const own = new Set<JsonObject>();
  const references = new Set<string>();
  let isImpossible = false;
  const add = (schema: Json | undefined): void => {
    if (schema === false) isImpossible = true;
    if (!isObject(schema) || own.has(schema)) return;
    own.add(schema);
    const { $ref: reference } = schema;
    if (typeof reference === 'string') {
      if (isNamed(reference)) references.add(reference);
      else add(at(document, reference));
    }
    for (const part of arrayOf(schema['allOf'])) add(part);
  };
  for (const schema of schemas) add(schema);
  return { own: [...own], references: [...references], isImpossible };
}

/** `schemas` with `allOf` and references followed: every schema that a value must satisfy, whatever branch it takes. */
export function everySchemaOf(document: JsonObject, schemas: readonly Json[]): JsonObject[] {
  const found = new Set<JsonObject>();
  const add = (schema: Json | undefined): void => {
    if (!isObject(schema) || found.has(schema)) return;
    found.add(schema);
    if (typeof schema['$ref'] === 'string') add(at(document, schema['$ref']));
    for (const part of arrayOf(schema['allOf'])) add(part);
  };
  for (const schema of schemas) add(schema);
  return [...found];
}

/** The types that `type` allows in all of `schemas`. */
export function declaredTypes(schemas: readonly JsonObject[]): JsonTypes {
  return schemas
    .map(({ type }) => (type === undefined ? undefined : new Set([type].flat().flatMap(toType))))
    .reduce<JsonTypes>(both, undefined);
}

const TYPES: ReadonlyMap<Json, JsonType> = new Map<Json, JsonType>([
  ['string', 'string'],
  ['number', 'number'],
  ['integer', 'number'],
  ['boolean', 'boolean'],
  ['object', 'object'],
  ['array', 'array'],
  ['null', 'null'],
]);

function toType(name: Json): JsonType[] {
  const type = TYPES.get(name);
  return type === undefined ? [] : [type];
}

const OF_OBJECTS = keywordsThat(({ suggests }) => suggests === 'object');
const OF_ARRAYS = keywordsThat(({ suggests, holds }) => suggests === 'array' && holds?.of === 'item');

/**
 * The types that are meant where no `type` is: of an object where members are described, of an array where items are.
 * By JSON Schema any other type would do as well, which nobody means who writes `properties`.
 */
export function impliedTypes(schemas: readonly JsonObject[]): JsonTypes {
  const has = (keywords: readonly string[]): boolean =>
    schemas.some((schema) => keywords.some((keyword) => schema[keyword] !== undefined));
  const types = new Set<JsonType>();
  if (has(OF_OBJECTS)) types.add('object');
  if (has(OF_ARRAYS)) types.add('array');
  return types.size === 0 ? undefined : types;
}

/** The values that all of `schemas` list, by `enum` or `const`; `undefined` where none lists any. */
export function listedValues(schemas: readonly JsonObject[]): Json[] | undefined {
  const lists = schemas.flatMap((schema) => [
    ...(schema['enum'] === undefined ? [] : [arrayOf(schema['enum'])]),
    ...(schema['const'] === undefined ? [] : [[schema['const']]]),
  ]);
  const [first, ...others] = lists;
  if (first === undefined) return undefined;
  const types = declaredTypes(schemas);
  return first.filter(
    (value) =>
      (types === undefined || types.has(typeOf(value))) &&
      others.every((list) => list.some((other) => isDeepStrictEqual(other, value))) &&
      !schemas.some(({ not: excluded }) => isObject(excluded) && excludes(excluded, value)),
  );
}

/** Whether `schema` is a list that holds `value`, and nothing more. */
function excludes(schema: JsonObject, value: Json): boolean {
  if (Object.keys(schema).length !== 1) return false;
  return (listedValues([schema]) ?? []).some((listed) => isDeepStrictEqual(listed, value));
}
