/** The smallest contract that can be broken in the ten ways that are known from published comparisons. */
import type { JsonObject } from '../../../../src/contract/json.ts';

const json = (name: string): JsonObject => ({
  'application/json': { schema: { $ref: `#/components/schemas/${name}` } },
});
const item = (description: string, headers: JsonObject = {}): JsonObject => ({
  description,
  headers,
  content: json('Item'),
});
const refused = { '400': { description: 'What was sent is not valid' } };
const unknown = { '404': { description: 'There is no such item' } };
const body = { required: true, content: json('NewItem') };

const properties: JsonObject = {
  name: { type: 'string', minLength: 1, maxLength: 40 },
  stock: { type: 'integer', minimum: 0, maximum: 500 },
  size: { type: 'string', enum: ['small', 'large'] },
};

export const shopDocument: JsonObject = {
  openapi: '3.1.0',
  info: { title: 'Shop', version: '1' },
  paths: {
    '/items': {
      post: {
        operationId: 'addItem',
        requestBody: body,
        responses: {
          '201': item('Added', {
            Location: { required: true, schema: { type: 'string', format: 'uri-reference' } },
          }),
          ...refused,
        },
      },
    },
    '/items/{itemId}': {
      parameters: [{ name: 'itemId', in: 'path', required: true, schema: { type: 'integer', minimum: 1 } }],
      get: { operationId: 'getItem', responses: { '200': item('The item'), ...refused, ...unknown } },
      put: {
        operationId: 'putItem',
        requestBody: body,
        responses: { '200': item('Replaced'), ...refused, ...unknown },
      },
      delete: {
        operationId: 'removeItem',
        responses: { '204': { description: 'Removed' }, ...refused, ...unknown },
      },
    },
  },
  components: {
    schemas: {
      NewItem: { type: 'object', required: ['name', 'stock'], additionalProperties: false, properties },
      Item: {
        type: 'object',
        required: ['id', 'name', 'stock'],
        properties: { id: { type: 'integer' }, ...structuredClone(properties) },
      },
    },
  },
};
