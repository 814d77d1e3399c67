/** Reads the operations of a bundled document into the normal form. */
import type { IdempotencyPolicy, Operation, RequestBody, SecurityAlternative } from './contract.ts';
import { sameHeader } from './header-name.ts';
import { isObject, type Json, type JsonObject, toPointer } from './json.ts';
import { readContent } from './media-types.ts';
import { type MethodPlace, methodsOf } from './methods.ts';
import { isCredential, readParameters } from './parameters.ts';
import { follow, objectAt, type Place } from './place.ts';
import { MAX_BODY, readMaxBody } from './policies.ts';
import { readResponses } from './responses.ts';

/** The operations of a document, in the order of its paths; what has no shape of an operation is passed over. */
export function readOperations(
  document: JsonObject,
  idempotency: IdempotencyPolicy | undefined,
): Operation[] {
  const paths = follow(document, '/paths');
  if (paths === undefined) return [];
  return Object.keys(paths.value).flatMap((path) => {
    const item = path.startsWith('/') ? follow(document, `${paths.pointer}${toPointer([path])}`) : undefined;
    if (item === undefined) return [];
    return methodsOf(item).map((place) => readOperation(document, path, place, item, idempotency));
  });
}

function readOperation(
  document: JsonObject,
  path: string,
  { method, pointer }: MethodPlace,
  item: Place,
  idempotency: IdempotencyPolicy | undefined,
): Operation {
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
