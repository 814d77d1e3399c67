import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { expect, expectTypeOf, onTestFinished, test } from 'vitest';
import { createClient } from '../../src/client/client.ts';

/** As `countersign generate` would write it. */
interface paths {
  '/pets': {
    get: {
      parameters: { query?: { limit?: number } };
      responses: {
        200: { content: { 'application/json': Pet[] } };
        default: { content: { 'application/json': Oops } };
      };
    };
    post: {
      parameters: { query?: never };
      requestBody: { content: { 'application/json': { name: string; age?: number } } };
      responses: {
        201: { content: { 'application/json': Pet } };
        202: { content: { 'application/json': { job: string } } };
        400: { content: { 'application/json': Oops } };
      };
    };
  };
  '/pets/{petId}': {
    delete: {
      parameters: { path: { petId: string } };
      requestBody?: never;
      responses: { 204: { content?: never }; 404: { content: { 'application/json': Oops } } };
    };
  };
}
interface Pet {
  id: string;
  name: string;
}
interface Oops {
  code: string;
}

test('a success has the data of its status', async () => {
  const pets = createClient<paths>({ baseUrl: await serve(json(201, { id: 'p1', name: 'Rex' })) });

  const result = await pets.POST('/pets', { body: { name: 'Rex' } });

  expect(result).toMatchObject({ ok: true, status: 201, data: { id: 'p1', name: 'Rex' } });
  if (result.ok && result.status === 201) expectTypeOf(result.data).toEqualTypeOf<Pet>();
  if (result.ok && result.status === 202) expectTypeOf(result.data).toEqualTypeOf<{ job: string }>();
});

test('a refusal has the body of the contract, where one came', async () => {
  const pets = createClient<paths>({ baseUrl: await serve(json(404, { code: 'not_found' })) });

  const result = await pets.DELETE('/pets/{petId}', { params: { path: { petId: 'p/1' } } });

  expect(result).toMatchObject({ ok: false, status: 404, error: { code: 'not_found' }, text: undefined });
  if (!result.ok) expectTypeOf(result.error).toEqualTypeOf<Oops | undefined>();
});

test.each([500, 502, 404])('a %i without a body is a refusal all the same', async (status) => {
  const pets = createClient<paths>({
    baseUrl: await serve((_, response) => response.writeHead(status).end()),
  });

  expect(await pets.GET('/pets')).toMatchObject({ ok: false, status, error: undefined, text: undefined });
});

test('an error page that is no JSON arrives as text', async () => {
  const pets = createClient<paths>({
    baseUrl: await serve((_, response) => response.writeHead(502).end('<h1>Bad Gateway</h1>')),
  });

  expect(await pets.GET('/pets')).toMatchObject({
    ok: false,
    status: 502,
    error: undefined,
    text: '<h1>Bad Gateway</h1>',
  });
});

test('a success without a body has no data', async () => {
  const pets = createClient<paths>({ baseUrl: await serve((_, response) => response.writeHead(204).end()) });

  const result = await pets.DELETE('/pets/{petId}', { params: { path: { petId: 'p1' } } });

  expect(result).toMatchObject({ ok: true, status: 204, data: undefined });
});

test('parameters, headers and body go where the contract says', async () => {
  const baseUrl = await serve(async (request, response) => {
    const body = await text(request);
    const { method, url, headers } = request;
    json(201, { method, url, key: headers['x-key'], body })(request, response);
  });
  const pets = createClient<paths>({ baseUrl, headers: { 'X-Key': 'k1' } });

  const posted = await pets.POST('/pets', { body: { name: 'Rex' } });
  const listed = await pets.GET('/pets', { params: { query: { limit: 5 } } });
  const deleted = await pets.DELETE('/pets/{petId}', { params: { path: { petId: 'a/b' } } });

  expect(posted).toMatchObject({
    data: { method: 'POST', url: '/v1/pets', key: 'k1', body: '{"name":"Rex"}' },
  });
  expect(listed).toMatchObject({ data: { method: 'GET', url: '/v1/pets?limit=5' } });
  expect(deleted).toMatchObject({ data: { method: 'DELETE', url: '/v1/pets/a%2Fb' } });
});

test('it rejects when no answer comes', async () => {
  const unreachable = async () => {
    throw new TypeError('fetch failed');
  };
  const pets = createClient<paths>({ baseUrl: 'http://pets.test', fetch: unreachable });

  await expect(pets.GET('/pets')).rejects.toThrow('fetch failed');
});

test('what the contract does not know does not compile', () => {
  const pets = createClient<paths>({ baseUrl: 'http://pets.test' });
  void [
    // @ts-expect-error no such path
    () => pets.GET('/cats'),
    // @ts-expect-error the path has no such method
    () => pets.GET('/pets/{petId}'),
    // @ts-expect-error the body is required
    () => pets.POST('/pets'),
    // @ts-expect-error a required field is missing
    () => pets.POST('/pets', { body: { age: 3 } }),
    // @ts-expect-error a field that is not known
    () => pets.POST('/pets', { body: { name: 'Rex', wings: 2 } }),
    // @ts-expect-error the path parameter is required
    () => pets.DELETE('/pets/{petId}'),
  ];
});

type Answer = (request: IncomingMessage, response: ServerResponse) => unknown;

function json(status: number, body: unknown): Answer {
  return (_, response) =>
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}

/** A server that answers every request so; its base URL. */
async function serve(answer: Answer): Promise<string> {
  const server = createServer(answer);
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', resolve);
  await promise;
  onTestFinished(() => {
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return `http://127.0.0.1:${address.port}/v1`;
}

test('QUERY is a call like the others, and a method of its own is one by name', async () => {
  const asked: unknown[] = [];
  const baseUrl = await serve(async (request, response) => {
    asked.push([request.method, request.url, await text(request)]);
    json(200, { id: 'p1', name: 'Rex' })(request, response);
  });
  const pets = createClient<NewerPaths>({ baseUrl });

  const found = await pets.QUERY('/pets', { body: { name: 'Rex' } });
  const copied = await pets.request('COPY', '/pets/{petId}', { params: { path: { petId: 'p1' } } });
  await pets.request('QUERY', '/pets', { body: { name: 'Rex' } });

  if (found.ok) expectTypeOf(found.data).toEqualTypeOf<Pet>();
  if (copied.ok) expectTypeOf(copied.data).toEqualTypeOf<Pet>();
  expect(asked).toEqual([
    ['QUERY', '/v1/pets', '{"name":"Rex"}'],
    ['COPY', '/v1/pets/p1', ''],
    ['QUERY', '/v1/pets', '{"name":"Rex"}'],
  ]);
  // @ts-expect-error the contract has no such method there
  void (() => pets.request('COPY', '/pets'));
  // @ts-expect-error nor such a body
  void (() => pets.QUERY('/pets', { body: { age: 1 } }));
});

/** As `countersign generate` would write it of OpenAPI 3.2. */
interface NewerPaths {
  '/pets': {
    query: {
      parameters: { query?: never };
      requestBody: { content: { 'application/json': { name: string } } };
      responses: { 200: { content: { 'application/json': Pet } } };
    };
  };
  '/pets/{petId}': {
    COPY: {
      parameters: { path: { petId: string } };
      requestBody?: never;
      responses: { 200: { content: { 'application/json': Pet } } };
    };
  };
}
