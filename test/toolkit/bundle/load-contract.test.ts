import { describe, expect, test } from 'vitest';
import { ContractError } from '../../../src/contract/contract-error.ts';
import { loadContract } from '../../../src/toolkit/bundle/load-contract.ts';

const file = new URL('../../contract/files/openapi.yaml', import.meta.url);

/** The smallest document that is a contract, with `members` added. */
function documentWith(members: Record<string, never> | object) {
  return { openapi: '3.1.0', info: { title: 'Small API', version: '1' }, paths: {}, ...members };
}

async function problemsOf(source: Parameters<typeof loadContract>[0]): Promise<string[]> {
  const error = await loadContract(source).catch((thrown: unknown) => thrown);
  if (!(error instanceof ContractError)) throw new Error('the contract was accepted');
  return error.problems.map(({ message }) => message);
}

describe('a contract in several files', () => {
  test('becomes one normal form', async () => {
    const contract = await loadContract(file);
    expect(contract).toMatchObject({
      name: 'files',
      title: 'Tiny',
      basePath: '/api/v1',
      rateLimits: [{ limit: 60, window: 60 }],
      idempotency: { header: 'Idempotency-Key', ttl: 86_400 },
    });
    expect(contract.securitySchemes.get('key')).toEqual({ type: 'http', scheme: 'bearer' });
    const [operation] = contract.operations;
    expect(operation).toMatchObject({
      id: 'replaceThing',
      method: 'put',
      path: '/things/{thingId}',
      idempotent: true,
      security: [[{ scheme: 'key', scopes: ['things:write'] }]],
    });
    expect(operation?.parameters.map(({ name, in: place }) => `${place} ${name}`)).toEqual([
      'path thingId',
      'header Idempotency-Key',
    ]);
    expect(operation?.responses.map(({ status, headers }) => [status, headers.length])).toEqual([
      ['200', 0],
      ['4XX', 1],
    ]);
    expect(operation?.responses[1]?.content[0]?.examples[0]).toMatchObject({
      name: 'taken',
      value: { error: 'taken' },
    });
  });

  test('knows the file and line that a person wrote, across references', async () => {
    const contract = await loadContract(file);
    const body = contract.operations[0]?.body?.content[0]?.schemaPointer ?? '';
    expect(contract.locate(`${body}/properties/name/maxLength`)).toMatchObject({
      file: 'test/contract/files/schemas/new-thing.yaml',
      line: 5,
    });
    expect(contract.locate('/components/schemas/new-thing/required')).toMatchObject({ line: 2 });
    expect(contract.locate('/paths/~1things~1{thingId}/put/operationId')).toMatchObject({
      file: 'test/contract/files/openapi.yaml',
      line: 12,
    });
  });
});

describe('a broken contract is refused with what is wrong', () => {
  test('a file that is not there', async () => {
    expect(await problemsOf('nowhere/openapi.yaml')).toEqual(['there is no such file']);
  });
  test('another version of OpenAPI', async () => {
    expect(await problemsOf({ swagger: '2.0' })).toEqual([
      'found Swagger 2.0; OpenAPI 3.0, 3.1 or 3.2 is needed',
    ]);
    expect(await problemsOf({ openapi: '4.0.0' })).toEqual([
      'found OpenAPI 4.0.0; OpenAPI 3.0, 3.1 or 3.2 is needed',
    ]);
    expect(await problemsOf({ asyncapi: '3.0.0' })).toEqual([
      'found AsyncAPI 3.0.0; OpenAPI 3.0, 3.1 or 3.2 is needed',
    ]);
  });
  test('an operationId used twice', async () => {
    const operation = { operationId: 'twin', responses: {} };
    expect(
      await problemsOf(documentWith({ paths: { '/a': { get: operation }, '/b': { get: operation } } })),
    ).toEqual(['operationId "twin" of GET /b is that of GET /a as well (#/paths/~1a/get/operationId)']);
  });
  test('an anchor that no schema has', async () => {
    const components = { schemas: { Tree: { $dynamicAnchor: 'node', items: { $dynamicRef: '#nod' } } } };
    expect(await problemsOf(documentWith({ components }))).toEqual([
      'no schema has the anchor that is referred to by "#nod"',
    ]);
  });
  test('a cross-field keyword with a value that says nothing', async () => {
    const components = { schemas: { Thing: { type: 'string', 'x-known': 'planets' } } };
    expect(await problemsOf(documentWith({ components }))).toEqual([
      'x-known value must be equal to one of the allowed values, found "planets"',
    ]);
  });
  test('a size of bodies that is none', async () => {
    const paths = { '/a': { post: { operationId: 'one', 'x-max-body': '1 MB', responses: {} } } };
    expect(await problemsOf(documentWith({ paths, 'x-max-body': 0 }))).toEqual([
      'x-max-body must be a number of bytes above 0',
      'x-max-body must be a number of bytes above 0',
    ]);
  });
  test('a rate limit that is none', async () => {
    expect(await problemsOf(documentWith({ 'x-rate-limit': { limit: 60 } }))).toEqual([
      expect.stringContaining('x-rate-limit must be a list'),
    ]);
  });
});

