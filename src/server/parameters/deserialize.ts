/** From what a request says of a parameter to a value whose leaves are texts (OpenAPI 3.1 §4.8.12.6, RFC 6570). */
import type { Json, JsonObject, Parameter } from '@countersign/contract';
import type { TextSchema } from './text-schema.ts';

/** Texts as they were sent, still percent-encoded: names and values in the order of the query. */
export type Pairs = readonly (readonly [name: string, value: string])[];

/** The value of a path, header or cookie parameter; `raw` is what stands in its place. */
export function readText(
  parameter: Parameter,
  schema: TextSchema,
  raw: string,
  decode: (text: string) => string,
): Json {
  const { style, name, explode } = parameter;
  if (style === 'label')
    return readParts(schema, raw.replace(/^\./, ''), explode ? '.' : ',', explode, decode);
  if (style === 'matrix') return readMatrix(schema, raw, name, explode, decode);
  return readParts(schema, raw, ',', explode, decode);
}

/** `;id=3;id=4`, or `;id=3,4` */
function readMatrix(
  schema: TextSchema,
  raw: string,
  name: string,
  explode: boolean,
  decode: (text: string) => string,
): Json {
  const parts = raw.replace(/^;/, '').split(';');
  const own = (part: string): string => (part.startsWith(`${name}=`) ? part.slice(name.length + 1) : part);
  if (!explode || !isList(schema))
    return isObjectOnly(schema) && explode
      ? fromEntries(parts, decode)
      : readParts(schema, own(raw.replace(/^;/, '')), ',', false, decode);
  return parts.map((part) => decode(own(part)));
}

function readParts(
  schema: TextSchema,
  raw: string,
  separator: string,
  explode: boolean,
  decode: (text: string) => string,
): Json {
  if (isList(schema)) return raw === '' ? [] : raw.split(separator).map(decode);
  if (!isObjectOnly(schema)) return decode(raw);
  const parts = raw.split(separator);
  return explode ? fromEntries(parts, decode) : inTurn(parts, decode);
}

/** `role=admin`, `firstName=Alex` */
function fromEntries(parts: readonly string[], decode: (text: string) => string): JsonObject {
  return Object.fromEntries(
    parts.map((part) => {
      const equals = part.indexOf('=');
      return equals < 0
        ? [decode(part), '']
        : [decode(part.slice(0, equals)), decode(part.slice(equals + 1))];
    }),
  );
}

/** `role`, `admin`, `firstName`, `Alex` */
function inTurn(parts: readonly string[], decode: (text: string) => string): JsonObject {
  const entries: [string, string][] = [];
  for (let index = 0; index < parts.length; index += 2) {
    entries.push([decode(parts[index] ?? ''), decode(parts[index + 1] ?? '')]);
  }
  return Object.fromEntries(entries);
}

/** What separates the items of a list in one value; clients write it encoded, too. */
const SEPARATORS: Readonly<Record<string, RegExp>> = {
  form: /,/,
  spaceDelimited: /%20|\+| /,
  pipeDelimited: /\||%7C/i,
};

/** A comma that is encoded parts items as well where no other one does: `URLSearchParams` encodes it. */
const ENCODED_COMMA = /%2C/i;

/**
 * The value of a query parameter of a style other than `deepObject`; `undefined` where it was not sent.
 *
 * @param isOwn whether a name in the query is that of a property, where those stand by themselves
 */
export function readQuery(
  parameter: Parameter,
  schema: TextSchema,
  pairs: Pairs,
  decode: (text: string) => string,
  isOwn: (name: string) => boolean,
): Json | undefined {
  const { style, explode, name } = parameter;
  if (isObjectOnly(schema) && explode && style === 'form') return readSpread(schema, pairs, decode, isOwn);
  const values = pairs.filter(([each]) => decode(each) === name).map(([, value]) => value);
  const [first] = values;
  if (first === undefined) return undefined;
  const separator = SEPARATORS[style] ?? /,/;
  const split = (value: string): string[] =>
    value.split(style === 'form' && !value.includes(',') ? ENCODED_COMMA : separator);
  if (isObjectOnly(schema)) return inTurn(split(first), decode);
  if (!isList(schema)) return values.length === 1 ? decode(first) : values.map(decode);
  const [, second] = values;
  // A list that is not exploded stands in one value; one that comes in several is told by its schema if it is wrong.
  if (explode || second !== undefined) return values.map(decode);
  return split(first).map(decode);
}

/** The properties of an exploded object stand in the query by themselves: `?status=open&limit=1`. */
function readSpread(
  schema: TextSchema,
  pairs: Pairs,
  decode: (text: string) => string,
  isOwn: (name: string) => boolean,
): JsonObject | undefined {
  const own = new Map<string, Json>();
  for (const [rawName, rawValue] of pairs) {
    const name = decode(rawName);
    if (!isOwn(name)) continue;
    const before = own.get(name);
    const value = decode(rawValue);
    if (before !== undefined) own.set(name, Array.isArray(before) ? [...before, value] : [before, value]);
    else own.set(name, isList(schema.property(name)) ? [value] : value);
  }
  return own.size === 0 ? undefined : Object.fromEntries(own);
}

export function isList({ types }: TextSchema): boolean {
  return types.has('array') && !types.has('string');
}

export function isObjectOnly({ types }: TextSchema): boolean {
  return types.has('object') && !types.has('string') && !types.has('array');
}
