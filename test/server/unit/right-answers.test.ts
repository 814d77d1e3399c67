/** Requests that servers of other validators answer wrongly, each with the right answer. */
import { describe, expect, test } from 'vitest';
import { arrayOf, objectOf } from '../../../src/contract/json.ts';
import { answeringServer, type Echoed, echoServer } from './echo-server.ts';

const query = (name: string, schema: object, rest: object = {}) => ({
  parameters: [{ name, in: 'query', schema, ...rest }],
});
/** The places and the keywords of what a refusal tells. */
const placesOf = ({ violations }: Echoed['body']) =>
  arrayOf(violations).map((violation) => [objectOf(violation)['pointer'], objectOf(violation)['keyword']]);

const jsonBody = (schema: object) => ({
  requestBody: { required: true, content: { 'application/json': { schema } } },
});

describe('a required read-only member need not be sent, and must not be', () => {
  const thing = {
    type: 'object',
    required: ['id', 'name'],
    properties: { id: { type: 'string', readOnly: true }, name: { type: 'string' } },
  };

  test.each([
    ['at the top', thing, { name: 'Rex' }, { id: 'p1', name: 'Rex' }, '/id'],
    [
      'in the items of a list',
      { type: 'array', items: thing },
      [{ name: 'Rex' }],
      [{ id: 'p1', name: 'Rex' }],
      '/0/id',
    ],
    ['behind allOf', { allOf: [thing] }, { name: 'Rex' }, { id: 'p1', name: 'Rex' }, '/id'],
    ['behind oneOf', { oneOf: [thing, { type: 'null' }] }, { name: 'Rex' }, { id: 'p1', name: 'Rex' }, '/id'],
  ] as const)('%s', async (_, schema, without, with_, pointer) => {
    const { post } = await echoServer('/things', 'post', jsonBody(schema));

    expect(await post('/things', without)).toMatchObject({ status: 200, body: { body: without } });
    const { status, body } = await post('/things', with_);
    expect(status).toBe(400);
    expect(body['violations']).toContainEqual(expect.objectContaining({ pointer, keyword: 'readOnly' }));
  });
});

describe('a required write-only member need not be answered, and must not be', () => {
  const thing = {
    type: 'object',
    required: ['password', 'name'],
    properties: { password: { type: 'string', writeOnly: true }, name: { type: 'string' } },
  };

  test.each([
    ['at the top', thing, { name: 'Rex' }, { password: 'x', name: 'Rex' }],
    ['in a list', { type: 'array', items: thing }, [{ name: 'Rex' }], [{ password: 'x', name: 'Rex' }]],
    ['behind oneOf', { oneOf: [thing, { type: 'null' }] }, { name: 'Rex' }, { password: 'x', name: 'Rex' }],
  ] as const)('%s', async (_, schema, without, with_) => {
    const ask = async (body: unknown) => {
      const { url } = await answeringServer({ 'application/json': { schema } }, { body });
      return (await fetch(`${url}/things`)).status;
    };

    expect([await ask(without), await ask(with_)]).toEqual([200, 500]);
  });
});

