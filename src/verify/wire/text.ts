/** Between a value and its text on the wire, where every value is text. */
import { isObject, type Json, type JsonObject } from '@countersign/contract';
import {
  type EffectiveSchema,
  effectiveSchemaOf,
  itemPointers,
  type JsonType,
  propertyPointers,
} from '../values/effective-schema.ts';
import type { Schemas } from '../values/schemas.ts';
import { Unwritable } from './unwritable.ts';

/**
 * How a value without parts is written in a path, a query, a header or a form.
 *
 * @throws {Unwritable} it has parts, or is null: no style says how those are written
 */
export function textOf(value: Json): string {
  if (value === null) throw new Unwritable('null has no text of its own');
  if (typeof value === 'object') throw new Unwritable('a nested value has no such form');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/**
 * What a server reads from `text`, given the types that the contract allows there: `5` is a number
 * where a number may stand, and a string elsewhere.
 */
export function readText(text: string, types: ReadonlySet<JsonType>): Json {
  if ((types.has('number') || types.has('integer')) && JSON_NUMBER.test(text)) return Number(text);
  if (types.has('boolean') && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}

const JSON_NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;

/** What a server reads from the texts of an array's items. */
export function readItems(schemas: Schemas, pointer: string, texts: readonly string[]): Json[] {
  const effective = plainly(schemas, pointer);
  return texts.map((text, index) => readText(text, typesAtAny(schemas, itemPointers(effective, index))));
}

/** What a server reads from the texts of an object's properties. */
export function readEntries(
  schemas: Schemas,
  pointer: string,
  entries: readonly (readonly [name: string, text: string])[],
): JsonObject {
  const effective = plainly(schemas, pointer);
  return Object.fromEntries(
    entries.map(([name, text]) => [
      name,
      readText(text, typesAtAny(schemas, propertyPointers(effective, name))),
    ]),
  );
}

/** Whether the schema at `pointer` declares the property. */
export function isDeclared(schemas: Schemas, pointer: string, name: string): boolean {
  return plainly(schemas, pointer).schemas.some(
    ({ schema: { properties } }) => isObject(properties) && Object.hasOwn(properties, name),
  );
}

export type Shape = 'text' | 'array' | 'object';

/** What a server takes a value for before it has looked at it: a text wherever that is allowed. */
export function shapeOf(types: ReadonlySet<JsonType>): Shape {
  if (types.has('string')) return 'text';
  return types.has('array') ? 'array' : types.has('object') ? 'object' : 'text';
}

/** The types that any of the schemas allows. */
export function typesAtAny(schemas: Schemas, pointers: readonly string[]): ReadonlySet<JsonType> {
  const [only, ...others] = pointers;
  if (only !== undefined && others.length === 0) return schemas.typesAt(only);
  return new Set(pointers.flatMap((pointer) => [...schemas.typesAt(pointer)]));
}

function plainly(schemas: Schemas, pointer: string): EffectiveSchema {
  return effectiveSchemaOf(schemas, [pointer], () => 0);
}
