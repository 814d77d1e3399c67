/** What OpenAPI has that is not read is found wherever it stands. */
import { expect, test } from 'vitest';
import type { JsonObject } from '../../src/contract/json.ts';
import { unsupportedFeatures } from '../../src/contract/unsupported-features.ts';
import { loadContract } from '../../src/toolkit/bundle/load-contract.ts';

const ok = { '200': { description: 'Done' } };
const media = (more: JsonObject): JsonObject => ({ 'multipart/mixed': more });

/** The places that are not read in a contract with these members. */
function placesIn(members: JsonObject): string[] {
  return unsupportedFeatures({
    openapi: '3.2.0',
    info: { title: 'New', version: '1' },
    paths: {},
    ...members,
  }).map(({ pointer }) => pointer);
}

test.each<[string, JsonObject, string]>([
  [
    'the items of a body without names',
    { components: { responses: { Stream: { content: media({ itemSchema: { type: 'object' } }) } } } },
    '/components/responses/Stream/content/multipart~1mixed/itemSchema',
  ],
  [
    'the items of a body that is no sequence',
    { components: { responses: { Stream: { content: { 'application/json': { itemSchema: true } } } } } },
    '/components/responses/Stream/content/application~1json/itemSchema',
  ],
  [
    'the items of a stream beside the schema of the whole',
    {
      components: {
        mediaTypes: { Stream: { itemSchema: { type: 'object' }, schema: { type: 'array', maxItems: 3 } } },
      },
    },
    '/components/mediaTypes/Stream/itemSchema',
  ],
  [
    'parts by their order',
    { components: { requestBodies: { Parts: { content: media({ prefixEncoding: [{}] }) } } } },
    '/components/requestBodies/Parts/content/multipart~1mixed/prefixEncoding',
  ],
  [
    'parts inside a part',
    { components: { requestBodies: { Parts: { content: media({ encoding: { a: { encoding: {} } } }) } } } },
    '/components/requestBodies/Parts/content/multipart~1mixed/encoding/a/encoding',
  ],
  [
    'what a value is in XML',
    { components: { schemas: { Pet: { properties: { id: { xml: { nodeType: 'cdata' } } } } } } },
    '/components/schemas/Pet/properties/id/xml/nodeType',
  ],
  [
    'an example by its text',
    { paths: { '/a': { parameters: [{ name: 'a', examples: { one: { serializedValue: 'a=1' } } }] } } },
    '/paths/~1a/parameters/0/examples/one/serializedValue',
  ],
  [
    'an example that stands elsewhere',
    { components: { examples: { big: { externalValue: 'https://example.com/big.json' } } } },
    '/components/examples/big/externalValue',
  ],
  [
    'what header fields of a part may hold',
    { components: { requestBodies: { Parts: { content: media({ encoding: { a: { headers: {} } } }) } } } },
    '/components/requestBodies/Parts/content/multipart~1mixed/encoding/a/headers',
  ],
  [
    'what XML in an answer holds',
    { components: { responses: { Pet: { content: { 'application/pet+xml': { schema: {} } } } } } },
    '/components/responses/Pet/content/application~1pet+xml/schema',
  ],
  ['callbacks', { paths: { '/a': { post: { callbacks: { done: {} } } } } }, '/paths/~1a/post/callbacks'],
  ['webhooks', { webhooks: { done: {} } }, '/webhooks'],
])('%s', (_, members, pointer) => {
  expect(placesIn(members)).toEqual([pointer]);
});

test('a name that somebody chose is no word of OpenAPI', () => {
  const properties = {
    query: { type: 'string' },
    encoding: {},
    callbacks: {},
    nodeType: {},
    in: { const: 1 },
  };
  const schema = { type: 'object', properties, example: { in: 'querystring' } };
  const body = { content: media({ schema, encoding: { query: {}, encoding: {}, itemEncoding: {} } }) };
  const post = { requestBody: body, responses: ok };
  expect(placesIn({ paths: { '/query': { post } }, components: { schemas: { callbacks: schema } } })).toEqual(
    [],
  );
});

test('what is the same as before is read: media types of the components, and examples by their values', async () => {
  const content = { 'application/json': { $ref: '#/components/mediaTypes/Thing' } };
  const contract = await loadContract({
    openapi: '3.2.0',
    info: { title: 'New', version: '1' },
    paths: { '/a': { post: { requestBody: { content }, responses: ok } } },
    components: {
      mediaTypes: {
        Thing: {
          schema: { type: 'object' },
          examples: { one: { dataValue: { a: 1 }, serializedValue: '{"a":1}' } },
        },
      },
    },
  });
  expect(contract.operations[0]?.body?.content).toMatchObject([
    { schemaPointer: '/components/mediaTypes/Thing/schema', examples: [{ name: 'one', value: { a: 1 } }] },
  ]);
  expect(unsupportedFeatures(contract.document)).toEqual([]);
});
