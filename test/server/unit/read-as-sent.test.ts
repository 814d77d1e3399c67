/** What texts stand for, in queries and in forms, and what of them cannot be read. */
import { describe, expect, test } from 'vitest';
import { arrayOf, objectOf } from '../../../src/contract/json.ts';
import { type Echoed, echoServer } from './echo-server.ts';

const query = (name: string, schema: object, rest: object = {}) => ({
  parameters: [{ name, in: 'query', schema, ...rest }],
});
/** The places and the keywords of what a refusal tells. */
const placesOf = ({ violations }: Echoed['body']) =>
  arrayOf(violations).map((violation) => [objectOf(violation)['pointer'], objectOf(violation)['keyword']]);

const jsonBody = (schema: object) => ({
  requestBody: { required: true, content: { 'application/json': { schema } } },
});

const uuid = '6f1e2d3c-4b5a-4978-8695-a4b3c2d1e0f9';
const numberOrUuid = { oneOf: [{ type: 'integer' }, { type: 'string', format: 'uuid' }] };

describe('what a text stands for is told by the whole schema, where its types leave it open', () => {
  test.each<[string, object, string, unknown]>([
    ['a number that is no UUID', numberOrUuid, 'p=5', 5],
    ['a UUID', numberOrUuid, `p=${uuid}`, uuid],
    [
      'a boolean that does not have the form of the text',
      { anyOf: [{ type: 'boolean' }, { type: 'string', pattern: '^[A-Z]+$' }] },
      'p=true',
      true,
    ],
    ['a text that is a number as well', { type: ['string', 'integer'] }, 'p=5', '5'],
    [
      'a text of digits that is too low for the number',
      {
        anyOf: [
          { type: 'string', enum: ['all'] },
          { type: 'integer', minimum: 1000 },
          { type: 'string', pattern: '^[0-9]{2}$' },
        ],
      },
      'p=50',
      '50',
    ],
    ['items of a list', { type: 'array', items: numberOrUuid }, `p=5&p=${uuid}`, [5, uuid]],
  ])('%s', async (_, schema, search, p) => {
    const { get } = await echoServer('/things', 'get', query('p', schema));

    expect(await get(`/things?${search}`)).toMatchObject({ status: 200, body: { query: { p } } });
  });

  test('and what is neither is refused', async () => {
    const { get } = await echoServer('/things', 'get', query('p', { type: 'array', items: numberOrUuid }));

    expect(await get('/things?p=5&p=1.5&p=x')).toMatchObject({ status: 400 });
    const places = placesOf((await get('/things?p=5&p=1.5&p=x')).body).map(([pointer]) => pointer);
    expect(new Set(places)).toEqual(new Set(['/p/1', '/p/2']));
  });
});

describe('an object whose members stand in the query by themselves', () => {
  const integers = { type: 'object', additionalProperties: { type: 'integer' } };
  const limit = { name: 'limit', in: 'query', schema: { type: 'integer' } };
  const filter = { name: 'f', in: 'query', style: 'deepObject', explode: true, schema: { type: 'object' } };
  const map = (schema: object) => ({
    parameters: [{ name: 'p', in: 'query', schema }, limit, filter],
  });

  test.each<[string, object, object]>([
    ['any names', integers, { p: { a: 1, b: 2 }, limit: 3 }],
    [
      'any others, too',
      { type: 'object', properties: { a: { type: 'string' } }, additionalProperties: { type: 'integer' } },
      { p: { a: '1', b: 2 }, limit: 3 },
    ],
    [
      'names of a pattern',
      { type: 'object', patternProperties: { '^[ab]$': { type: 'integer' } } },
      { p: { a: 1, b: 2 }, limit: 3 },
    ],
    ['whatever is sent', { type: 'object' }, { p: { a: '1', b: '2' }, limit: 3 }],
  ])('has %s, where nothing else has them', async (_, schema, value) => {
    const { get } = await echoServer('/things', 'get', map(schema));

    expect(await get('/things?a=1&b=2&limit=3')).toMatchObject({ status: 200, body: { query: value } });
    expect((await get('/things?f[a]=1')).body['query']).toEqual({ f: { a: '1' } });
  });

  test('is told by its own schema', async () => {
    const { get } = await echoServer('/things', 'get', map(integers));

    expect(placesOf((await get('/things?a=x')).body)).toEqual([['/p/a', 'type']]);
  });

  test.each<[string, object[]]>([
    ['several take it', [integers, integers]],
    ['none speaks of it', [{ type: 'object', properties: { b: {} } }]],
    ['none is open', [{ type: 'object', additionalProperties: false }]],
  ])('does not have a name where %s', async (_, schemas) => {
    const parameters = schemas.map((schema, index) => ({ name: `p${index}`, in: 'query', schema }));
    const { get } = await echoServer('/things', 'get', { parameters });

    expect(placesOf((await get('/things?a=1')).body)).toEqual([['/a', 'additionalProperties']]);
  });
});

