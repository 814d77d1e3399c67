/** Between a value and its text on the wire, where every value is text. */
import { isObject, type Json, toPointer } from '../../contract/json.ts';
import { type JsonType, levelOf } from '../values/level.ts';
import type { Schemas } from '../values/schemas.ts';

/** How a value without parts is written in a path, a query or a header. */
export function textOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

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
export function partPointer(schemas: Schemas, pointer: string, property?: string): string | undefined {
  const level = levelOf(schemas, [pointer], () => 0);
  for (const { schema, pointer: owner } of level.schemas) {
    if (property === undefined && isObject(schema['items'])) return `${owner}/items`;
    const properties = schema['properties'];
    if (property !== undefined && isObject(properties) && Object.hasOwn(properties, property)) {
      return `${owner}/properties${toPointer([property])}`;
    }
  }
  return undefined;
}
