/** The schemas that a value must all keep: what a schema refers to, and its `allOf`, beside itself. */
import { arrayOf, at, fromPointer, isObject, type JsonObject, toPointer } from '../../json.ts';
import type { SchemaPlace } from '../schema-places.ts';

/** The schema at `pointer` and all that hold with it, each once. */
export function conjunctionOf(document: JsonObject, pointer: string): SchemaPlace[] {
  const places = new Map<string, SchemaPlace>();
  gather(document, pointer, places);
  return [...places.values()];
}

function gather(document: JsonObject, pointer: string, places: Map<string, SchemaPlace>): void {
  const schema = at(document, pointer);
  if (!isObject(schema) || places.has(pointer)) return;
  places.set(pointer, { schema, pointer });
  for (const part of partsOf(schema, pointer)) gather(document, part, places);
}

/** The pointers of the schemas that hold directly beside that at `pointer`. */
export function partsOf(schema: JsonObject, pointer: string): string[] {
  const { $ref: reference } = schema;
  const target = typeof reference === 'string' ? [toPointer(fromPointer(reference))] : [];
  return [...target, ...arrayOf(schema['allOf']).map((_, index) => `${pointer}/allOf/${index}`)];
}