describe('a number that is too large to be held', () => {
  test.each(['{"i":1e400}', '{"i":[-1E+400]}', `{"i":1${'0'.repeat(400)}}`])(
    '%s is no JSON',
    async (text) => {
      const { url } = await echoServer('/things', 'post', jsonBody({ type: 'object' }));
      const answer = await fetch(`${url}/things`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: text,
      });

      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({
        kind: 'malformed',
        reason: 'holds a number that is too large',
      });
    },
  );

  test('is no number in the query', async () => {
    const { get } = await echoServer('/things', 'get', query('n', { type: 'number' }));

    expect(placesOf((await get('/things?n=1e400')).body)).toEqual([['/n', 'type']]);
    expect((await get('/things?n=1e308')).body['query']).toEqual({ n: 1e308 });
  });

  test('and texts that look like one are texts', async () => {
    const { post } = await echoServer('/things', 'post', jsonBody({ type: 'object' }));
    const body = { text: '1e400', digits: '9'.repeat(400), large: 1e300 };

    expect((await post('/things', body)).body['body']).toEqual(body);
  });
});

const FORM = 'application/x-www-form-urlencoded';
const formBody = (schema: object) => ({
  requestBody: { required: true, content: { [FORM]: { schema } } },
});

describe('what is nested deeper than names are read', () => {
  const nested = (levels: number) => `p${'[a]'.repeat(levels)}`;
  const open = { type: 'object', properties: { p: { type: 'object' } } };

  test('is refused by its name in the query', async () => {
    const { get } = await echoServer(
      '/things',
      'get',
      query('p', { type: 'object' }, { style: 'deepObject', explode: true }),
    );

    expect((await get(`/things?${nested(8)}=1`)).status).toBe(200);
    expect(await get(`/things?p[b]=1&${nested(9)}=1`)).toMatchObject({
      status: 400,
      body: { violations: [{ pointer: `/${nested(9)}`, message: 'is nested deeper than 8 levels' }] },
    });
  });

  test('is refused by its name in a form', async () => {
    const { post } = await echoServer('/things', 'post', formBody(open));

    expect((await post('/things', `${nested(8)}=1`, FORM)).status).toBe(200);
    expect(await post('/things', `${nested(9)}=1`, FORM)).toMatchObject({
      status: 400,
      body: { reason: `has a name that is nested deeper than 8 levels: ${nested(9)}` },
    });
  });

  test('is refused by its name in a form of several parts', async () => {
    const requestBody = { required: true, content: { 'multipart/form-data': { schema: open } } };
    const { url } = await echoServer('/things', 'post', { requestBody });
    const body = new FormData();
    body.append(nested(9), '1');
    const answer = await fetch(`${url}/things`, { method: 'POST', body });

    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      violations: [{ pointer: `/${nested(9)}`, message: 'is nested deeper than 8 levels' }],
    });
  });
});

test.each(['name=%ff', '%ff=name', 'name=%', 'name=%C3%28'])(
  'a form that is no UTF-8 is refused: %s',
  async (text) => {
    const { post } = await echoServer('/things', 'post', formBody({ type: 'object' }));

    expect((await post('/things', 'name=%C3%BC+1', FORM)).body['body']).toEqual({ name: 'ü 1' });
    expect(await post('/things', text, FORM)).toMatchObject({
      status: 400,
      body: { kind: 'malformed', reason: 'is not valid percent-encoding of UTF-8' },
    });
  },
);
