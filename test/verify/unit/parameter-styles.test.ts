import { describe, expect, test } from 'vitest';
import type { Operation, Parameter } from '../../../src/contract/contract.ts';
import type { Json, JsonObject } from '../../../src/contract/json.ts';
import { loadContract } from '../../../src/toolkit/bundle/load-contract.ts';
import { Schemas } from '../../../src/verify/values/schemas.ts';
import { encodeRequest, readRequest } from '../../../src/verify/wire/encode.ts';
import { Unwritable } from '../../../src/verify/wire/unwritable.ts';

/** An operation with that one parameter. */
async function withParameter(parameter: JsonObject) {
  const path = parameter['in'] === 'path' ? '/things/{name}' : '/things';
  const contract = await loadContract({
    openapi: '3.1.0',
    info: { title: 'Things', version: '1' },
    paths: { [path]: { get: { operationId: 'getThings', parameters: [parameter], responses: {} } } },
  });
  const [operation] = contract.operations;
  const [declared] = operation?.parameters ?? [];
  if (operation === undefined || declared === undefined) throw new Error('no such operation');
  return { schemas: new Schemas(contract), operation, declared };
}

function request(operation: Operation, parameter: Parameter, value: Json) {
  return encodeRequest({
    operation,
    parameters: [{ parameter, value }],
    body: undefined,
    slots: [],
    resource: 'shared',
    override: {},
  });
}

const texts = { type: 'array', items: { type: 'string' } };
const numbers = { type: 'array', items: { type: 'integer' } };
const range = { type: 'object', properties: { from: { type: 'integer' }, to: { type: 'integer' } } };

const path = { in: 'path', required: true };
const label = { ...path, style: 'label' };
const matrix = { ...path, style: 'matrix' };

describe.each<[string, JsonObject, Json, string]>([
  ['form', { in: 'query', schema: { type: 'string' } }, 'a b&c=d', '/things?name=a%20b%26c%3Dd'],
  ['form, number', { in: 'query', schema: { type: 'integer' } }, 5, '/things?name=5'],
  ['form, exploded array', { in: 'query', schema: numbers }, [1, 2], '/things?name=1&name=2'],
  ['form, array', { in: 'query', explode: false, schema: texts }, ['a b', 'c'], '/things?name=a%20b,c'],
  ['form, exploded object', { in: 'query', schema: range }, { from: 1, to: 2 }, '/things?from=1&to=2'],
  [
    'form, object',
    { in: 'query', explode: false, schema: range },
    { from: 1, to: 2 },
    '/things?name=from,1,to,2',
  ],
  [
    'form, reserved characters',
    { in: 'query', allowReserved: true, schema: { type: 'string' } },
    'a/b?c:d&e+f#g',
    '/things?name=a/b?c:d%26e%2Bf%23g',
  ],
  [
    'spaceDelimited, array',
    { in: 'query', style: 'spaceDelimited', schema: numbers },
    [1, 2],
    '/things?name=1%202',
  ],
  [
    'spaceDelimited, object',
    { in: 'query', style: 'spaceDelimited', schema: range },
    { from: 1, to: 2 },
    '/things?name=from%201%20to%202',
  ],
  [
    'pipeDelimited, array',
    { in: 'query', style: 'pipeDelimited', schema: numbers },
    [1, 2],
    '/things?name=1%7C2',
  ],
  [
    'deepObject',
    { in: 'query', style: 'deepObject', schema: range },
    { from: 1 },
    '/things?name%5Bfrom%5D=1',
  ],
  [
    'JSON',
    { in: 'query', content: { 'application/json': { schema: range } } },
    { to: 2 },
    '/things?name=%7B%22to%22%3A2%7D',
  ],
  ['simple', { ...path, schema: { type: 'string' } }, 'a/b', '/things/a%2Fb'],
  ['simple, array', { ...path, schema: numbers }, [1, 2], '/things/1,2'],
  ['simple, object', { ...path, schema: range }, { from: 1, to: 2 }, '/things/from,1,to,2'],
  [
    'simple, exploded object',
    { ...path, explode: true, schema: range },
    { from: 1, to: 2 },
    '/things/from=1,to=2',
  ],
  ['label', { ...label, schema: { type: 'string' } }, 'a', '/things/.a'],
  ['label, array', { ...label, schema: numbers }, [1, 2], '/things/.1,2'],
  ['label, exploded array', { ...label, explode: true, schema: numbers }, [1, 2], '/things/.1.2'],
  ['label, object', { ...label, schema: range }, { from: 1, to: 2 }, '/things/.from,1,to,2'],
  [
    'label, exploded object',
    { ...label, explode: true, schema: range },
    { from: 1, to: 2 },
    '/things/.from=1.to=2',
  ],
  ['matrix', { ...matrix, schema: { type: 'string' } }, 'a', '/things/;name=a'],
  ['matrix, no text', { ...matrix, schema: { type: 'string' } }, '', '/things/;name'],
  ['matrix, array', { ...matrix, schema: numbers }, [1, 2], '/things/;name=1,2'],
  ['matrix, exploded array', { ...matrix, explode: true, schema: numbers }, [1, 2], '/things/;name=1;name=2'],
  ['matrix, object', { ...matrix, schema: range }, { from: 1, to: 2 }, '/things/;name=from,1,to,2'],
  [
    'matrix, exploded object',
    { ...matrix, explode: true, schema: range },
    { from: 1, to: 2 },
    '/things/;from=1;to=2',
  ],
  [
    'JSON in a path',
    { ...path, content: { 'application/json': { schema: range } } },
    { to: 2 },
    '/things/%7B%22to%22%3A2%7D',
  ],
])('style %s', (_, parameter, value, target) => {
  test(`is written as ${target} and read back`, async () => {
    const { schemas, operation, declared } = await withParameter({ name: 'name', ...parameter });
    const wire = request(operation, declared, value);
    expect(wire.target).toBe(target);
    expect(readRequest(schemas, operation, wire).parameters.get(declared)).toEqual(value);
  });
});

