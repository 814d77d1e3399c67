/** What a request has by its types: files in forms, and the parameters that the contract reads. */
import { expect, test } from 'vitest';
import type { JsonObject } from '../../../src/contract/json.ts';
import { toContract } from '../../../src/contract/read-contract.ts';
import { writeReceivedTypes, writeTypes } from '../../../src/toolkit/generate/types.ts';

const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });
const text = { type: 'string' };
const object = (properties: JsonObject): JsonObject => ({ type: 'object', properties });

function documentWith(schemas: JsonObject): JsonObject {
  return { openapi: '3.1.0', info: { title: 'Types', version: '1' }, components: { schemas } };
}

/** Without comments and line breaks, and with components by their names. */
function plain(source: string): string {
  return source
    .replaceAll(/\/\*\*.*?\*\//gs, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/components\["schemas"\]\["(.*?)"\]/g, '$1');
}

test('a file in a form is bytes, however it is declared, and in other bodies a text', async () => {
  const file = { ...text, contentMediaType: 'application/octet-stream' };
  const Form = object({
    file,
    files: { type: 'array', items: file },
    untyped: { contentMediaType: 'image/png' },
    encoded: { ...text, contentMediaType: 'image/png', contentEncoding: 'base64' },
    shared: ref('Shared'),
  });
  const Answer = object({ embedded: file, shared: ref('Shared') });
  const document = documentWith({ Form, Shared: file, Plain: object({ embedded: file }), Answer });
  const responses = {
    '200': { description: 'Done', content: { 'application/json': { schema: ref('Answer') } } },
  };
  const operation = (type: string, name: string): JsonObject => ({
    operationId: name,
    requestBody: { content: { [type]: { schema: ref(name) } } },
    responses,
  });
  const contract = toContract({
    ...document,
    paths: {
      '/form': { post: operation('multipart/form-data', 'Form') },
      '/json': { post: operation('application/json', 'Plain') },
    },
  });

  for (const types of [plain(await writeTypes(contract)), plain(await writeReceivedTypes(contract))]) {
    expect(types).toContain(
      'Form: { file?: Blob; files?: Blob[]; untyped?: Blob; encoded?: string; shared?: SharedInRequest; };',
    );
    expect(types).toContain('Shared: string; SharedInRequest: Blob;');
    expect(types).toContain('Plain: { embedded?: string; };');
    expect(types).toContain('Answer: { embedded?: string; shared?: Shared; };');
  }
});

test('a header parameter that OpenAPI ignores, or that carries the credential, is no part of a request', async () => {
  const header = (name: string): JsonObject => ({ name, in: 'header', required: true, schema: text });
  const document = documentWith({});
  const contract = toContract({
    ...document,
    security: [{ key: [] }],
    components: {
      parameters: { Language: header('Accept-Language'), Type: header('content-type') },
      securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } },
    },
    paths: {
      '/pets': {
        parameters: [header('Accept'), { $ref: '#/components/parameters/Language' }, header('X-Key')],
        get: {
          operationId: 'list',
          parameters: [header('Authorization'), { $ref: '#/components/parameters/Type' }, header('X-Own')],
          responses: { '200': { description: 'Done' } },
        },
      },
    },
  });

  for (const types of [plain(await writeTypes(contract)), plain(await writeReceivedTypes(contract))]) {
    expect(types).toContain(
      'list: { parameters: { query?: never; header: { "Accept-Language": components["parameters"]["Language"]; "X-Own": string; };',
    );
    expect(types).toContain(
      '"/pets": { parameters: { query?: never; header: { "Accept-Language": components["parameters"]["Language"]; };',
    );
  }
});
