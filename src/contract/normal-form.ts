/** OpenAPI 3.0 documents are read as 3.1: the few keywords that changed their meaning are rewritten. */
import { resolveAnchors } from './anchors.ts';
import { isObject, type Json, type JsonObject } from './json.ts';

/**
 * A copy of `document` in OpenAPI 3.1 terms, in which every `$ref` is a JSON pointer.
 *
 * Source: OpenAPI 3.0.4 §4.7.23 (what stands beside `$ref`) and §4.7.24 (nullable, exclusiveMinimum,
 * exclusiveMaximum, example).
 */
export function toNormalForm(document: JsonObject): JsonObject {
  const copy = structuredClone(document);
  if (!String(copy['openapi']).startsWith('3.0.')) {
    resolveAnchors(copy);
    return copy;
  }
  rewrite(copy, []);
  return { ...copy, openapi: '3.1.0' };
}

function rewrite(value: Json, path: readonly string[]): void {
  if (Array.isArray(value)) {
    value.forEach((item, index) => {
      rewrite(item, [...path, String(index)]);
    });
  } else if (isObject(value)) {
    if (!isPropertyMap(path)) {
      // A path item is the one object that may have fields of its own beside its reference.
      const isReference = typeof value['$ref'] === 'string' && path.at(-2) !== 'paths';
      if (isReference) keepOnly(value, '$ref');
      else rewriteSchema(value);
    }
    for (const [key, child] of Object.entries(value)) {
      if (!isData(key, path)) rewrite(child, [...path, key]);
    }
  }
}

/** A mapping whose keys are names that the author chose: a key `nullable` in it is no keyword. */
function isPropertyMap(path: readonly string[]): boolean {
  const last = path.at(-1);
  return (
    (last === 'properties' || last === 'patternProperties' || last === 'schemas') &&
    path.at(-2) !== 'properties'
  );
}

/** What stands below these is a value, not a schema. */
function isData(key: string, path: readonly string[]): boolean {
  return !isPropertyMap(path) && ['example', 'examples', 'default', 'enum', 'const'].includes(key);
}

function keepOnly(value: JsonObject, wanted: string): void {
  for (const key of Object.keys(value)) if (key !== wanted) delete value[key];
}

function rewriteSchema(schema: JsonObject): void {
  if (typeof schema['nullable'] === 'boolean') {
    const { nullable, type } = schema;
    delete schema['nullable'];
    // Beside `enum` it changes nothing: null must be one of the members as well.
    if (nullable && typeof type === 'string') schema['type'] = [type, 'null'];
  }
  rewriteExclusive(schema, 'minimum', 'exclusiveMinimum');
  rewriteExclusive(schema, 'maximum', 'exclusiveMaximum');
}

function rewriteExclusive(schema: JsonObject, bound: string, exclusive: string): void {
  if (typeof schema[exclusive] !== 'boolean') return;
  const isExclusive = schema[exclusive];
  const limit = schema[bound];
  delete schema[exclusive];
  if (isExclusive && limit !== undefined) {
    schema[exclusive] = limit;
    delete schema[bound];
  }
}