test.each([
  ['/', ''],
  ['https://example.com/v2/', '/v2'],
  ['https://{tenant}.example.com:{port}/{version}', '/v7'],
  ['{scheme}://{', ''],
])('the base path of %s is %j', async (url, basePath) => {
  const variables = { port: { default: '8443' }, version: { default: 'v7' } };
  const contract = await loadContract(documentWith({ servers: [{ url, variables }] }));
  expect(contract.basePath).toBe(basePath);
});

test('OpenAPI 3.0 is read as 3.1', async () => {
  const contract = await loadContract({
    openapi: '3.0.3',
    info: { title: 'Old', version: '1' },
    paths: {},
    components: {
      schemas: {
        Age: { type: 'integer', nullable: true, minimum: 0, exclusiveMinimum: true, enum: [1, 2] },
        Other: { $ref: '#/components/schemas/Age', nullable: true },
        Own: { $ref: '#/components/schemas/Age', readOnly: true },
        // Keywords of later drafts.
        Known: { $id: 'known', $anchor: 'here', type: 'string' },
        // A property may be called like a keyword.
        Odd: { type: 'object', properties: { nullable: { type: 'boolean' } }, example: { nullable: true } },
      },
    },
  });
  expect(contract.document['components']).toEqual({
    schemas: {
      Age: { type: ['integer', 'null'], exclusiveMinimum: 0, enum: [1, 2] },
      Other: { $ref: '#/components/schemas/Age' },
      Own: { $ref: '#/components/schemas/Age', readOnly: true },
      Known: { type: 'string' },
      Odd: { type: 'object', properties: { nullable: { type: 'boolean' } }, example: { nullable: true } },
    },
  });
});

test('what is left of earlier drafts in 3.1 is read as it was meant', async () => {
  const contract = await loadContract({
    openapi: '3.1.0',
    info: { title: 'Half new', version: '1' },
    paths: {},
    components: {
      schemas: {
        Rate: { type: 'number', minimum: 0, exclusiveMinimum: true, maximum: 1, exclusiveMaximum: false },
        Nothing: { type: 'string', enum: [] },
        Anything: { nullable: true },
      },
    },
  });
  expect(contract.document['components']).toEqual({
    schemas: {
      Rate: { type: 'number', exclusiveMinimum: 0, maximum: 1 },
      Nothing: { type: 'string', not: {} },
      Anything: {},
    },
  });
});

test('a schema may be referred to by its anchor', async () => {
  const contract = await loadContract({
    openapi: '3.1.0',
    info: { title: 'Trees', version: '1' },
    paths: {},
    components: {
      schemas: {
        Tree: { $dynamicAnchor: 'node', properties: { children: { items: { $dynamicRef: '#node' } } } },
        Age: { $anchor: 'age', type: 'integer' },
        Person: { properties: { age: { $ref: '#age' } } },
      },
    },
  });
  expect(contract.document['components']).toMatchObject({
    schemas: {
      Tree: { properties: { children: { items: { $ref: '#/components/schemas/Tree' } } } },
      Person: { properties: { age: { $ref: '#/components/schemas/Age' } } },
    },
  });
});

test('a pattern may escape what needs no escape, and an identifier does not change what is referred to', async () => {
  const shown = { pattern: '\\_', $id: 'https://example.com/shown' };
  const contract = await loadContract({
    openapi: '3.1.0',
    info: { title: 'Codes', version: '1' },
    paths: {},
    components: {
      schemas: {
        Code: { $id: 'https://example.com/code', pattern: '^[a-z\\-]+\\_\\d$', example: shown },
        Codes: { patternProperties: { '^\\@': { $ref: '#/components/schemas/Code' } } },
      },
    },
  });
  expect(contract.document['components']).toEqual({
    schemas: {
      Code: { pattern: '^[a-z\\-]+_\\d$', example: shown },
      Codes: { patternProperties: { '^@': { $ref: '#/components/schemas/Code' } } },
    },
  });
});
