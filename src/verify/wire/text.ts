/** Between a value and its text on the wire, where every value is text. */
import { isObject, type Json, type JsonObject, toPointer } from '../../contract/json.ts';
import { type JsonType, levelOf, typesOf } from '../values/level.ts';

/** How a value without parts is written in a path, a query or a header. */
export function textOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The types that the schema at `pointer` allows, in any of its branches. */
export function allowedTypes(document: JsonObject, pointer: string): ReadonlySet<JsonType> {
  const types = new Set<JsonType>();
  for (let branch = 0; branch < MOST_BRANCHES; branch++) {
    const level = levelOf(document, [pointer], (_, count) => branch % count);
    for (const type of typesOf(level)) types.add(type);
  }
  return types;
}

/** More alternatives than this in one parameter are not told apart. */
const MOST_BRANCHES = 8;

/**
 * What a server reads from `text`, given the types that the contract allows there: `5` is a number
 * where a number may stand, and a string elsewhere.
 */
export function readText(text: string, types: ReadonlySet<JsonType>): Json {
  if ((types.has('number') || types.has('integer')) && JSON_NUMBER.test(text)) return Number(text);
  if (types.has('boolean') && (text === 'true' || text === 'false')) return text === 'true';
  if (types.has('null') && !types.has('string') && text === 'null') return null;
  return text;
}

const JSON_NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;

/** Where the schema of an array's items, or of an object's property, stands below `pointer`. */
export function partPointer(document: JsonObject, pointer: string, property?: string): string | undefined {
  const { schemas } = levelOf(document, [pointer], () => 0);
  for (const { schema, pointer: owner } of schemas) {
    if (property === undefined && isObject(schema['items'])) return `${owner}/items`;
    const properties = schema['properties'];
    if (property !== undefined && isObject(properties) && Object.hasOwn(properties, property)) {
      return `${owner}/properties${toPointer([property])}`;
    }
  }
  return undefined;
}
