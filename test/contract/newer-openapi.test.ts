/** What OpenAPI 3.2 adds is read into the normal form, or is an error at its place. */
import { expect, test } from 'vitest';
import { ContractError } from '../../src/contract/contract-error.ts';
import type { JsonObject } from '../../src/contract/json.ts';
import { toContract } from '../../src/contract/read-contract.ts';
import { sequenceKind } from '../../src/contract/sequential-media-types.ts';
import { unsupportedFeatures } from '../../src/contract/unsupported-features.ts';
import { observatory } from '../support/observatory/observatory.ts';

const ok = { '200': { description: 'Done' } };

const documentWith = (members: JsonObject): JsonObject => ({
  openapi: '3.2.0',
  info: { title: 'New', version: '1' },
  paths: {},
  ...members,
});

const contractWith = (members: JsonObject) => toContract(documentWith(members));

function problemsOf(paths: JsonObject): string[] {
  try {
    toContract(documentWith({ paths }), { locate: (pointer) => ({ file: pointer, line: 1, column: 1 }) });
  } catch (error) {
    if (error instanceof ContractError)
      return error.problems.map((each) => `${each.location?.file} ${each.message}`);
    throw error;
  }
  return [];
}

test('each method of a path is an operation, whichever way it is written', () => {
  const { operations } = contractWith({
    paths: {
      '/a': {
        additionalOperations: { COPY: { responses: ok }, 'M-SEARCH': { responses: ok } },
        query: { responses: ok },
        get: { responses: ok },
      },
    },
  });
  expect(operations.map(({ id, method, pointer }) => [id, method, pointer])).toEqual([
    ['GET /a', 'get', '/paths/~1a/get'],
    ['QUERY /a', 'query', '/paths/~1a/query'],
    ['COPY /a', 'COPY', '/paths/~1a/additionalOperations/COPY'],
    ['M-SEARCH /a', 'M-SEARCH', '/paths/~1a/additionalOperations/M-SEARCH'],
  ]);
});

test.each([
  ['POST', 'has a field of its own: write it as "post"'],
  ['query', 'has a field of its own: write it as "query"'],
  ['copy', 'is not in capitals, and methods of HTTP are told apart by case: write "COPY"'],
  ['CO PY', 'is no token, as a method of HTTP is'],
])('an additional method %s cannot be', (method, reason) => {
  const [only = '', ...others] = problemsOf({
    '/a': { additionalOperations: { [method]: { responses: ok } } },
  });
  expect(others).toEqual([]);
  expect(only).toContain(`/paths/~1a/additionalOperations/${method} additionalOperations of /a: "${method}"`);
  expect(only).toContain(reason);
});

const whole = (name: string): JsonObject => ({
  name,
  in: 'querystring',
  content: {
    'application/x-www-form-urlencoded': { schema: { type: 'object' }, encoding: { a: { style: 'form' } } },
  },
});
const getWith = (...parameters: JsonObject[]) => ({
  '/a': { get: { operationId: 'get', parameters, responses: ok } },
});

test('a parameter that is the whole query is read by its content', () => {
  const [operation] = contractWith({ paths: getWith(whole('filter')) }).operations;
  expect(operation?.parameters).toMatchObject([
    {
      name: 'filter',
      in: 'querystring',
      mediaType: 'application/x-www-form-urlencoded',
      encoding: { a: { style: 'form' } },
      schema: { type: 'object' },
    },
  ]);
});

test('the whole query is one parameter, by itself, and has content', () => {
  expect(problemsOf(getWith(whole('one'), whole('two')))).toEqual([
    expect.stringContaining('/parameters/1 operation get: parameter one is the whole query, and two is'),
  ]);
  expect(problemsOf(getWith(whole('one'), { name: 'page', in: 'query', schema: {} }))).toEqual([
    expect.stringContaining('make it a property of one'),
  ]);
  expect(problemsOf(getWith({ name: 'one', in: 'querystring', schema: {} }))).toEqual([
    expect.stringContaining('say by a media type how it is written'),
  ]);
});

const answering = (content: JsonObject, components: JsonObject = {}) =>
  contractWith({
    paths: { '/a': { get: { responses: { '200': { description: 'Done', content } } } } },
    components,
  });

