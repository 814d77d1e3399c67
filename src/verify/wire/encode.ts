/** Puts a draft on the wire, and reads it back as a server would. */
import type { Operation, Parameter } from '../../contract/contract.ts';
import type { Json } from '../../contract/json.ts';
import type { BodyValue, Draft } from '../case.ts';
import type { HeaderLine, WireRequest } from '../exchange.ts';
import type { Schemas } from '../values/schemas.ts';
import {
  readPairs,
  readSimple,
  Unwritable,
  writeField,
  writePairs,
  writeSegment,
} from './parameter-style.ts';

/**
 * The request that `draft` stands for, without credentials.
 *
 * @throws {Unwritable} a value cannot be written where it stands
 */
export function encodeRequest(draft: Draft): WireRequest {
  const { operation, parameters, body, override } = draft;
  const query: string[] = [];
  const cookies: string[] = [];
  const headers: HeaderLine[] = [];
  let path = operation.path;
  for (const { parameter, value } of parameters) {
    if (parameter.in === 'path')
      path = path.replaceAll(`{${parameter.name}}`, () => segment(parameter, value));
    else if (parameter.in === 'header') headers.push([parameter.name, writeField(parameter, value)]);
    else {
      const pairs = writePairs(parameter, value).map(([name, text]) => `${name}=${text}`);
      (parameter.in === 'query' ? query : cookies).push(...pairs);
    }
  }
  if (cookies.length > 0) headers.push(['Cookie', cookies.join('; ')]);
  const encoded = override.body ?? (body === undefined ? undefined : encodeBody(body));
  const bytes = encoded === undefined ? undefined : padded(encoded, override.padTo ?? 0);
  const contentType = override.contentType ?? (bytes === undefined ? undefined : contentTypeOf(body));
  if (contentType !== undefined) headers.push(['Content-Type', contentType]);
  return {
    method: override.method ?? operation.method.toUpperCase(),
    target: query.length === 0 ? path : `${path}?${query.join('&')}`,
    headers,
    body: bytes,
  };
}

/** What a server finds in a request: a value for each parameter that is there, and the body. */
export interface ReadRequest {
  readonly parameters: ReadonlyMap<Parameter, Json>;
  readonly body: Json | undefined;
}

/** Reads `request` back by the rules of its operation. */
export function readRequest(schemas: Schemas, operation: Operation, request: WireRequest): ReadRequest {
  const [path = '', query = ''] = request.target.split('?', 2);
  const segments = matchPath(operation.path, path);
  const pairs = splitPairs(query, '&');
  const cookies = splitPairs(fieldOf(request, 'cookie') ?? '', '; ');
  const parameters = new Map<Parameter, Json>();
  for (const parameter of operation.parameters) {
    const { in: place, name } = parameter;
    const text =
      place === 'path' ? segments?.get(name) : place === 'header' ? fieldOf(request, name) : undefined;
    const value =
      place === 'query' || place === 'cookie'
        ? readPairs(schemas, parameter, place === 'query' ? pairs : cookies)
        : text === undefined
          ? undefined
          : readSimple(schemas, parameter, text);
    if (value !== undefined) parameters.set(parameter, value);
  }
  return {
    parameters,
    body: request.body === undefined ? undefined : readBody(request.body, fieldOf(request, 'content-type')),
  };
}

/** Whether bodies of this media type can be made from a JSON value. */
export function isWritableType(type: string): boolean {
  return isJsonType(type) || isTextType(type);
}

function encodeBody({ type, value }: BodyValue): Uint8Array {
  if (isJsonType(type)) return new TextEncoder().encode(JSON.stringify(value));
  if (isTextType(type) && typeof value === 'string') return new TextEncoder().encode(value);
  throw new Unwritable(`bodies of type ${type} are not written yet`);
}

/** RFC 8259 §2: spaces around a JSON value mean nothing. */
function padded(bytes: Uint8Array, size: number): Uint8Array {
  if (bytes.length >= size) return bytes;
  const result = new Uint8Array(size).fill(' '.charCodeAt(0));
  result.set(bytes);
  return result;
}

function readBody(bytes: Uint8Array, contentType: string | undefined): Json {
  const text = new TextDecoder().decode(bytes);
  return contentType !== undefined && isJsonType(contentType) ? JSON.parse(text) : text;
}

function contentTypeOf(body: BodyValue | undefined): string {
  const type = body?.type ?? 'application/json';
  return type.includes('*') ? (isJsonType(type) ? 'application/json' : 'text/plain') : type;
}

function isJsonType(type: string): boolean {
  return /^(application\/(json|\*|[^;]+\+json)|\*\/\*)\s*(;|$)/i.test(type);
}

function isTextType(type: string): boolean {
  return /^text\//i.test(type);
}

/** RFC 3986 §5.2.4: dot segments are removed on the way, and an empty one is another path. */
function segment(parameter: Parameter, value: Json): string {
  const text = writeSegment(parameter, value);
  if (text === '' || text === '.' || text === '..') {
    throw new Unwritable(`a path segment cannot be ${JSON.stringify(text)}`);
  }
  return text;
}

function matchPath(template: string, path: string): Map<string, string> | undefined {
  const names: string[] = [];
  const pattern = template.split(/\{([^}]+)\}/).map((part, index) => {
    if (index % 2 === 0) return part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
    names.push(part);
    return '([^/]+)';
  });
  const match = new RegExp(`^${pattern.join('')}$`).exec(path);
  return match === null ? undefined : new Map(names.map((name, index) => [name, match[index + 1] ?? '']));
}

function splitPairs(text: string, separator: string): [string, string][] {
  return text
    .split(separator)
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [name = '', ...value] = pair.split('=');
      return [name, value.join('=')];
    });
}

function fieldOf(request: WireRequest, name: string): string | undefined {
  return request.headers.find(([field]) => field.toLowerCase() === name.toLowerCase())?.[1];
}
