/** A small contract with one of everything that `verify` derives cases from. */
import type { JsonObject } from '../../../../src/contract/json.ts';

const json = (schema: JsonObject, examples: JsonObject = {}): JsonObject => ({
  'application/json': { schema, ...(Object.keys(examples).length === 0 ? {} : { examples }) },
});

const requestId: JsonObject = {
  'X-Request-Id': { required: true, schema: { type: 'string', pattern: '^[0-9]+$', examples: ['7'] } },
};

const problem = (description: string, ...codes: string[]): JsonObject => ({
  description,
  headers: requestId,
  content: json(
    { $ref: '#/components/schemas/Problem' },
    Object.fromEntries(codes.map((code) => [code, { value: { error: { code, message: description } } }])),
  ),
});

const refusals: JsonObject = {
  '401': problem('No credential that counts', 'unauthorized'),
  '403': problem('The credential lacks a scope', 'insufficient_scope'),
};

const bookId: JsonObject = {
  name: 'bookId',
  in: 'path',
  required: true,
  schema: { $ref: '#/components/schemas/BookId' },
};

const book: JsonObject = { $ref: '#/components/schemas/Book' };

export const libraryDocument: JsonObject = {
  openapi: '3.1.0',
  info: { title: 'Library', version: '1' },
  servers: [{ url: '/v1' }],
  paths: {
    '/books': {
      post: {
        operationId: 'addBook',
        security: [{ token: ['books:write'] }],
        requestBody: { required: true, content: json({ $ref: '#/components/schemas/NewBook' }) },
        responses: {
          '201': { description: 'Added', headers: requestId, content: json(book) },
          '400': problem('What was sent is not valid', 'invalid_book'),
          '415': problem('Another media type', 'unsupported_media_type'),
          ...refusals,
        },
      },
      get: {
        operationId: 'listBooks',
        security: [{ token: ['books:read'] }],
        parameters: [
          { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 50 } },
          { name: 'genre', in: 'query', schema: { $ref: '#/components/schemas/Genre' } },
        ],
        responses: {
          '200': {
            description: 'Some books',
            headers: requestId,
            content: json({
              type: 'object',
              required: ['data'],
              properties: { data: { type: 'array', items: book } },
            }),
          },
          '400': problem('A parameter is not valid', 'invalid_parameter'),
          ...refusals,
        },
      },
    },
    '/books/{bookId}': {
      parameters: [bookId],
      get: {
        operationId: 'getBook',
        security: [{ token: ['books:read'] }],
        responses: {
          '200': { description: 'The book', headers: requestId, content: json(book) },
          '404': problem('There is no such book', 'not_found'),
          ...refusals,
        },
      },
      delete: {
        operationId: 'removeBook',
        security: [{ token: ['books:write'] }],
        responses: {
          '204': { description: 'Removed', headers: requestId },
          '404': problem('There is no such book', 'not_found'),
          ...refusals,
        },
      },
    },
    '/books/{bookId}/lend': {
      parameters: [bookId],
      post: {
        operationId: 'lendBook',
        security: [{ token: ['books:write'] }],
        parameters: [
          { name: 'X-Desk', in: 'header', required: true, schema: { type: 'string', pattern: '^[A-Z]{2}$' } },
        ],
        requestBody: {
          required: true,
          content: json({
            oneOf: [
              { $ref: '#/components/schemas/LendToMember' },
              { $ref: '#/components/schemas/LendToGuest' },
            ],
          }),
        },
        responses: {
          '200': { description: 'Lent', headers: requestId, content: json(book) },
          '400': problem('What was sent is not valid', 'invalid_loan'),
          '404': problem('There is no such book', 'not_found'),
          '415': problem('Another media type', 'unsupported_media_type'),
          ...refusals,
        },
      },
    },
  },
  components: {
    securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
    schemas: {
      BookId: { type: 'string', minLength: 1, maxLength: 20 },
      Genre: { type: 'string', enum: ['novel', 'poetry', 'science'] },
      NewBook: {
        type: 'object',
        required: ['title', 'pages'],
        additionalProperties: false,
        properties: {
          title: { type: 'string', minLength: 1, maxLength: 30 },
          pages: { type: 'integer', minimum: 1, maximum: 5000 },
          price: { type: ['number', 'null'], multipleOf: 0.25, exclusiveMinimum: 0 },
          genre: { $ref: '#/components/schemas/Genre' },
          isbn: { type: 'string', pattern: '^[0-9]{9}[0-9X]$' },
          contact: { type: 'string', format: 'email' },
          printed: { type: 'string', format: 'date-time' },
          sold: { type: 'string', format: 'date-time', 'x-after': 'printed' },
          authors: {
            type: 'array',
            minItems: 1,
            maxItems: 3,
            uniqueItems: true,
            items: {
              type: 'object',
              required: ['name'],
              properties: { name: { type: 'string', minLength: 2 } },
            },
          },
        },
      },
      Book: {
        type: 'object',
        required: ['id', 'title', 'pages'],
        properties: {
          id: { $ref: '#/components/schemas/BookId' },
          title: { type: 'string' },
          pages: { type: 'integer' },
          genre: { $ref: '#/components/schemas/Genre' },
        },
      },
      LendToMember: {
        type: 'object',
        required: ['member'],
        additionalProperties: false,
        properties: { member: { type: 'integer', minimum: 1 } },
      },
      LendToGuest: {
        type: 'object',
        required: ['guest'],
        additionalProperties: false,
        properties: { guest: { type: 'string', minLength: 1, maxLength: 40 } },
      },
      Problem: {
        type: 'object',
        required: ['error'],
        properties: {
          error: {
            type: 'object',
            required: ['code', 'message'],
            properties: { code: { type: 'string' }, message: { type: 'string' } },
          },
        },
      },
    },
  },
};
