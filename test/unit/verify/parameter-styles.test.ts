import { describe, expect, test } from 'vitest';
import type { Operation, Parameter } from '../../../src/contract/contract.ts';
import type { Json, JsonObject } from '../../../src/contract/json.ts';
import { loadContract } from '../../../src/contract/load.ts';
import { Schemas } from '../../../src/verify/values/schemas.ts';
import { encodeRequest, readRequest } from '../../../src/verify/wire/encode.ts';
import { Unwritable } from '../../../src/verify/wire/parameter-style.ts';

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

describe.each<[string, JsonObject, Json, string]>([
  ['form', { in: 'query', schema: { type: 'string' } }, 'a b&c=d', '/things?name=a%20b%26c%3Dd'],
  ['form, number', { in: 'query', schema: { type: 'integer' } }, 5, '/things?name=5'],
  ['form, explode', { in: 'query', schema: numbers }, [1, 2], '/things?name=1&name=2'],
  ['form, no explode', { in: 'query', explode: false, schema: texts }, ['a,b', 'c'], '/things?name=a%2Cb,c'],
  ['form, object', { in: 'query', schema: range }, { from: 1, to: 2 }, '/things?from=1&to=2'],
  [
    'spaceDelimited',
    { in: 'query', style: 'spaceDelimited', explode: false, schema: numbers },
    [1, 2],
    '/things?name=1%202',
  ],
  [
    'pipeDelimited',
    { in: 'query', style: 'pipeDelimited', explode: false, schema: numbers },
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
  ['simple', { in: 'path', required: true, schema: { type: 'string' } }, 'a/b', '/things/a%2Fb'],
  ['simple, array', { in: 'path', required: true, schema: numbers }, [1, 2], '/things/1,2'],
])('style %s', (_, parameter, value, target) => {
  test(`is written as ${target} and read back`, async () => {
    const { schemas, operation, declared } = await withParameter({ name: 'name', ...parameter });
    const wire = request(operation, declared, value);
    expect(wire.target).toBe(target);
    expect(readRequest(schemas, operation, wire).parameters.get(declared)).toEqual(value);
  });
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
