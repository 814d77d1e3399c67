/** A contract with as many operations as one asks for: resources that are listed, made, read, changed and removed. */
import type { JsonObject } from '../src/contract/json.ts';

/** Operations of one resource. */
export const OPERATIONS_PER_RESOURCE = 5;

/** Bounds that the bare server knows as well. */
export const LONGEST_NAME = 40;
export const MOST_PIECES = 100;
export const MOST_TAGS = 5;
export const LARGEST_PAGE = 50;
export const COLOURS = ['red', 'green', 'blue'];

export function shopContract(operations: number): JsonObject {
  const resources = Array.from({ length: Math.ceil(operations / OPERATIONS_PER_RESOURCE) }, (_, n) => n);
  return {
    openapi: '3.1.0',
    info: { title: 'Shop', version: '1' },
    servers: [{ url: '/' }],
    security: [{ token: [] }],
    paths: Object.assign({}, ...resources.map(resourcePaths)),
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: Object.assign({ Problem: problem }, ...resources.map(resourceSchemas)),
    },
  };
}

const problem: JsonObject = {
  type: 'object',
  required: ['message'],
  properties: { message: { type: 'string' } },
};

function resourceSchemas(n: number): JsonObject {
  const properties: JsonObject = {
    name: { type: 'string', minLength: 1, maxLength: LONGEST_NAME },
    pieces: { type: 'integer', minimum: 1, maximum: MOST_PIECES },
    colour: { type: 'string', enum: COLOURS },
    code: { type: 'string', pattern: '^[A-Z]{2}[0-9]{3}$' },
    tags: { type: 'array', maxItems: MOST_TAGS, items: { type: 'string', minLength: 1 } },
  };
  return {
    [`Id${n}`]: { type: 'string', minLength: 1, maxLength: 64 },
    [`New${n}`]: { type: 'object', required: ['name', 'pieces'], additionalProperties: false, properties },
    [`Thing${n}`]: {
      type: 'object',
      required: ['id', 'name', 'pieces'],
      properties: { id: { $ref: `#/components/schemas/Id${n}` }, ...properties },
    },
  };
}

function resourcePaths(n: number): JsonObject {
  const thing = { $ref: `#/components/schemas/Thing${n}` };
  const body = { required: true, content: json({ $ref: `#/components/schemas/New${n}` }) };
  const id = { name: 'id', in: 'path', required: true, schema: { $ref: `#/components/schemas/Id${n}` } };
  const limit = { type: 'integer', minimum: 1, maximum: LARGEST_PAGE };
  return {
    [`/things${n}`]: {
      get: {
        operationId: `list${n}`,
        parameters: [{ name: 'limit', in: 'query', schema: limit }],
        responses: { '200': answer(list(thing)), '400': refusal, '401': refusal },
      },
      post: {
        operationId: `add${n}`,
        requestBody: body,
        responses: { '201': answer(thing), '400': refusal, '401': refusal },
      },
    },
    [`/things${n}/{id}`]: {
      parameters: [id],
      get: { operationId: `get${n}`, responses: { '200': answer(thing), ...missing } },
      put: {
        operationId: `replace${n}`,
        requestBody: body,
        responses: { '200': answer(thing), '400': refusal, ...missing },
      },
      delete: { operationId: `remove${n}`, responses: { '204': { description: 'Gone' }, ...missing } },
    },
  };
}

function json(schema: JsonObject): JsonObject {
  return { 'application/json': { schema } };
}

function answer(schema: JsonObject): JsonObject {
  return { description: 'Fine', content: json(schema) };
}

function list(item: JsonObject): JsonObject {
  return { type: 'object', required: ['data'], properties: { data: { type: 'array', items: item } } };
}

const refusal = { description: 'Refused', content: json({ $ref: '#/components/schemas/Problem' }) };
const missing: JsonObject = { '401': refusal, '404': refusal };
