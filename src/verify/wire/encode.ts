/** Puts a draft on the wire, and reads it back as a server would. */
import type { Json, Operation, Parameter } from '@countersign/contract';
import type { BodyValue, Draft } from '../model/draft.ts';
import type { HeaderLine, WireRequest } from '../model/exchange.ts';
import type { Schemas } from '../values/schemas.ts';
import { decodeBody, encodeBody, type ReadBody } from './body.ts';
import { readPath, writePath } from './path.ts';
import { readCookies, readField, readPairs } from './read-style.ts';
import { Unwritable } from './unwritable.ts';
import { readWholeQuery, writeWholeQuery } from './whole-query.ts';
import { type Pair, writeCookies, writeField, writePairs } from './write-style.ts';

/** In bytes. Servers refuse longer heads for their length; many take 8 KiB, of which credentials need some. */
const LONGEST_HEAD = 7_000;

/**
 * The request that `draft` stands for, without credentials.
 *
 * @throws {Unwritable} a value cannot be written where it stands
 */
export function encodeRequest(draft: Draft): WireRequest {
  const { operation, parameters, body, override } = draft;
  const path = new Map<string, Json>();
  const query: Pair[] = [];
  let whole: string | undefined;
  const cookies: Pair[] = [];
  const headers: HeaderLine[] = [];
  for (const { parameter, value } of parameters) {
    if (parameter.in === 'path') path.set(parameter.name, value);
    else if (parameter.in === 'header') headers.push([parameter.name, writeField(parameter, value)]);
    else if (parameter.in === 'cookie') cookies.push(...writeCookies(parameter, value));
    else if (parameter.in === 'querystring') whole = writeWholeQuery(parameter, value);
    else query.push(...writePairs(parameter, value));
  }
  if (cookies.length > 0) headers.push(['Cookie', textOfPairs(cookies, '; ')]);
  const encoded = body === undefined ? undefined : encodeBody(body, override.parts);
  const bytes = override.body ?? encoded?.bytes;
  const { contentType = encoded?.contentType ?? null } = override;
  if (contentType !== null) headers.push(['Content-Type', contentType]);
  if (override.accept !== undefined) headers.push(['Accept', override.accept]);
  const pairs = [whole ?? textOfPairs(query, '&'), override.addToQuery ?? '']
    .filter((text) => text !== '')
    .join('&');
  const target = override.target ?? writePath(operation, path);
  return {
    method: override.method ?? operation.method.toUpperCase(),
    target: pairs === '' || override.target !== undefined ? target : `${target}?${pairs}`,
    headers,
    body: bytes === undefined ? undefined : padded(bytes, override.padTo ?? 0),
  };
}

/** What a server finds in a request: a value for each parameter that is there, and the body. */
export interface ReadRequest {
  readonly parameters: ReadonlyMap<Parameter, Json>;
  readonly body: ReadBody | undefined;
}

/**
 * Reads `request` back by the rules of its operation.
 *
 * @param body what the contract says of bodies of its media type
 * @throws {Unwritable} its head is longer than servers take
 */
export function readRequest(
  schemas: Schemas,
  operation: Operation,
  request: WireRequest,
  body?: Pick<BodyValue, 'schemaPointer' | 'fields'>,
): ReadRequest {
  const { target, headers } = request;
  const fields = headers.reduce((size, [name, value]) => size + name.length + value.length + 4, 0);
  if (target.length + fields > LONGEST_HEAD) throw new Unwritable('its head is longer than servers take');
  const end = target.includes('?') ? target.indexOf('?') : target.length;
  const [path, query] = [target.slice(0, end), target.slice(end + 1)];
  const pairs = splitPairs(query, '&');
  const cookies = splitPairs(fieldOf(request, 'cookie') ?? '', '; ');
  const parameters = new Map(readPath(schemas, operation, path));
  for (const parameter of operation.parameters) {
    const value =
      parameter.in === 'querystring'
        ? readWholeQuery(schemas, parameter, query)
        : readElsewhere(schemas, parameter, request, pairs, cookies);
    if (value !== undefined) parameters.set(parameter, value);
  }
  const contentType = fieldOf(request, 'content-type');
  return {
    parameters,
    body:
      request.body === undefined || body === undefined || contentType === undefined
        ? undefined
        : decodeBody(schemas, body, contentType, request.body),
  };
}

function readElsewhere(
  schemas: Schemas,
  parameter: Parameter,
  request: WireRequest,
  pairs: readonly Pair[],
  cookies: readonly Pair[],
): Json | undefined {
  if (parameter.in === 'query') return readPairs(schemas, parameter, pairs);
  if (parameter.in === 'cookie') return readCookies(schemas, parameter, cookies);
  const text = parameter.in === 'header' ? fieldOf(request, parameter.name) : undefined;
  return text === undefined ? undefined : readField(schemas, parameter, text);
}

/** RFC 8259 §2: spaces around a JSON value mean nothing. */
function padded(bytes: Uint8Array, size: number): Uint8Array {
  if (bytes.length >= size) return bytes;
  const result = new Uint8Array(size).fill(' '.charCodeAt(0));
  result.set(bytes);
  return result;
}

function textOfPairs(pairs: readonly Pair[], separator: string): string {
  return pairs.map(([name, text]) => `${name}=${text}`).join(separator);
}

function splitPairs(text: string, separator: string): Pair[] {
  return text
    .split(separator)
    .filter((pair) => pair !== '')
    .map((pair) => {
      const end = pair.indexOf('=');
      return end < 0 ? [pair, ''] : [pair.slice(0, end), pair.slice(end + 1)];
    });
}

function fieldOf(request: WireRequest, name: string): string | undefined {
  return request.headers.find(([field]) => field.toLowerCase() === name.toLowerCase())?.[1];
}