test('the schema of an item is that of a list of such items', () => {
  const { operations, document } = answering(
    {
      'application/jsonl': { itemSchema: { type: 'object' } },
      'text/event-stream': { itemSchema: { $ref: '#/components/schemas/Event' } },
      'application/json-seq': { $ref: '#/components/mediaTypes/Log' },
    },
    {
      schemas: { Event: { type: 'object' } },
      mediaTypes: { Log: { itemSchema: true } },
    },
  );
  expect(operations[0]?.responses[0]?.content).toMatchObject([
    {
      schema: {
        type: 'array',
        items: { $ref: '#/paths/~1a/get/responses/200/content/application~1jsonl/itemSchema' },
      },
      itemPointer: '/paths/~1a/get/responses/200/content/application~1jsonl/itemSchema',
    },
    { schema: { type: 'array', items: { $ref: '#/components/schemas/Event' } } },
    { schema: { type: 'array' }, itemPointer: '/components/mediaTypes/Log/itemSchema' },
  ]);
  expect(unsupportedFeatures(document)).toEqual([]);
  // Read once more, as a generated file is, it is the same.
  expect(toContract(document).document).toEqual(document);
});

test('the items of a list that is described as a whole have the schema of its items', () => {
  const { operations } = answering(
    {
      'application/jsonl': { schema: { $ref: '#/components/schemas/Log' } },
      'application/json': { schema: { $ref: '#/components/schemas/Log' } },
    },
    { schemas: { Log: { type: 'array', maxItems: 9, items: { type: 'object' } } } },
  );
  const [lines, json] = operations[0]?.responses[0]?.content ?? [];
  expect(lines?.itemPointer).toBe('/components/schemas/Log/items');
  expect(json?.itemPointer).toBeUndefined();
});

test('an item schema of what is no sequence is none of a list', () => {
  const [media] =
    answering({ 'application/json': { itemSchema: {} } }).operations[0]?.responses[0]?.content ?? [];
  expect(media?.schema).toBeUndefined();
});

test.each([
  ['application/jsonl; charset=utf-8', 'lines'],
  ['application/x-ndjson', 'lines'],
  ['application/geo+json-seq', 'json-seq'],
  ['Text/Event-Stream', 'events'],
  ['multipart/mixed', 'parts'],
  ['multipart/form-data', undefined],
  ['application/json', undefined],
])('%s is a sequence of %s', (type, kind) => {
  expect(sequenceKind(type)).toBe(kind);
});

test('node types are said by the words of 3.1 where it has some', () => {
  const { document } = contractWith({
    components: {
      schemas: {
        Attribute: { type: 'string', xml: { nodeType: 'attribute', name: 'a' } },
        Wrapped: { type: 'array', xml: { nodeType: 'element' } },
        Element: { type: 'string', xml: { nodeType: 'element' } },
        Plain: { type: 'array', xml: { nodeType: 'none' } },
        Text: { type: 'string', xml: { nodeType: 'text' } },
      },
    },
  });
  expect(document['components']).toMatchObject({
    schemas: {
      Attribute: { xml: { attribute: true, name: 'a' } },
      Wrapped: { xml: { wrapped: true } },
      Element: { xml: {} },
      Plain: { xml: {} },
      Text: { xml: { nodeType: 'text' } },
    },
  });
  expect(unsupportedFeatures(document)).toMatchObject([
    { about: 'what a value is in XML', pointer: '/components/schemas/Text/xml/nodeType', by: 'all' },
  ]);
});

test('a contract with everything new is read whole', () => {
  expect(unsupportedFeatures(observatory.document)).toEqual([]);
  expect(observatory.operations.map(({ id, method }) => `${method} ${id}`)).toEqual([
    'get listStars',
    'query searchStars',
    'COPY copyStar',
    'get listObservations',
    'post addObservations',
    'get watchSky',
  ]);
  expect([...observatory.securitySchemes]).toContainEqual(['device', { type: 'oauth2' }]);
  const [filter] = observatory.operations[0]?.parameters ?? [];
  expect(filter?.examples).toMatchObject([{ name: 'blue', value: { limit: 10, colours: ['blue'] } }]);
});
