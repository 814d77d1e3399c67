/** Reads a parameter by its style: OpenAPI 3.1.1 §4.8.12 and RFC 6570. */
import type { Json } from '../../../../src/contract/json.ts';
import type { ApiParameter } from './api.ts';
import type { TextReader } from './text-reader.ts';

export type Pair = readonly [name: string, text: string];

/** The parameter's value among the pairs of a query or of cookies, still percent-encoded. */
export async function readPairs(
  reader: TextReader,
  parameter: ApiParameter,
  pairs: readonly Pair[],
): Promise<Json | undefined> {
  const { name, style, explode, schemaPointer } = parameter;
  const own = pairs.filter(([key]) => decode(key) === name).map(([, text]) => text);
  const [first] = own;
  // OpenAPI 3.1.1 §4.8.12.2: to be read as if it were not used.
  if (parameter.allowsEmpty && first === '') return undefined;
  if (parameter.isJson) return first === undefined ? undefined : parseJson(decode(first));
  if (reader.allows(schemaPointer, 'object')) {
    if (style === 'deepObject') {
      const inside = pairs.flatMap(([key, text]): Pair[] => {
        const [, property] = decode(key).startsWith(`${name}[`)
          ? (/\[([^\]]*)\]$/.exec(decode(key)) ?? [])
          : [];
        return property === undefined ? [] : [[property, decode(text)]];
      });
      return inside.length === 0 ? undefined : reader.record(inside, schemaPointer);
    }
    if (explode) {
      const names = reader.propertyNames(schemaPointer);
      const known = pairs.map(([key, text]): Pair => [decode(key), decode(text)]);
      const inside = known.filter(([key]) => names.includes(key));
      return inside.length === 0 ? undefined : reader.record(inside, schemaPointer);
    }
    if (first !== undefined) return reader.record(alternating(split(first, style)), schemaPointer);
  }
  if (first === undefined) return undefined;
  if (reader.allows(schemaPointer, 'array')) {
    const texts = explode ? own.map(decode) : split(first, style);
    return reader.list(texts, schemaPointer);
  }
  return reader.one(decode(first), [schemaPointer]);
}

/** The parameter's value from a path segment, still percent-encoded, or from a header field. */
export async function readText(reader: TextReader, parameter: ApiParameter, text: string): Promise<Json> {
  const { name, style, explode, schemaPointer } = parameter;
  const unpack = parameter.in === 'path' ? decode : (part: string): string => part;
  if (parameter.isJson) return parseJson(unpack(text));
  const isList = reader.allows(schemaPointer, 'array');
  const isRecord = reader.allows(schemaPointer, 'object');
  if (style === 'matrix') {
    const pairs = text.slice(1).split(';').map(pairOf);
    if (isRecord && explode) return reader.record(decoded(pairs), schemaPointer);
    const own = pairs.filter(([key]) => decode(key) === name).map(([, value]) => value);
    if (isList && explode) return reader.list(own.map(decode), schemaPointer);
    const parts = (own[0] ?? '').split(',').map(decode);
    if (isList) return reader.list(parts, schemaPointer);
    if (isRecord) return reader.record(alternating(parts), schemaPointer);
    return reader.one(decode(own[0] ?? ''), [schemaPointer]);
  }
  const plain = style === 'label' ? text.slice(1) : text;
  const parts = plain.split(style === 'label' && explode ? '.' : ',');
  if (isList) return reader.list(parts.map(unpack), schemaPointer);
  if (isRecord) {
    const pairs = explode ? parts.map(pairOf) : alternating(parts);
    return reader.record(
      pairs.map(([key, value]): Pair => [unpack(key), unpack(value)]),
      schemaPointer,
    );
  }
  return reader.one(unpack(plain), [schemaPointer]);
}

/** `a=1&b=2` → `[['a', '1'], ['b', '2']]` */
export function pairsOf(text: string, separator: string): Pair[] {
  return text.split(separator).filter(Boolean).map(pairOf);
}

function pairOf(text: string): Pair {
  const end = text.indexOf('=');
  return end < 0 ? [text, ''] : [text.slice(0, end), text.slice(end + 1)];
}

function decoded(pairs: readonly Pair[]): Pair[] {
  return pairs.map(([key, text]): Pair => [decode(key), decode(text)]);
}

/** `['R', '100', 'G', '200']` → `[['R', '100'], ['G', '200']]` */
function alternating(parts: readonly string[]): Pair[] {
  return parts.flatMap((part, index): Pair[] => (index % 2 === 0 ? [[part, parts[index + 1] ?? '']] : []));
}

function split(text: string, style: string): string[] {
  const delimiter = { spaceDelimited: /%20|\+/, pipeDelimited: /\||%7C/i }[style] ?? ',';
  return text.split(delimiter).map(decode);
}

export function decode(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '));
}

/** @throws {SyntaxError} */
export function parseJson(text: string): Json {
  return JSON.parse(text);
}
