/** A parameter that is the whole query, by its media type (OpenAPI 3.2 §4.12.1). */
import { isObject, type Json, type JsonObject, objectOf, type Parameter } from '@countersign/contract';
import type { Schemas } from '../values/schemas.ts';
import { contentText } from './content-text.ts';
import { SchemaFields, styleOf } from './fields.ts';
import { readForm } from './form.ts';
import { kindOfMedia } from './media-kind.ts';
import { decode, encode } from './percent.ts';
import { readText, textOf } from './text.ts';
import { Unwritable } from './unwritable.ts';
import { type Pair, writePairs } from './write-style.ts';

/**
 * The query, percent-encoded.
 *
 * @throws {Unwritable} the value has no form in that media type, or one that is no query at all
 */
export function writeWholeQuery({ mediaType = '', encoding = {} }: Parameter, value: Json): string {
  const text =
    kindOfMedia(mediaType) === 'form' ? formText(value, encoding) : encode(contentText(mediaType, value));
  if (text === '') throw new Unwritable('an empty query cannot be told from none');
  return text;
}

function formText(value: Json, encoding: JsonObject): string {
  if (!isObject(value)) throw new Unwritable('a form is an object');
  const pairs = Object.entries(value).flatMap(([name, part]) =>
    fieldPairs(name, part, objectOf(encoding[name])),
  );
  return pairs.map(([name, text]) => `${name}=${text}`).join('&');
}

function fieldPairs(name: string, value: Json, encoding: JsonObject): Pair[] {
  const styled = styleOf(encoding, name, '');
  if (styled?.explode === true && styled.style === 'form' && isObject(value)) {
    throw new Unwritable("the properties of an exploded object cannot be told from the form's own");
  }
  if (styled !== undefined) return writePairs(styled, value);
  const write = (item: Json): Pair => [
    encode(name),
    encode(typeof item === 'object' && item !== null ? JSON.stringify(item) : textOf(item)),
  ];
  const isJson = /[/+]json\b/.test(String(encoding['contentType'] ?? ''));
  if (!Array.isArray(value) || isJson)
    return [isJson ? [encode(name), encode(JSON.stringify(value))] : write(value)];
  if (value.length === 0) throw new Unwritable('a list without items cannot be told from no list');
  return value.map(write);
}

/** What a server finds in the query, without `?`; `undefined` where there is none. */
export function readWholeQuery(
  schemas: Schemas,
  { mediaType = '', encoding, schemaPointer }: Parameter,
  query: string,
): Json | undefined {
  if (query === '') return undefined;
  const kind = kindOfMedia(mediaType);
  if (kind === 'form') return readForm(schemas, new SchemaFields(schemas, schemaPointer, encoding), query);
  const text = decode(query);
  if (kind !== 'json') return readText(text, schemas.typesAt(schemaPointer));
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
