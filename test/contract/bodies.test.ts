import { expect, test } from 'vitest';
import type { JsonObject } from '../../src/contract/json.ts';
import { loadContract } from '../../src/toolkit/bundle/load-contract.ts';

/** A contract of one operation, whose body is a form with these parts. */
async function formWith(properties: JsonObject, encoding: JsonObject = {}) {
  const schema = { type: 'object', properties };
  const { operations } = await loadContract({
    openapi: '3.1.0',
    info: { title: 'Forms', version: '1' },
    'x-max-body': 1000,
    paths: {
      '/forms': {
        post: {
          operationId: 'sendForm',
          'x-max-body': 5000,
          requestBody: {
            content: { 'multipart/form-data': { schema: { $ref: '#/components/schemas/Form' }, encoding } },
          },
          responses: {},
        },
        put: {
          operationId: 'replaceForm',
          requestBody: { content: { 'application/json': {} } },
          responses: {},
        },
      },
    },
    components: { schemas: { Form: schema, Name: { type: 'string', maxLength: 10 } } },
  });
  const [replace, send] = operations;
  return { replace: replace?.body, send: send?.body, parts: send?.body?.content[0]?.form };
}

test('the size of a body is the operation’s own, else that of the contract', async () => {
  const { send, replace } = await formWith({});
  expect(send?.maxBody).toBe(5000);
  expect(replace?.maxBody).toBe(1000);
});

test('only multipart/form-data has parts', async () => {
  const { replace } = await formWith({});
  expect(replace?.content[0]?.form).toBeUndefined();
});

test('what is binary is a file, with the bytes that it may have', async () => {
  const { parts } = await formWith({
    photo: { type: 'string', format: 'binary', maxLength: 2000 },
    scan: { contentMediaType: 'image/png' },
    thumbnail: { type: 'string', contentMediaType: 'image/png', contentEncoding: 'base64' },
  });
  expect(parts?.map(({ name, content, maxSize }) => [name, content, maxSize])).toEqual([
    ['photo', 'file', 2000],
    ['scan', 'file', undefined],
    ['thumbnail', 'text', undefined],
  ]);
});

test('an object is JSON, and whatever else the encoding says', async () => {
  const { parts } = await formWith(
    {
      address: { type: 'object' },
      name: { $ref: '#/components/schemas/Name', default: 'nobody' },
      mapping: { $ref: '#/components/schemas/Name' },
    },
    { mapping: { contentType: 'application/json' } },
  );
  expect(parts).toMatchObject([
    { name: 'address', content: 'json', default: undefined },
    { name: 'name', content: 'text', default: 'nobody' },
    { name: 'mapping', content: 'json' },
  ]);
});

test('a list comes as one part for each item', async () => {
  const { parts } = await formWith({
    tags: { type: 'array', items: { $ref: '#/components/schemas/Name' } },
    photos: { type: 'array', items: { type: 'string', format: 'binary' } },
  });
  expect(parts).toMatchObject([
    { name: 'tags', content: 'text', isList: true },
    { name: 'photos', content: 'file', isList: true },
  ]);
});
