/** Looks things up in a bundled document. */
import {
  at,
  fromPointer,
  isObject,
  type Json,
  type JsonObject,
  type JsonSchema,
  LONGEST_REFERENCE_CHAIN,
  objectOf,
  toPointer,
} from './json.ts';

/** A value of the document and where it stands, with references followed. */
export interface Place {
  readonly value: JsonObject;
  readonly pointer: string;
}

/** Follows `$ref` until a value stands there. */
export function follow(document: JsonObject, pointer: string): Place | undefined {
  let place = pointer;
  for (let hops = 0; hops < LONGEST_REFERENCE_CHAIN; hops++) {
    const value = at(document, place);
    if (!isObject(value)) return undefined;
    if (typeof value['$ref'] !== 'string') return { value, pointer: place };
    place = toPointer(fromPointer(value['$ref']));
  }
  return undefined;
}

/** What stands at the end of the references of `schema`: itself, where it is none. */
export function resolved(document: JsonObject, schema: Json | undefined): Json | undefined {
  let value = schema;
  for (let hops = 0; hops < LONGEST_REFERENCE_CHAIN; hops++) {
    if (!isObject(value) || typeof value['$ref'] !== 'string') return value;
    value = at(document, value['$ref']);
  }
  return undefined;
}

/** The object at a pointer; an empty one where there is none. */
export function objectAt(document: JsonObject, pointer: string): JsonObject {
  return objectOf(at(document, pointer));
}

/** The schema at a pointer, its reference not followed. */
export function schemaAt(document: JsonObject, pointer: string): JsonSchema | undefined {
  const value = at(document, pointer);
  return typeof value === 'boolean' || isObject(value) ? value : undefined;
}
