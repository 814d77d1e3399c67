/** All documents are read as 3.1: what 3.0 meant by other words, and what 3.2 has other words for, is rewritten. */
import { resolveAnchors } from './anchors.ts';
import type { JsonObject } from './json.ts';
import { keywordsThat } from './keyword-facts.ts';
import { plainPatterns } from './patterns.ts';
import { listItems } from './sequential-media-types.ts';
import { walk } from './walk.ts';
import { plainNodeTypes } from './xml-nodes.ts';

/**
 * A copy of `document` in OpenAPI 3.1 terms, in which every `$ref` is a JSON pointer.
 *
 * Source: OpenAPI 3.0.4 §4.7.23 (what stands beside `$ref`) and §4.7.24 (nullable, exclusiveMinimum,
 * exclusiveMaximum, example).
 */
export function toNormalForm(document: JsonObject): JsonObject {
  // Through its text: what a YAML alias puts at two places is two things, each with a place of its own.
  const copy: JsonObject = JSON.parse(JSON.stringify(document));
  plainPatterns(copy);
  if (!String(copy['openapi']).startsWith('3.0.')) {
    walk(copy, rewriteLeftovers);
    listItems(copy);
    plainNodeTypes(copy);
    resolveAnchors(copy);
    return copy;
  }
  walk(copy, (object, path) => {
    // A path item is the one object that may have fields of its own beside its reference.
    const isReference = typeof object['$ref'] === 'string' && path.at(-2) !== 'paths';
    if (isReference) keepOnly(object, REFERENCE);
    else rewriteSchema(object);
  });
  return { ...copy, openapi: '3.1.0' };
}

/** What is left of 3.0 in later documents, and what validators refuse to read. */
function rewriteLeftovers(schema: JsonObject): void {
  // Without a type beside it, it meant nothing.
  if (typeof schema['nullable'] === 'boolean' && schema['type'] === undefined) delete schema['nullable'];
  rewriteExclusives(schema);
  rewriteEmptyEnum(schema);
}

/** JSON Schema 2020-12 §6.1.2 allows a list of no values; many a validator does not. */
function rewriteEmptyEnum(schema: JsonObject): void {
  const { enum: values } = schema;
  if (!Array.isArray(values) || values.length > 0) return;
  delete schema['enum'];
  schema['not'] = {};
}

/** What stands beside a reference is ignored; only its direction is no promise that a target could break. */
const REFERENCE: ReadonlySet<string> = new Set([
  '$ref',
  ...keywordsThat(({ direction }) => direction !== undefined),
]);

function keepOnly(value: JsonObject, wanted: ReadonlySet<string>): void {
  for (const key of Object.keys(value)) if (!wanted.has(key)) delete value[key];
}

/** Keywords of later drafts, by which validators would know a schema. */
const IDENTIFIERS = keywordsThat(({ identity }) => identity === 'schema' || identity === 'anchor');

function rewriteSchema(schema: JsonObject): void {
  for (const keyword of IDENTIFIERS) if (typeof schema[keyword] === 'string') delete schema[keyword];
  if (typeof schema['nullable'] === 'boolean') {
    const { nullable, type } = schema;
    delete schema['nullable'];
    // Beside `enum` it changes nothing: null must be one of the members as well.
    if (nullable && typeof type === 'string') schema['type'] = [type, 'null'];
  }
  rewriteExclusives(schema);
  rewriteEmptyEnum(schema);
}

function rewriteExclusives(schema: JsonObject): void {
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
