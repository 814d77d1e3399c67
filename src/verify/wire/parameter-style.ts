/** How a parameter's value is written, and read back, by its `style` (OpenAPI 3.1 §4.8.12.6). */
import type { Parameter } from '../../contract/contract.ts';
import { isObject, type Json, type JsonObject } from '../../contract/json.ts';
import type { Schemas } from '../values/schemas.ts';
import { partPointer, readText, textOf } from './text.ts';

/** A value of this parameter cannot be written: the style has no way to say it. */
export class Unwritable extends Error {}

/** The pairs of a query or cookie, percent-encoded. */
export function writePairs(parameter: Parameter, value: Json): [name: string, text: string][] {
  const { name, style, explode } = parameter;
  if (parameter.mediaType !== undefined) return [[encode(name), encode(JSON.stringify(value))]];
  if (isObject(value)) {
    const entries = Object.entries(value);
    if (style === 'deepObject') {
      return entries.map(([key, part]) => [encode(`${name}[${key}]`), encode(plainText(part))]);
    }
    if (explode) return entries.map(([key, part]) => [encode(key), encode(plainText(part))]);
    return [[encode(name), entries.flat().map(plainPart).join(',')]];
  }
  if (!Array.isArray(value)) return [[encode(name), encode(textOf(value))]];
  if (explode) return value.map((item) => [encode(name), encode(plainText(item))]);
  return [[encode(name), value.map(plainPart).join(delimiterOf(style))]];
}

/** The text of a path segment; `simple` style. */
export function writeSegment(parameter: Parameter, value: Json): string {
  if (parameter.style !== 'simple') throw new Unwritable(`style ${parameter.style} is not known`);
  if (isObject(value)) {
    const entries = Object.entries(value);
    return parameter.explode
      ? entries.map(([key, part]) => `${encode(key)}=${plainPart(part)}`).join(',')
      : entries.flat().map(plainPart).join(',');
  }
  return Array.isArray(value) ? value.map(plainPart).join(',') : encode(textOf(value));
}

/** The value of a header field; `simple` style, and nothing is percent-encoded. */
export function writeField(parameter: Parameter, value: Json): string {
  if (parameter.mediaType !== undefined) return fieldText(JSON.stringify(value));
  if (!isObject(value) && !Array.isArray(value)) return fieldText(textOf(value));
  const parts = Array.isArray(value)
    ? value.map(plainText)
    : Object.entries(value).flatMap(([key, part]) =>
        parameter.explode ? [`${key}=${plainText(part)}`] : [key, plainText(part)],
      );
  return fieldText(parts.join(','));
}

/** The value that a server reads from the pairs of a query or cookie, or `undefined` where it finds none. */
export function readPairs(
  schemas: Schemas,
  parameter: Parameter,
  pairs: readonly (readonly [name: string, text: string])[],
): Json | undefined {
  const { name, style, explode, schemaPointer } = parameter;
  const types = schemas.typesAt(schemaPointer);
  const own = pairs.filter(([key]) => decode(key) === name).map(([, text]) => text);
  const [first] = own;
  if (parameter.mediaType !== undefined) return first === undefined ? undefined : readJson(decode(first));
  if (types.has('object') && (style === 'deepObject' || explode) && !types.has('string')) {
    return readObject(schemas, parameter, pairs);
  }
  if (first === undefined) return undefined;
  if (types.has('array') && !types.has('string')) {
    const parts = explode ? own : first.split(delimiterOf(style));
    return readItems(schemas, schemaPointer, parts.map(decode));
  }
  if (types.has('object') && !types.has('string')) {
    return readAlternating(schemas, schemaPointer, first.split(',').map(decode));
  }
  return readText(decode(first), types);
}

/** The value that a server reads from a path segment or a header field. */
export function readSimple(schemas: Schemas, parameter: Parameter, text: string): Json {
  const types = schemas.typesAt(parameter.schemaPointer);
  const unpack = parameter.in === 'path' ? decode : (part: string): string => part;
  if (parameter.mediaType !== undefined) return readJson(unpack(text));
  if (types.has('array') && !types.has('string')) {
    return readItems(schemas, parameter.schemaPointer, text.split(',').map(unpack));
  }
  if (types.has('object') && !types.has('string')) {
    const parts = parameter.explode ? text.split(',').flatMap((part) => part.split('=')) : text.split(',');
    return readAlternating(schemas, parameter.schemaPointer, parts.map(unpack));
  }
  return readText(unpack(text), types);
}

function readItems(schemas: Schemas, pointer: string, parts: readonly string[]): Json[] {
  const items = partPointer(schemas, pointer);
  return parts.map((part) => (items === undefined ? part : readText(part, schemas.typesAt(items))));
}

function readAlternating(schemas: Schemas, pointer: string, parts: readonly string[]): JsonObject {
  const value: JsonObject = {};
  for (let index = 0; index + 1 < parts.length; index += 2) {
    const [key = '', text = ''] = parts.slice(index, index + 2);
    value[key] = readProperty(schemas, pointer, key, text);
  }
  return value;
}

function readObject(
  schemas: Schemas,
  { name, style, schemaPointer }: Parameter,
  pairs: readonly (readonly [name: string, text: string])[],
): JsonObject | undefined {
  const value: JsonObject = {};
  for (const [key, text] of pairs) {
    const property = style === 'deepObject' ? insideBrackets(decode(key), name) : decode(key);
    const declared = property !== undefined && partPointer(schemas, schemaPointer, property) !== undefined;
    if (property !== undefined && (declared || style === 'deepObject')) {
      value[property] = readProperty(schemas, schemaPointer, property, decode(text));
    }
  }
  return Object.keys(value).length === 0 ? undefined : value;
}

function readProperty(schemas: Schemas, pointer: string, property: string, text: string): Json {
  const part = partPointer(schemas, pointer, property);
  return part === undefined ? text : readText(text, schemas.typesAt(part));
}

/** `filter[name]` → `name` */
function insideBrackets(key: string, name: string): string | undefined {
  return key.startsWith(`${name}[`) && key.endsWith(']') ? key.slice(name.length + 1, -1) : undefined;
}

function readJson(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function delimiterOf(style: string): string {
  return { spaceDelimited: '%20', pipeDelimited: '%7C' }[style] ?? ',';
}

function plainPart(value: Json): string {
  return encode(plainText(value));
}

/** Styles say nothing of parts that have parts themselves. */
function plainText(value: Json): string {
  if (typeof value === 'object' && value !== null) throw new Unwritable('a nested value has no such form');
  return textOf(value);
}

/** RFC 9110 §5.5: visible ASCII, with spaces inside but not around; other characters are not portable. */
function fieldText(text: string): string {
  if (!/^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/.test(text)) {
    throw new Unwritable('a header field cannot carry that text');
  }
  return text;
}

function encode(text: string): string {
  if (!text.isWellFormed()) throw new Unwritable('a lone surrogate cannot be percent-encoded');
  return encodeURIComponent(text);
}

function decode(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '));
}
