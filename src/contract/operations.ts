/** Reads the operations of a bundled document into the normal form. */
import type {
  HeaderSpec,
  IdempotencyPolicy,
  MediaType,
  Method,
  NamedExample,
  Operation,
  Parameter,
  ParameterPlace,
  RequestBody,
  ResponseSpec,
  SecurityAlternative,
} from './contract.ts';
import { readFormParts } from './form-parts.ts';
import {
  at,
  fromPointer,
  isObject,
  type Json,
  type JsonObject,
  type JsonSchema,
  LONGEST_REFERENCE_CHAIN,
  toPointer,
} from './json.ts';
import { MAX_BODY, readMaxBody } from './policies.ts';

const METHODS: readonly Method[] = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/** A value of the document and where it stands, with references followed. */
interface Place {
  readonly value: JsonObject;
  readonly pointer: string;
}

export function readOperations(
  document: JsonObject,
  idempotency: IdempotencyPolicy | undefined,
): Operation[] {
  const paths = follow(document, '/paths');
  if (paths === undefined) return [];
  return Object.keys(paths.value).flatMap((path) => {
    const item = path.startsWith('/') ? follow(document, `${paths.pointer}${toPointer([path])}`) : undefined;
    if (item === undefined) return [];
    return METHODS.filter((method) => isObject(item.value[method])).map((method) =>
      readOperation(document, path, method, item, idempotency),
    );
  });
}

function readOperation(
  document: JsonObject,
  path: string,
  method: Method,
  item: Place,
  idempotency: IdempotencyPolicy | undefined,
): Operation {
  const pointer = `${item.pointer}/${method}`;
  const value = objectAt(document, pointer);
  const security = readSecurity(value['security'] ?? document['security']);
  const parameters = readParameters(document, item.pointer, pointer).filter(
    (parameter) => !isCredential(document, security, parameter),
  );
  const { operationId, summary, tags } = value;
  return {
    id: typeof operationId === 'string' ? operationId : `${method.toUpperCase()} ${path}`,
    method,
    path,
    pointer,
    summary: typeof summary === 'string' ? summary : undefined,
    tags: Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : [],
    parameters,
    body: readBody(document, `${pointer}/requestBody`, readMaxBody(value[MAX_BODY] ?? document[MAX_BODY])),
    responses: readResponses(document, `${pointer}/responses`),
    security,
    idempotent:
      idempotency !== undefined &&
      parameters.some(({ in: place, name }) => place === 'header' && sameHeader(name, idempotency.header)),
  };
}

/** An operation's parameter replaces the path item's of the same name and place (OpenAPI 3.1 §4.8.10). */
function readParameters(document: JsonObject, itemPointer: string, operationPointer: string): Parameter[] {
  const parameters = new Map<string, Parameter>();
  for (const owner of [itemPointer, operationPointer]) {
    const list = at(document, `${owner}/parameters`);
    if (!Array.isArray(list)) continue;
    list.forEach((_, index) => {
      const place = follow(document, `${owner}/parameters/${index}`);
      const parameter = place === undefined ? undefined : readParameter(document, place);
      if (parameter !== undefined) parameters.set(`${parameter.in} ${parameter.name}`, parameter);
    });
  }
  return [...parameters.values()];
}

function readParameter(document: JsonObject, { value, pointer }: Place): Parameter | undefined {
  const { name, in: place } = value;
  if (typeof name !== 'string' || !isParameterPlace(place)) return undefined;
  if (place === 'header' && DESCRIBED_ELSEWHERE.has(name.toLowerCase())) return undefined;
  const style = typeof value['style'] === 'string' ? value['style'] : defaultStyle(place);
  const content = readContent(document, `${pointer}/content`)[0];
  const schemaPointer = content?.schemaPointer ?? `${pointer}/schema`;
  return {
    name,
    in: place,
    required: value['required'] === true,
    schema: schemaAt(document, schemaPointer) ?? true,
    schemaPointer,
    pointer,
    style,
    explode:
      typeof value['explode'] === 'boolean' ? value['explode'] : style === 'form' || style === 'cookie',
    allowReserved: value['allowReserved'] === true,
    allowEmptyValue: place === 'query' && value['allowEmptyValue'] === true,
    mediaType: content?.type,
    examples: readExamples(document, pointer),
  };
}

/**
 * Header parameters of the first three names are described elsewhere and shall be ignored (OpenAPI 3.1 §4.8.12); the
 * others are those of the message, whatever is asked (RFC 9112 §3.2, §6).
 */
const DESCRIBED_ELSEWHERE: ReadonlySet<string> = new Set([
  ...['accept', 'content-type', 'authorization'],
  ...['content-length', 'transfer-encoding', 'host', 'connection'],
]);

/** Whether a credential stands in the same field, whichever alternative a caller takes. */
function isCredential(
  document: JsonObject,
  security: readonly SecurityAlternative[],
  { name, in: place }: Parameter,
): boolean {
  const isSame = ({ scheme }: SecurityAlternative[number]): boolean => {
    const declared = follow(document, toPointer(['components', 'securitySchemes', scheme]))?.value;
    if (declared?.['type'] !== 'apiKey' || declared['in'] !== place) return false;
    const [own, other] = [name, String(declared['name'])];
    return place === 'header' ? sameHeader(own, other) : own === other;
  };
  return security.length > 0 && security.every((alternative) => alternative.some(isSame));
}

