/** Requests that servers of other validators answer wrongly, each with the right answer. */
import { describe, expect, test } from 'vitest';
import { echoServer } from './echo-server.ts';

const query = (name: string, schema: object, rest: object = {}) => ({
  parameters: [{ name, in: 'query', schema, ...rest }],
});
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