describe('a deepObject parameter', () => {
  const schema = {
    type: 'object',
    required: ['from'],
    properties: {
      from: { type: 'integer' },
      values: { type: 'array', items: { type: 'integer' } },
      unit: { type: 'string', default: 'day' },
    },
  };
  const filter = query('p', schema, { style: 'deepObject', explode: true });

  test('that is left out is absent, though members of it are required', async () => {
    const { get } = await echoServer('/things', 'get', filter);
    expect(await get('/things')).toMatchObject({ status: 200, body: { query: {} } });
    expect((await get('/things')).body['query']).toEqual({});
  });

  test('has its defaults where it was sent', async () => {
    const { get } = await echoServer('/things', 'get', filter);
    expect((await get('/things?p[from]=1')).body['query']).toEqual({ p: { from: 1, unit: 'day' } });
  });

  test.each(['p[from]=1&p[values]=2', 'p[from]=1&p[values][]=2', 'p%5Bfrom%5D=1&p[values][0]=2'])(
    'has a list of one: %s',
    async (search) => {
      const { get } = await echoServer('/things', 'get', filter);
      expect((await get(`/things?${search}`)).body['query']).toMatchObject({ p: { from: 1, values: [2] } });
    },
  );

  test('has a list of several', async () => {
    const { get } = await echoServer('/things', 'get', filter);
    const { body } = await get('/things?p[from]=1&p[values]=2&p[values]=3');
    expect(body['query']).toMatchObject({ p: { values: [2, 3] } });
  });

  test('that lacks what is required is refused for that', async () => {
    const { get } = await echoServer('/things', 'get', filter);
    expect(await get('/things?p[unit]=week')).toMatchObject({
      status: 400,
      body: { violations: [{ in: 'query', pointer: '/p/from', keyword: 'required' }] },
    });
  });
});

test.each(['filter[name]=Rex&page[size]=5', 'filter%5Bname%5D=Rex&page%5Bsize%5D=5'])(
  'parameters have brackets in their names: %s',
  async (search) => {
    const { get } = await echoServer('/things', 'get', {
      parameters: [
        { name: 'filter[name]', in: 'query', schema: { type: 'string' } },
        { name: 'page[size]', in: 'query', schema: { type: 'integer' } },
      ],
    });
    expect((await get(`/things?${search}`)).body['query']).toEqual({
      'filter[name]': 'Rex',
      'page[size]': 5,
    });
    expect(await get('/things?filter[age]=1')).toMatchObject({
      status: 400,
      body: { violations: [{ pointer: '/filter[age]', keyword: 'additionalProperties', actual: '1' }] },
    });
  },
);

describe('a parameter that is JSON', () => {
  const where = {
    parameters: [
      {
        name: 'where',
        in: 'query',
        content: {
          'application/json': { schema: { type: 'object', properties: { a: { type: 'integer' } } } },
        },
      },
    ],
  };

  test('is not coerced', async () => {
    const { get } = await echoServer('/things', 'get', where);
    expect((await get('/things?where={"a":1}')).body['query']).toEqual({ where: { a: 1 } });
    for (const wrong of ['{"a":null}', '{"a":"1"}']) {
      expect(await get(`/things?where=${encodeURIComponent(wrong)}`)).toMatchObject({
        status: 400,
        body: { violations: [{ in: 'query', pointer: '/where/a', keyword: 'type' }] },
      });
    }
  });

  test('that is no JSON is told as such', async () => {
    const { get } = await echoServer('/things', 'get', where);
    expect(await get('/things?where={')).toMatchObject({
      status: 400,
      body: { violations: [{ pointer: '/where', message: 'is not JSON', actual: '{' }] },
    });
  });
});

test.each([
  ['an open tuple', { type: 'array', prefixItems: [{ type: 'string' }] }, ['a', 1], [1]],
  ['keywords beside no type', { minLength: 2, properties: { a: { type: 'integer' } } }, 'ab', 'a'],
  [
    'a union of types',
    { type: ['integer', 'null', 'array'], minimum: 1, items: { type: 'string' } },
    null,
    0,
  ],
  ['a format that nobody knows', { type: 'string', format: 'cidr', minLength: 1 }, '10.0.0.0/8', ''],
] as const)('%s is a schema like any other', async (_, schema, valid, invalid) => {
  const { post } = await echoServer('/things', 'post', jsonBody(schema));

  expect(await post('/things', valid)).toMatchObject({ status: 200, body: { body: valid } });
  expect((await post('/things', invalid)).status).toBe(400);
});

