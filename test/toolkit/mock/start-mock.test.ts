import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { loadContract } from '../../../src/toolkit/bundle/load-contract.ts';
import { startMock } from '../../../src/toolkit/mock/start-mock.ts';
import { describeContract } from '../../../src/verify/vitest.ts';
import { library } from '../../verify/faults/library/verify-library.ts';

const mock = await startMock(library);
afterAll(() => mock.close());

const authorization = 'Bearer anything';

const animals = await loadContract({
  openapi: '3.1.0',
  info: { title: 'Animals', version: '1' },
  servers: [{ url: 'https://example.com/v2' }],
  paths: {
    '/animals': {
      get: {
        operationId: 'listAnimals',
        parameters: [{ name: 'page', in: 'query', schema: { type: 'integer', minimum: 1 } }],
        responses: {
          '200': {
            description: 'Found',
            headers: { 'X-Total': { required: true, schema: { type: 'integer' }, example: 7 } },
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Animal' },
                examples: {
                  wrong: { value: { name: 3 } },
                  cat: { value: { name: 'Cat' } },
                  dog: { value: { name: 'Dog' } },
                },
              },
              'text/csv': { schema: { type: 'string' }, example: 'name\nCat' },
            },
          },
          '422': {
            description: 'Refused',
            content: {
              'application/json': {
                schema: { required: ['reason'], properties: { reason: { const: 'no' } } },
              },
            },
          },
        },
      },
      delete: { operationId: 'removeAnimals' },
      put: {
        operationId: 'replaceAnimals',
        requestBody: { content: { 'application/json': { schema: { type: 'array', maxItems: 1 } } } },
        responses: {
          '204': { description: 'Done' },
          '422': {
            description: 'Refused',
            content: {
              'application/problem+json': {
                schema: { required: ['detail'], properties: { status: { type: 'integer' } } },
              },
            },
          },
        },
      },
    },
  },
  components: {
    schemas: {
      Animal: {
        type: 'object',
        required: ['name'],
        properties: { name: { type: 'string', pattern: '^[A-Z]' }, pin: { type: 'string', writeOnly: true } },
        additionalProperties: false,
      },
    },
  },
});
const told: string[] = [];
const zoo = await startMock(animals, { tell: (line) => told.push(line) });
afterAll(() => zoo.close());

async function ask(path: string, headers: Record<string, string> = {}) {
  const response = await fetch(zoo.url + path, { headers });
  return { status: response.status, headers: response.headers, body: await response.text() };
}

test('a valid request gets the documented success', async () => {
  const response = await fetch(`${mock.url}/books`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify({ title: 'A title', pages: 100 }),
  });
  expect(response.status).toBe(201);
  expect(await response.json()).toMatchObject({ id: expect.any(String) });
});

test('an invalid one gets the documented refusal', async () => {
  const response = await fetch(`${mock.url}/books`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify({ title: '', pages: 100 }),
  });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ error: { code: 'invalid_book' } });
});

test('any documented answer can be asked for', async () => {
  const headers = { authorization, prefer: 'code=404, example=not_found' };
  const response = await fetch(`${mock.url}/books/b1`, { headers });
  expect(response.status).toBe(404);
});

describe('an answer', () => {
  test('stands below the base path, with the headers that are documented', async () => {
    const { status, headers, body } = await ask('/animals');
    expect(zoo.url).toMatch(/\/v2$/);
    expect([status, headers.get('x-total'), body]).toEqual([200, '7', '{"name":"Cat"}']);
  });

  test('is an example that keeps its schema; another is told of at the start', async () => {
    expect(told).toEqual([
      'warning the example wrong of listAnimals 200 breaks its schema (/name must be a string); a value that keeps it is answered instead (mock-example)',
    ]);
    const { body } = await ask('/animals', { prefer: 'example=wrong' });
    expect(JSON.parse(body)).toEqual({ name: expect.stringMatching(/^[A-Z]/) });
  });

  test('can be asked for by name, in the header or in the query', async () => {
    expect((await ask('/animals', { prefer: 'code=200, example=dog' })).body).toBe('{"name":"Dog"}');
    expect((await ask('/animals?__example=dog&page=2')).body).toBe('{"name":"Dog"}');
    expect((await ask('/animals?__code=422')).body).toBe('{"reason":"no"}');
  });

  test('can be invented, the same for the same seed, and without what requests alone carry', async () => {
    const prefer = 'dynamic=true, seed=one';
    const [one, other] = [await ask('/animals', { prefer }), await ask('/animals', { prefer })];
    expect(one.body).toBe(other.body);
    expect(Object.keys(JSON.parse(one.body))).toEqual(['name']);
  });

  test('has the media type that is accepted', async () => {
    const { headers, body } = await ask('/animals', { accept: 'text/*' });
    expect([headers.get('content-type'), body]).toEqual(['text/csv; charset=utf-8', 'name\nCat']);
  });

  test('that the contract does not have is refused, with those that it has', async () => {
    const { status, body } = await ask('/animals', { prefer: 'code=200, example=cow' });
    expect(status).toBe(404);
    expect(JSON.parse(body)).toMatchObject({
      code: 'no_such_answer',
      detail: expect.stringContaining('200 has no example cow; there is wrong, cat, dog, default.'),
    });
  });
});

