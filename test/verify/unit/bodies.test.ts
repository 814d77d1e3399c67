import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../../src/contract/json.ts';
import { loadContract } from '../../../src/toolkit/bundle/load-contract.ts';
import { planContract } from '../../../src/verify/cases/plan.ts';
import { planContext } from '../../../src/verify/run/create-plan-context.ts';
import { encodeRequest, readRequest } from '../../../src/verify/wire/encode.ts';
import { Unwritable } from '../../../src/verify/wire/unwritable.ts';

const now = new Date('2026-01-31T12:00:00Z');

async function withContent(content: JsonObject) {
  const contract = await loadContract({
    openapi: '3.1.0',
    info: { title: 'Things', version: '1' },
    paths: {
      '/things': {
        post: {
          operationId: 'addThing',
          requestBody: { required: true, content },
          responses: { '201': { description: 'Added' }, '400': { description: 'Refused' } },
        },
      },
    },
  });
  const context = planContext(contract, { now });
  const [operation] = contract.operations;
  if (operation === undefined) throw new Error('no operation');
  return { context, operation };
}

async function sent(content: JsonObject, value: Json) {
  const { context, operation } = await withContent(content);
  const [media] = operation.body?.content ?? [];
  if (media === undefined) throw new Error('no media type');
  const body = context.bodies.bodyOf(media, value);
  const draft = { operation, parameters: [], body, slots: [], resource: 'shared' as const, override: {} };
  const wire = encodeRequest(draft);
  const response = new Response(wire.body?.slice(), {
    headers: [['Content-Type', contentTypeOf(wire.headers)]],
  });
  return { wire, response, read: readRequest(context.schemas, operation, wire, body).body };
}

function contentTypeOf(headers: readonly (readonly [string, string])[]): string {
  return headers.find(([name]) => name === 'Content-Type')?.[1] ?? '';
}

const form = (properties: JsonObject, encoding: JsonObject = {}): JsonObject => ({
  'application/x-www-form-urlencoded': { schema: { type: 'object', properties }, encoding },
});
const multipart = (properties: JsonObject, encoding: JsonObject = {}): JsonObject => ({
  'multipart/form-data': { schema: { type: 'object', properties }, encoding },
});
const text = { type: 'string' };
const numbers = { type: 'array', items: { type: 'integer' } };
const point = { type: 'object', properties: { x: { type: 'integer' } } };
const file = { type: 'string', format: 'binary' };

describe.each<[string, JsonObject, Json, string]>([
  ['texts', form({ a: text, b: { type: 'boolean' } }), { a: 'x y&z', b: true }, 'a=x%20y%26z&b=true'],
  ['a list', form({ a: numbers }), { a: [1, 2] }, 'a=1&a=2'],
  ['a joined list', form({ a: numbers }, { a: { explode: false } }), { a: [1, 2] }, 'a=1,2'],
  ['an object', form({ a: point }), { a: { x: 1 } }, 'a=%7B%22x%22%3A1%7D'],
  ['a deepObject', form({ a: point }, { a: { style: 'deepObject' } }), { a: { x: 1 } }, 'a%5Bx%5D=1'],
])('a form of %s', (_, content, value, body) => {
  test(`is written as ${body} and read back`, async () => {
    const { response, read } = await sent(content, value);
    expect(await response.text()).toBe(body);
    expect(read?.value).toEqual(value);
  });
});

describe('a multipart body', () => {
  test('has a part for each property, as another parser reads it', async () => {
    const properties = { title: text, about: point, pages: numbers, cover: file };
    const value = { title: 'é', about: { x: 1 }, pages: [1, 2], cover: 'bytes\r\n' };
    const { response, read } = await sent(
      multipart(properties, { cover: { contentType: 'image/png' } }),
      value,
    );
    const data = await response.formData();
    expect(data.get('title')).toBe('é');
    expect(data.get('about')).toBe('{"x":1}');
    expect(data.getAll('pages')).toEqual(['1', '2']);
    const cover = data.get('cover');
    expect(cover).toMatchObject({ name: 'cover.png', type: 'image/png' });
    expect(cover instanceof File && (await cover.text())).toBe('bytes\r\n');
    expect(read).toEqual({ value, isEmpty: false, faults: [] });
  });

  test.each<[string, JsonObject]>([
    ['format: binary', file],
    ['contentMediaType', { type: 'string', contentMediaType: 'application/zip' }],
    ['contentEncoding', { type: 'string', contentEncoding: 'base64' }],
    ['a schema that says nothing', {}],
  ])('sends a file for %s', async (_, schema) => {
    const { response } = await sent(multipart({ file: schema }), { file: 'x' });
    expect((await response.formData()).get('file')).toBeInstanceOf(File);
  });

  test('has no boundary that is in a part', async () => {
    const { response } = await sent(multipart({ a: text }), { a: '\r\n--countersign-part--\r\n' });
    expect((await response.formData()).get('a')).toBe('\r\n--countersign-part--\r\n');
  });

  test('of a name that needs escapes is not sent', async () => {
    await expect(sent(multipart({}), { 'a"b': 'x' })).rejects.toThrow(Unwritable);
  });
});

test.each<[string, JsonObject, Json, string, string]>([
  ['ASCII', { 'text/plain': { schema: text } }, 'a', 'text/plain', 'a'],
  ['another text', { 'text/plain': { schema: text } }, 'é', 'text/plain; charset=utf-8', 'é'],
  ['a number', { 'text/plain': { schema: { type: 'integer' } } }, 7, 'text/plain', '7'],
  ['a +json type', { 'application/a+json': { schema: point } }, { x: 1 }, 'application/a+json', '{"x":1}'],
  ['bytes', { 'application/octet-stream': {} }, 'ab', 'application/octet-stream', 'ab'],
])('a body of %s', async (_, content, value, contentType, body) => {
  const { wire, response, read } = await sent(content, value);
  expect(contentTypeOf(wire.headers)).toBe(contentType);
  expect(await response.text()).toBe(body);
  expect(read?.value).toEqual(value);
});

describe('the cases of an operation', () => {
  async function plan(content: JsonObject) {
    const { context, operation } = await withContent(content);
    const [only] = planContract(context, [operation], new Set(['default']));
    return { names: only?.cases.map(({ name }) => name) ?? [], dropped: only?.dropped ?? [] };
  }

  test('with several media types are made for each', async () => {
    const { names } = await plan({
      'application/json': { schema: { type: 'object', required: ['a'], properties: { a: text } } },
      'text/plain': { schema: { type: 'string', maxLength: 5 } },
    });
    expect(names).toContain('addThing · valid request as application/json → 201');
    expect(names).toContain('addThing · valid request as text/plain → 201');
    expect(names).toContain('addThing · body maxLength 5 · 6 characters → 400');
  });

  test('with a file send a text in its place', async () => {
    const { names } = await plan({
      'multipart/form-data': { schema: { type: 'object', required: ['file'], properties: { file } } },
    });
    expect(names).toContain('addThing · body /file format binary · a text instead of a file → 400');
    expect(names).toContain('addThing · body /file required · left out → 400');
  });

  test('whose bodies cannot be made are named', async () => {
    const { names, dropped } = await plan({ 'application/xml': { schema: point } });
    expect(names).toEqual([]);
    expect(dropped[0]?.reason).toBe('the contract does not name the root of its application/xml');
  });
});