test.each<[string, JsonObject, Json]>([
  ['an item with the delimiter', { in: 'query', explode: false, schema: texts }, ['a,b', 'c']],
  ['a space where spaces delimit', { in: 'query', style: 'spaceDelimited', schema: texts }, ['a b']],
  ['a dot in an exploded label', { ...label, explode: true, schema: texts }, ['a.b']],
  ['a list without items', { in: 'query', schema: texts }, []],
  ['null', { in: 'query', schema: { type: ['string', 'null'] } }, null],
  ['a list in a list', { in: 'query', schema: { type: 'array' } }, [[1]]],
  ['a list in a deepObject', { in: 'query', style: 'deepObject', schema: range }, { from: [1, 2] }],
  ['two cookies of one name', { in: 'cookie', schema: numbers }, [1, 2]],
  ['a cookie that needs an escape', { in: 'cookie', schema: { type: 'string' } }, 'a;b'],
])('%s has no form that all servers read alike', async (_, parameter, value) => {
  const { operation, declared } = await withParameter({ name: 'name', ...parameter });
  expect(() => request(operation, declared, value)).toThrow(Unwritable);
});

test.each<[JsonObject, Json, string]>([
  [{ schema: { type: 'string' } }, 'a@b', 'name=a@b'],
  [{ explode: false, schema: numbers }, [1, 2], 'name=1,2'],
  [{ explode: false, schema: range }, { from: 1, to: 2 }, 'name=from,1,to,2'],
  [{ schema: range }, { from: 1, to: 2 }, 'from=1; to=2'],
  [{ style: 'cookie', schema: numbers }, [1, 2], 'name=1; name=2'],
  [{ style: 'cookie', schema: range }, { from: 1, to: 2 }, 'from=1; to=2'],
])('a cookie %j is %j as %s', async (parameter, value, field) => {
  const { schemas, operation, declared } = await withParameter({ name: 'name', in: 'cookie', ...parameter });
  const wire = request(operation, declared, value);
  expect(wire.headers).toContainEqual(['Cookie', field]);
  expect(readRequest(schemas, operation, wire).parameters.get(declared)).toEqual(value);
});

describe('a path with two parameters in a segment', () => {
  const operation = async () => {
    const name = (name: string): JsonObject => ({
      name,
      in: 'path',
      required: true,
      schema: { type: 'string' },
    });
    const contract = await loadContract({
      openapi: '3.1.0',
      info: { title: 'Things', version: '1' },
      paths: { '/things/{id}.{form}': { get: { parameters: [name('id'), name('form')], responses: {} } } },
    });
    const [only] = contract.operations;
    if (only === undefined) throw new Error('no operation');
    return { schemas: new Schemas(contract), operation: only };
  };
  const draftOf = (operation: Operation, id: string) => ({
    operation,
    parameters: operation.parameters.map((parameter, index) => ({
      parameter,
      value: [id, 'json'][index] ?? '',
    })),
    body: undefined,
    slots: [],
    resource: 'shared' as const,
    override: {},
  });

  test('is written and read back', async () => {
    const { schemas, operation: only } = await operation();
    const wire = encodeRequest(draftOf(only, 'a'));
    expect(wire.target).toBe('/things/a.json');
    expect([...readRequest(schemas, only, wire).parameters.values()]).toEqual(['a', 'json']);
  });

  test('has no values that can be taken apart in two ways', async () => {
    const { operation: only } = await operation();
    expect(() => encodeRequest(draftOf(only, 'a.b'))).toThrow(Unwritable);
  });
});

test('a head that is longer than servers take is not sent', async () => {
  const { schemas, operation, declared } = await withParameter({
    name: 'name',
    in: 'query',
    schema: { type: 'string' },
  });
  const wire = request(operation, declared, 'a'.repeat(10_000));
  expect(() => readRequest(schemas, operation, wire)).toThrow(Unwritable);
});

test('a header field is written as it is', async () => {
  const { schemas, operation, declared } = await withParameter({
    name: 'X-Name',
    in: 'header',
    schema: texts,
  });
  const wire = request(operation, declared, ['a', 'b']);
  expect(wire.headers).toContainEqual(['X-Name', 'a,b']);
  expect(readRequest(schemas, operation, wire).parameters.get(declared)).toEqual(['a', 'b']);
});

test.each([' a', 'é', 'a\nb', ''])('a header field cannot be %j', async (text) => {
  const { operation, declared } = await withParameter({
    name: 'X-Name',
    in: 'header',
    schema: { type: 'string' },
  });
  expect(() => request(operation, declared, text)).toThrow(Unwritable);
});

test.each(['', '.', '..'])('a path segment cannot be %j', async (text) => {
  const { operation, declared } = await withParameter({
    name: 'name',
    in: 'path',
    required: true,
    schema: { type: 'string' },
  });
  expect(() => request(operation, declared, text)).toThrow(Unwritable);
});