test('an invented answer changes no other object, whatever properties are called', async () => {
  const Odd = JSON.parse(
    '{"type":"object","properties":{"__proto__":{"type":"integer"},"a":{"type":"string"}}}',
  );
  const schema = { $ref: '#/components/schemas/Odd' };
  const content = { 'application/json': { schema } };
  const contract = await loadContract({
    openapi: '3.1.0',
    info: { title: 'Odd', version: '1' },
    components: { schemas: { Odd } },
    paths: {
      '/odd': { get: { operationId: 'getOdd', responses: { '200': { description: 'Odd', content } } } },
    },
  });
  const odd = await startMock(contract);
  const { status } = await fetch(`${odd.url}/odd`, { headers: { prefer: 'dynamic=true' } });
  await odd.close();
  expect(status).toBe(200);
  expect(Object.keys(Object.prototype)).toEqual([]);
});

test.each(['abc', '99', '600', '2XX'])(
  'a status that is none is refused like one that is not there: %s',
  async (code) => {
    for (const [path, headers] of [
      ['/animals', { prefer: `code=${code}` }],
      [`/animals?__code=${code}`, {}],
    ] as const) {
      const { status, body } = await ask(path, headers);
      expect(status).toBe(404);
      expect(JSON.parse(body)).toMatchObject({
        code: 'no_such_answer',
        detail: expect.stringContaining(`${code} is no status; there is 200, 422.`),
      });
    }
    expect((await ask('/animals?__code=')).status).toBe(200);
  },
);

test.each([
  ['application/jsonl', '{"a":1}\n'],
  ['application/json-seq', '\u001e{"a":1}\n'],
])('where the schema of a sequence is that of one item, there is one: %s', async (type, text) => {
  const schema = { type: 'object', required: ['a'], properties: { a: { const: 1 } } };
  const content = { [type]: { schema } };
  const sequences = await startMock(
    await loadContract({
      openapi: '3.1.0',
      info: { title: 'Sequences', version: '1' },
      paths: {
        '/items': {
          get: { operationId: 'listItems', responses: { '200': { description: 'Found', content } } },
        },
      },
    }),
  );
  onTestFinished(() => sequences.close());
  const response = await fetch(`${sequences.url}/items`);
  expect([response.status, await response.text()]).toEqual([200, text]);
});

test('an operation without a documented answer has none', async () => {
  const response = await fetch(`${zoo.url}/animals`, { method: 'DELETE' });
  expect(response.status).toBe(501);
  expect(await response.json()).toMatchObject({ code: 'no_answer' });
});

describe('a refusal', () => {
  test('is the one that the contract documents, though it has no example', async () => {
    const { status, body } = await ask('/animals?page=0');
    expect([status, body]).toEqual([422, '{"reason":"no"}']);
  });

  test('says why, where problems of RFC 9457 are documented', async () => {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${zoo.url}/animals`, { method: 'PUT', headers, body: '[1,2]' });
    expect([response.status, response.headers.get('content-type')]).toEqual([
      422,
      'application/problem+json',
    ]);
    expect(await response.json()).toMatchObject({
      title: 'Unprocessable Entity',
      status: 422,
      errors: [{ in: 'body', detail: 'must have at most 1 item' }],
    });
  });

  test('is told by RFC 9457 where nothing is documented', async () => {
    const { status, headers } = await ask('/plants');
    expect([status, headers.get('content-type')]).toEqual([404, 'application/problem+json']);
  });
});

test('a port that is taken is an error', async () => {
  const port = Number(new URL(mock.url).port);
  await expect(startMock(library, { port })).rejects.toThrow(/EADDRINUSE/);
});

await describeContract(library, {
  target: { baseUrl: mock.url, roles: { default: { schemes: { token: 'anything' } } }, prefer: true },
});
