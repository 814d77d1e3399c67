/** Checks a request against its contract: what a correct server does before it does anything else. */
import type { IncomingMessage } from 'node:http';
import type { Json } from '../../../../src/contract/json.ts';
import type { ApiParameter, Route } from './api.ts';
import { matchMedia, readBody } from './read-body.ts';
import { decode, type Pair, pairsOf, readPairs, readText } from './read-parameter.ts';
import type { TextReader } from './text-reader.ts';
import type { DocumentValidator } from './validator.ts';

/** A request that breaks its contract. */
export class Refusal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export interface Call {
  readonly route: Route;
  readonly request: IncomingMessage;
  /** The path's variables as they stand on the wire. */
  readonly path: ReadonlyMap<string, string>;
  readonly query: readonly Pair[];
  readonly bytes: Buffer;
}

/** The body of a request that keeps its contract. @throws {Refusal} it does not */
export async function checkRequest(
  validator: DocumentValidator,
  reader: TextReader,
  call: Call,
): Promise<Json | undefined> {
  try {
    for (const parameter of call.route.parameters) {
      if (isIgnored(parameter)) continue;
      const value = await readParameter(reader, parameter, call);
      if (
        value === undefined ? parameter.required : !(await validator.isValid(parameter.schemaPointer, value))
      ) {
        // Where no refusal is documented, a path that no resource can have is one that leads nowhere.
        throw new Refusal(isRefusable(call.route) || parameter.in !== 'path' ? 400 : 404, parameter.name);
      }
    }
    return await checkBody(validator, reader, call);
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof URIError || error instanceof TypeError) {
      throw new Refusal(400, error.message);
    }
    throw error;
  }
}

function isRefusable({ responses }: Route): boolean {
  return ['400', '422', '4XX', 'default'].some((status) => responses.has(status));
}

/** Header parameters of these names are described elsewhere (OpenAPI 3.1 §4.8.12.1). */
function isIgnored({ in: place, name }: ApiParameter): boolean {
  return place === 'header' && ['accept', 'content-type', 'authorization'].includes(name.toLowerCase());
}

async function readParameter(
  reader: TextReader,
  parameter: ApiParameter,
  { request, path, query }: Call,
): Promise<Json | undefined> {
  const { in: place, name } = parameter;
  if (place === 'query') return readPairs(reader, parameter, query);
  if (place === 'cookie') return readPairs(reader, parameter, pairsOf(request.headers.cookie ?? '', '; '));
  const text = place === 'path' ? path.get(name) : request.headers[name.toLowerCase()]?.toString();
  return text === undefined ? undefined : readText(reader, parameter, text);
}

async function checkBody(
  validator: DocumentValidator,
  reader: TextReader,
  { route: { body }, request, bytes }: Call,
): Promise<Json | undefined> {
  if (body === undefined) return undefined;
  const contentType = request.headers['content-type'];
  if (bytes.length === 0 && (contentType === undefined || !/^text\//.test(contentType))) {
    if (body.required) throw new Refusal(400, 'a body is required');
    return undefined;
  }
  const media = contentType === undefined ? undefined : matchMedia(body.content, contentType);
  if (media === undefined || contentType === undefined)
    throw new Refusal(415, `${contentType} is not documented`);
  const value = await readBody(reader, media, contentType, bytes);
  if (media.schemaPointer !== undefined && !(await validator.isValid(media.schemaPointer, value))) {
    throw new Refusal(400, 'body');
  }
  return value;
}

/** A path's segments must be percent-encoded well, whatever they mean. @throws {Refusal} */
export function checkPath(path: string): void {
  try {
    decode(path);
  } catch {
    throw new Refusal(400, 'bad percent-encoding');
  }
}