describe('a choice by discriminator is told by the chosen form alone', () => {
  const Cat = {
    type: 'object',
    required: ['kind', 'name', 'lives'],
    properties: { kind: { const: 'cat' }, name: { type: 'string' }, lives: { type: 'integer', maximum: 9 } },
  };
  const Dog = {
    type: 'object',
    required: ['kind', 'name', 'bark'],
    properties: {
      kind: { type: 'string' },
      name: { type: 'string' },
      bark: { type: 'string', maxLength: 300 },
    },
  };
  const Pet = {
    oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }],
    discriminator: { propertyName: 'kind', mapping: { dog: '#/components/schemas/Dog' } },
  };
  const schema = {
    type: 'object',
    properties: { pet: { $ref: '#/components/schemas/Pet' }, size: { type: 'integer' } },
  };
  const components = { schemas: { Cat, Dog, Pet } };

  test.each([
    [
      'one that a const names',
      { kind: 'cat' },
      [
        ['/pet/name', 'required'],
        ['/pet/lives', 'required'],
      ],
    ],
    [
      'one that is mapped',
      { kind: 'dog', name: 5 },
      [
        ['/pet/bark', 'required'],
        ['/pet/name', 'type'],
      ],
    ],
    ['none', { name: 'Rex' }, [['/pet/kind', 'required']]],
    ['one that is none', { kind: 'cow', name: 'Rex' }, [['/pet/kind', 'enum']]],
  ])('%s', async (_, pet, violations) => {
    const { post } = await echoServer('/things', 'post', jsonBody(schema), { components });
    const { status, body } = await post('/things', { pet, size: 'x' });

    expect(status).toBe(400);
    expect(placesOf(body)).toEqual([...violations, ['/size', 'type']]);
  });

  test('and valid values stay valid', async () => {
    const { post } = await echoServer('/things', 'post', jsonBody(schema), { components });

    expect((await post('/things', { pet: { kind: 'cat', name: 'Tom', lives: 9 } })).status).toBe(200);
    expect((await post('/things', { pet: { kind: 'dog', name: 'Rex', bark: 'wuff' } })).status).toBe(200);
  });

  test('where a value has the form of another one as well, the choice is told', async () => {
    const open = { Cat: { type: 'object' }, Dog: { type: 'object' }, Pet };
    const { post } = await echoServer('/things', 'post', jsonBody(schema), { components: { schemas: open } });

    expect(placesOf((await post('/things', { pet: { kind: 'dog' } })).body)).toEqual([['/pet', 'oneOf']]);
  });

  test('a choice in a choice, and in each item of a list', async () => {
    const Owner = {
      type: 'object',
      required: ['kind', 'pet'],
      properties: { kind: { const: 'owner' }, pet: { $ref: '#/components/schemas/Pet' } },
    };
    const list = {
      type: 'array',
      items: {
        oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Owner' }],
        discriminator: { propertyName: 'kind' },
      },
    };
    const more = { components: { schemas: { Cat, Dog, Pet, Owner } } };
    const { post } = await echoServer('/things', 'post', jsonBody(list), more);
    const { body } = await post('/things', [
      { kind: 'owner', pet: { kind: 'dog', name: 'Rex' } },
      { kind: 'cat', name: 'Tom', lives: 10 },
    ]);

    expect(placesOf(body)).toEqual([
      ['/0/pet/bark', 'required'],
      ['/1/lives', 'maximum'],
    ]);
  });
});

test('no error is told twice', async () => {
  const named = { type: 'object', required: ['name'], properties: { name: { type: 'string' } } };
  const schema = { allOf: [named, { oneOf: [named, { ...named, maxProperties: 1 }] }] };
  const { post } = await echoServer('/things', 'post', jsonBody(schema));

  const places = placesOf((await post('/things', {})).body);
  expect(places).toEqual([...new Map(places.map((place) => [String(place), place])).values()]);
  expect(places).toContainEqual(['/name', 'required']);
});