function isParameterPlace(place: Json | undefined): place is ParameterPlace {
  return place === 'path' || place === 'query' || place === 'header' || place === 'cookie';
}

function defaultStyle(place: ParameterPlace): string {
  return place === 'query' || place === 'cookie' ? 'form' : 'simple';
}

function readBody(
  document: JsonObject,
  pointer: string,
  maxBody: number | undefined,
): RequestBody | undefined {
  const body = follow(document, pointer);
  if (body === undefined) return undefined;
  return {
    required: body.value['required'] === true,
    maxBody,
    pointer: body.pointer,
    content: readContent(document, `${body.pointer}/content`),
  };
}

function readResponses(document: JsonObject, pointer: string): ResponseSpec[] {
  return Object.keys(objectAt(document, pointer))
    .filter((status) => !status.startsWith('x-'))
    .flatMap((status) => {
      const response = follow(document, `${pointer}${toPointer([status])}`);
      if (response === undefined) return [];
      return [
        {
          status: status.toLowerCase() === 'default' ? 'default' : status.toUpperCase(),
          description: String(response.value['description'] ?? ''),
          pointer: response.pointer,
          headers: readHeaders(document, `${response.pointer}/headers`),
          content: readContent(document, `${response.pointer}/content`),
        },
      ];
    });
}

function readHeaders(document: JsonObject, pointer: string): HeaderSpec[] {
  return Object.keys(objectAt(document, pointer))
    .filter((name) => !sameHeader(name, 'Content-Type'))
    .flatMap((name) => {
      const header = follow(document, `${pointer}${toPointer([name])}`);
      if (header === undefined) return [];
      const content = readContent(document, `${header.pointer}/content`)[0];
      const schemaPointer = content?.schemaPointer ?? `${header.pointer}/schema`;
      return [
        {
          name,
          required: header.value['required'] === true,
          explode: header.value['explode'] === true,
          mediaType: content?.type,
          schema: schemaAt(document, schemaPointer) ?? true,
          schemaPointer,
          pointer: header.pointer,
        },
      ];
    });
}

function readContent(document: JsonObject, pointer: string): MediaType[] {
  return Object.keys(objectAt(document, pointer)).flatMap((type) => {
    const media = follow(document, `${pointer}${toPointer([type])}`);
    if (media === undefined) return [];
    const schemaPointer = `${media.pointer}/schema`;
    const encoding = isObject(media.value['encoding']) ? media.value['encoding'] : undefined;
    const isForm = type.toLowerCase() === 'multipart/form-data';
    return [
      {
        type,
        schema: schemaAt(document, schemaPointer),
        schemaPointer,
        pointer: media.pointer,
        examples: readExamples(document, media.pointer),
        encoding,
        form: isForm ? readFormParts(document, schemaPointer, encoding) : undefined,
      },
    ];
  });
}

function readExamples(document: JsonObject, pointer: string): NamedExample[] {
  const owner = objectAt(document, pointer);
  const examples: NamedExample[] = [];
  if (owner['example'] !== undefined) {
    examples.push({
      name: 'default',
      summary: undefined,
      value: owner['example'],
      pointer: `${pointer}/example`,
    });
  }
  for (const name of Object.keys(objectAt(document, `${pointer}/examples`))) {
    const example = follow(document, `${pointer}/examples${toPointer([name])}`);
    // OpenAPI 3.2 §4.19.1: `dataValue` is the value where `value` might be its text.
    const value = example?.value['dataValue'] ?? example?.value['value'];
    if (example === undefined || value === undefined) continue;
    const { summary } = example.value;
    examples.push({
      name,
      summary: typeof summary === 'string' ? summary : undefined,
      value,
      pointer: example.pointer,
    });
  }
  return examples;
}

/** `[]` and an absent member mean that anyone may call; `{}` is an alternative that asks for nothing. */
function readSecurity(security: Json | undefined): SecurityAlternative[] {
  if (!Array.isArray(security)) return [];
  return security.filter(isObject).map((alternative) =>
    Object.entries(alternative).map(([scheme, scopes]) => ({
      scheme,
      scopes: Array.isArray(scopes) ? scopes.filter((scope) => typeof scope === 'string') : [],
    })),
  );
}

/** Follows `$ref` until a value stands there. */
function follow(document: JsonObject, pointer: string): Place | undefined {
  let place = pointer;
  for (let hops = 0; hops < LONGEST_REFERENCE_CHAIN; hops++) {
    const value = at(document, place);
    if (!isObject(value)) return undefined;
    if (typeof value['$ref'] !== 'string') return { value, pointer: place };
    place = toPointer(fromPointer(value['$ref']));
  }
  return undefined;
}

function objectAt(document: JsonObject, pointer: string): JsonObject {
  const value = at(document, pointer);
  return isObject(value) ? value : {};
}

function schemaAt(document: JsonObject, pointer: string): JsonSchema | undefined {
  const value = at(document, pointer);
  return typeof value === 'boolean' || isObject(value) ? value : undefined;
}

function sameHeader(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
