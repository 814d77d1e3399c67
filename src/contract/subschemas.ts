/** The schemas inside a schema, and which part of a value each is about. */
import { arrayOf, isObject, type JsonObject, objectOf, toPointer } from './json.ts';

interface Subschema {
  /** Into the schema. */
  readonly pointer: string;
  /** Into the value. */
  readonly path: string;
}

/** The schemas directly below `schema` that speak of its value or of a part of it. */
export function subschemas(schema: JsonObject): Subschema[] {
  const keyed = (keyword: string, path: (name: string) => string): Subschema[] =>
    Object.keys(objectOf(schema[keyword])).map((name) => ({
      pointer: toPointer([keyword, name]),
      path: path(name),
    }));
  const listed = (keyword: string, path: (index: number) => string): Subschema[] =>
    arrayOf(schema[keyword]).map((_, index) => ({
      pointer: toPointer([keyword, index]),
      path: path(index),
    }));
  const single = (keyword: string, path: string): Subschema[] =>
    isObject(schema[keyword]) ? [{ pointer: `/${keyword}`, path }] : [];
  return [
    ...keyed('properties', (name) => toPointer([name])),
    ...keyed('patternProperties', () => '/*'),
    ...single('additionalProperties', '/*'),
    ...single('unevaluatedProperties', '/*'),
    ...listed('prefixItems', (index) => toPointer([index])),
    ...single('items', '/*'),
    ...single('unevaluatedItems', '/*'),
    ...listed('allOf', () => ''),
    ...listed('oneOf', () => ''),
    ...listed('anyOf', () => ''),
    ...(schema['if'] === undefined ? [] : [...single('then', ''), ...single('else', '')]),
    ...keyed('dependentSchemas', () => ''),
  ];
}