test('an error shows what was sent, and of a long text the beginning', async () => {
  const schema = {
    type: 'object',
    properties: { size: { type: 'integer', default: 1 }, name: { maxLength: 5 } },
  };
  const { post } = await echoServer('/things', 'post', jsonBody(schema));

  expect((await post('/things', { size: '7', name: 'x'.repeat(5000) })).body['violations']).toMatchObject([
    { pointer: '/size', actual: '7' },
    { pointer: '/name', actual: `${'x'.repeat(200)}…` },
  ]);
});

test('what is required must be sent, though it has a default', async () => {
  const schema = {
    type: 'object',
    required: ['size'],
    properties: { size: { type: 'integer', default: 1 }, unit: { type: 'string', default: 'cm' } },
  };
  const { post } = await echoServer('/things', 'post', jsonBody(schema));
  const { get } = await echoServer('/things', 'get', query('limit', { default: 5 }, { required: true }));

  expect(placesOf((await post('/things', {})).body)).toEqual([['/size', 'required']]);
  expect((await post('/things', { size: 2 })).body['body']).toEqual({ size: 2, unit: 'cm' });
  expect(placesOf((await get('/things')).body)).toEqual([['/limit', 'required']]);
});

test('a path that no resource can have leads nowhere, where the contract knows no other refusal', async () => {
  const parameters = [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }];
  const responses = {
    '200': { description: 'It', content: { 'application/json': {} } },
    '404': { description: 'None' },
  };
  const only404 = await echoServer('/things/{id}', 'get', { parameters, responses });
  const both = await echoServer('/things/{id}', 'get', {
    parameters,
    responses: { ...responses, '400': { description: 'Refused' } },
  });

  expect((await only404.get('/things/one')).status).toBe(404);
  expect((await only404.get('/things/1?more=1')).status).toBe(400);
  expect((await both.get('/things/one')).status).toBe(400);
});

test('a list stands in the path, in a header and in a cookie', async () => {
  const list = { type: 'array', items: { type: 'integer' } };
  const { url } = await echoServer('/users/{ids}', 'get', {
    parameters: [
      { name: 'ids', in: 'path', required: true, schema: list },
      { name: 'X-Shelves', in: 'header', schema: list },
      { name: 'seen', in: 'cookie', explode: false, schema: list },
    ],
  });
  const answer = await fetch(`${url}/users/1,2,3`, { headers: { 'X-Shelves': '4, 5', Cookie: 'seen=6,7' } });

  expect(await answer.json()).toMatchObject({
    params: { ids: [1, 2, 3] },
    headers: { 'X-Shelves': [4, 5] },
    cookies: { seen: [6, 7] },
  });
});

test.each([
  ['form', false, 'ids=1,2', [1, 2]],
  ['form', false, 'ids=1%2C2', [1, 2]],
  ['form', true, 'ids=1&ids=2', [1, 2]],
  ['form', true, 'ids=1', [1]],
  ['pipeDelimited', false, 'ids=1|2', [1, 2]],
  ['pipeDelimited', false, 'ids=1%7C2', [1, 2]],
  ['spaceDelimited', false, 'ids=1%202', [1, 2]],
])('a list of style %s, exploded: %s, %s', async (style, explode, search, ids) => {
  const schema = { type: 'array', items: { type: 'integer' } };
  const { get } = await echoServer('/things', 'get', query('ids', schema, { style, explode }));

  expect((await get(`/things?${search}`)).body['query']).toEqual({ ids });
});

test('all paths that the variables of the first server allow are served, and no other', async () => {
  const version = { default: 'v2', enum: ['v1', 'v2', 'v1/beta'] };
  const region = { default: 'eu', enum: ['eu', 'us'] };
  const servers = [{ url: 'https://{region}.example.com/{version}', variables: { region, version } }];
  const { get } = await echoServer('/things', 'get', {}, { servers });
  const targets = ['/v1/things', '/v2/things', '/v1/beta/things', '/v3/things', '/things'];
  const answers = await Promise.all(targets.map((target) => get(target)));

  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 404, 404]);
});
