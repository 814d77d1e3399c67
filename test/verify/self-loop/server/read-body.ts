/** Reads a request body by its media type. */
import type { Json, JsonObject } from '../../../../src/contract/json.ts';
import { type Media, objectOf } from './api.ts';
import { type Part, splitMultipart } from './multipart.ts';
import { decode, type Pair, pairsOf, parseJson, readPairs } from './read-parameter.ts';
import { readXmlBody } from './read-xml-body.ts';
import type { TextReader } from './text-reader.ts';

/** The documented media type that a request's is, or `undefined` where it is none. */
export function matchMedia(content: readonly Media[], contentType: string): Media | undefined {
  const type = essence(contentType);
  const group = type.split('/')[0];
  return (
    content.find((media) => essence(media.type) === type) ??
    content.find((media) => essence(media.type) === type.replace(/\/.*(?=\+)/, '/*')) ??
    content.find((media) => essence(media.type) === `${group}/*`) ??
    content.find((media) => media.type === '*/*')
  );
}

/** @throws {SyntaxError} {URIError} the body is not what its type says */
export async function readBody(
  reader: TextReader,
  media: Media,
  contentType: string,
  bytes: Buffer,
): Promise<Json> {
  const type = essence(contentType);
  const { schemaPointer } = media;
  if (type.endsWith('/json') || type.endsWith('+json')) return parseJson(utf8(bytes));
  if (/ndjson|jsonl/.test(type)) return utf8(bytes).trimEnd().split('\n').map(parseJson);
  if (schemaPointer === undefined) return bytes.toString('latin1');
  if (type === 'application/x-www-form-urlencoded') {
    return readForm(reader, media, schemaPointer, pairsOf(utf8(bytes), '&'));
  }
  if (/^(application|text)\/(.+\+)?xml$/.test(type) && !reader.allows(schemaPointer, 'string'))
    return readXmlBody(reader, utf8(bytes), schemaPointer);
  if (type === 'multipart/form-data') {
    return readParts(reader, media, schemaPointer, splitMultipart(bytes, contentType));
  }
  return type.startsWith('text/') ? reader.one(utf8(bytes), [schemaPointer]) : bytes.toString('latin1');
}

/** Each property is a form parameter (RFC 1866), as its `encoding` says. */
async function readForm(
  reader: TextReader,
  { encoding }: Media,
  schemaPointer: string,
  pairs: readonly Pair[],
): Promise<JsonObject> {
  const value: JsonObject = {};
  const names = new Set([
    ...reader.propertyNames(schemaPointer),
    ...pairs.map(([name]) => decodeURIComponent(name)),
  ]);
  for (const name of names) {
    if (/\[/.test(name)) continue;
    const { style, explode, contentType } = objectOf(encoding[name]);
    const [pointer] = reader.property(schemaPointer, name);
    if (pointer === undefined) {
      const free = pairs.find(([key]) => decode(key) === name);
      if (free !== undefined) value[name] = decode(free[1]);
      continue;
    }
    const isObject = reader.allows(pointer, 'object');
    const part = await readPairs(
      reader,
      {
        name,
        in: 'query',
        required: false,
        style: String(style ?? 'form'),
        explode: Boolean(explode ?? (style === undefined || style === 'form')),
        isJson: /json/.test(String(contentType)) || (isObject && style === undefined),
        allowsEmpty: false,
        schemaPointer: pointer,
      },
      pairs,
    );
    if (part !== undefined) value[name] = part;
  }
  return value;
}

async function readParts(
  reader: TextReader,
  { encoding }: Media,
  schemaPointer: string,
  parts: readonly Part[],
): Promise<JsonObject> {
  const value: JsonObject = {};
  for (const [name, same] of Map.groupBy(parts, (part) => part.name)) {
    const [pointer] = reader.property(schemaPointer, name);
    const { contentType: allowed, headers: described } = objectOf(encoding[name]);
    const needed = Object.entries(objectOf(described)).filter(
      ([, header]) => objectOf(header)['required'] === true,
    );
    for (const { contentType, headers } of same) {
      const missing = needed.find(([header]) => !headers.includes(header.toLowerCase()));
      if (missing !== undefined) throw new SyntaxError(`part ${name} has no ${missing[0]}`);
      const types = String(allowed ?? contentType)
        .split(',')
        .map(essence);
      if (!types.some((type) => type === essence(contentType) || type === `${contentType.split('/')[0]}/*`)) {
        throw new SyntaxError(`part ${name} is ${contentType}, not ${String(allowed)}`);
      }
    }
    const isFile = pointer !== undefined && reader.isFile(pointer);
    if (isFile && same.some((part) => !part.isFile)) throw new SyntaxError(`part ${name} is no file`);
    const isList =
      pointer !== undefined && reader.allows(pointer, 'array') && !/json/.test(same[0]?.contentType ?? '');
    const read = async (part: Part, pointers: readonly string[]): Promise<Json> =>
      /json/.test(part.contentType)
        ? parseJson(utf8(part.bytes))
        : reader.one(part.isFile ? part.bytes.toString('latin1') : utf8(part.bytes), pointers);
    const items = await Promise.all(
      same.map((part, index) =>
        read(part, pointer === undefined ? [] : isList ? reader.items(pointer, index) : [pointer]),
      ),
    );
    value[name] = isList ? items : (items[0] ?? null);
  }
  return value;
}

function utf8(bytes: Buffer): string {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
}

function essence(type: string): string {
  return (type.split(';')[0] ?? '').trim().toLowerCase();
}
