/** What OpenAPI 3.2 adds is served: methods, whole queries, and bodies that are one item after the other. */
import { once } from 'node:events';
import type { Express } from 'express';
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../src/contract/json.ts';
import { createServer } from '../../../src/server/create-server.ts';
import { SetupError } from '../../../src/server/setup-error.ts';
import { loadContract } from '../../../src/toolkit/bundle/load-contract.ts';
import { type ObservatoryHandlers, serve } from '../../support/observatory/observatory.ts';

const json = { 'Content-Type': 'application/json' };
const transit = { kind: 'transit', star: 'Vega', depth: 0.5 } as const;

/** A server of a contract that has no types, with the one operation `op`. */
async function start(
  paths: JsonObject,
  op: (input: JsonObject) => object,
  { more = {}, options = {} }: { more?: JsonObject; options?: object } = {},
): Promise<Express> {
  const contract = await loadContract({
    openapi: '3.2.0',
    info: { title: 'New', version: '1' },
    security: [],
    paths,
    ...more,
  });
  const given = { authenticate: {}, tenant: () => '', log: () => {}, ...options };
  return await Reflect.apply(createServer, undefined, [contract, { op }, given]);
}

/** What the server answers to one request. */
async function ask(app: Express, target: string, headers: Record<string, string> = {}): Promise<unknown> {
  const server = app.listen(0);
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const response = await fetch(`http://127.0.0.1:${port}${target}`, { headers });
  server.close();
  return await response.json();
}

const responses = { '200': { content: { 'application/json': {} } }, default: { description: 'No' } };

async function problemsIn(response: Response): Promise<unknown> {
  const { errors } = JSON.parse(await response.text());
  return errors;
}

describe('a method', () => {
  test('QUERY is served with its body, and so is an additional one', async () => {
    await using server = await serve();
    const found = await server.call('QUERY', '/stars', { headers: json, body: '{"brighterThan":2}' });
    expect([found.status, await found.json()]).toEqual([200, [{ name: 'Vega', magnitude: 2 }]]);
    const copied = await server.call('COPY', '/stars/Vega', { headers: json, body: '{"to":"Wega"}' });
    expect([copied.status, await copied.json()]).toEqual([200, { name: 'Wega', magnitude: 0.03 }]);
    const refused = await server.call('QUERY', '/stars', { headers: json, body: '{"brighterThan":"x"}' });
    expect(refused.status).toBe(400);
    expect(server.events).toEqual([]);
  });

  test('that a path does not have is answered with those that it has', async () => {
    await using server = await serve();
    expect((await server.call('PUT', '/stars')).headers.get('allow')).toBe('GET, HEAD, OPTIONS, QUERY');
    expect((await server.call('GET', '/stars/Vega')).headers.get('allow')).toBe('COPY, OPTIONS');
  });

  test.each(['FROBNICATE', 'CONNECT'])(
    '%s does not reach a server of Node.js, and stops the start',
    async (method) => {
      const item = { additionalOperations: { [method]: { operationId: 'op', responses } } };
      const starting = start({ '/a': item }, () => ({ status: 200 }));
      await expect(starting).rejects.toThrow(SetupError);
      await expect(starting).rejects.toThrow(`operation op has the method ${method}, which Node.js`);
    },
  );
});

describe('a parameter that is the whole query', () => {
  async function seen(search: string): Promise<{ status: number; query: unknown; errors?: unknown }> {
    const queries: unknown[] = [];
    const listStars: ObservatoryHandlers['listStars'] = ({ query }) => {
      queries.push(query);
      return { status: 200, body: [] };
    };
    await using server = await serve({ listStars });
    const response = await server.call('GET', `/stars${search}`);
    expect(server.events).toEqual([]);
    return response.ok
      ? { status: response.status, query: queries[0] }
      : { status: response.status, query: queries[0], errors: await problemsIn(response) };
  }

  test('of a form is an object with the types of its schema', async () => {
    expect(await seen('?limit=3&colours=blue&colours=red')).toEqual({
      status: 200,
      query: { limit: 3, colours: ['blue', 'red'] },
    });
  });

  test('is told of by its own name', async () => {
    expect((await seen('?limit=99&x=1')).errors).toEqual([
      { in: 'querystring', pointer: '/filter/x', detail: 'is not a known field' },
      { in: 'querystring', pointer: '/filter/limit', detail: 'must be at most 50' },
    ]);
    expect((await seen('')).errors).toEqual([
      { in: 'querystring', pointer: '/filter', detail: 'is required' },
    ]);
  });

  test('of JSON is JSON: a plus is a plus, and a text no number', async () => {
    const queries: unknown[] = [];
    const listObservations: ObservatoryHandlers['listObservations'] = ({ query }) => {
      queries.push(query);
      return { status: 200, body: [] };
    };
    await using server = await serve({ listObservations });
    const get = (value: string) => server.call('GET', `/observations?${encodeURIComponent(value)}`);
    await get('{"brighterThan":1,"night":null}');
    await server.call('GET', '/observations');
    expect(queries).toEqual([{ brighterThan: 1, night: null }, undefined]);
    expect(await problemsIn(await get('{"brighterThan":"1"}'))).toMatchObject([
      { in: 'querystring', pointer: '/selection/brighterThan', detail: 'must be a number' },
    ]);
    expect((await server.call('GET', '/observations?{"brighterThan":1e+1}')).status).toBe(200);
    expect(queries.at(-1)).toEqual({ brighterThan: 10 });
    expect((await get('{')).status).toBe(400);
    expect(server.events).toEqual([]);
  });

  test('leaves an API key in the query to whom it belongs', async () => {
    const parameters = [{ name: 'all', in: 'querystring', content: { 'application/json': { schema: {} } } }];
    const key = { type: 'apiKey', in: 'query', name: 'api key' };
    const app = await start(
      { '/a': { get: { operationId: 'op', parameters, responses } } },
      ({ query }) => ({ status: 200, body: query }),
      {
        more: { security: [{ key: [] }], components: { securitySchemes: { key } } },
        options: { authenticate: { key: async () => ({ scopes: [] }) } },
      },
    );
    expect(await ask(app, '/a?%7B%22a%22:[1]%7D&api+key=x')).toEqual({ a: [1] });
  });
});

test('a cookie of the style `cookie` is what stands there, with no escapes', async () => {
  const list = { type: 'array', items: { type: 'integer' } };
  const size = { type: 'object', properties: { width: { type: 'integer' } } };
  const parameters = [
    { name: 'one', in: 'cookie', style: 'cookie', schema: { type: 'string' } },
    { name: 'old', in: 'cookie', schema: { type: 'string' } },
    { name: 'many', in: 'cookie', style: 'cookie', schema: list },
    { name: 'size', in: 'cookie', style: 'cookie', schema: size },
  ];
  const app = await start({ '/a': { get: { operationId: 'op', parameters, responses } } }, ({ cookies }) => ({
    status: 200,
    body: cookies,
  }));
  const cookie = 'one=a%20b; old=a%20b; many=1; many=2; width=7';
  expect(await ask(app, '/a', { cookie })).toEqual({
    one: 'a%20b',
    old: 'a b',
    many: [1, 2],
    size: { width: 7 },
  });
});

describe('a body of items', () => {
  async function added(type: string, body: string): Promise<[status: number, found: unknown]> {
    const bodies: unknown[] = [];
    const addObservations: ObservatoryHandlers['addObservations'] = ({ body }) => {
      bodies.push(body);
      return { status: 201, body: { added: body.length } };
    };
    await using server = await serve({ addObservations });
    const response = await server.call('POST', '/observations', { headers: { 'Content-Type': type }, body });
    expect(server.events).toEqual([]);
    if (response.ok) return [response.status, bodies[0]];
    const { detail, errors } = JSON.parse(await response.text());
    return [response.status, errors ?? detail];
  }
  const text = JSON.stringify(transit);

  test('of lines is a list, each of which keeps the schema of an item', async () => {
    expect(await added('application/jsonl', `${text}\n\r\n${text}`)).toEqual([201, [transit, transit]]);
    expect(await added('application/jsonl', `${text}\n{"kind":"flare"}\n`)).toMatchObject([
      400,
      [{ in: 'body', pointer: '/1/star' }],
    ]);
    expect(await added('application/jsonl', `${text}\n{`)).toMatchObject([
      400,
      expect.stringContaining('item (2)'),
    ]);
  });

  test('of records is a list', async () => {
    expect(await added('application/json-seq', `\x1e${text}\n\x1e${text.replaceAll(',', ',\n')}`)).toEqual([
      201,
      [transit, transit],
    ]);
    expect(await added('application/json-seq', text)).toMatchObject([
      400,
      expect.stringContaining('record separator'),
    ]);
  });
});

const streaming = (watchSky: ObservatoryHandlers['watchSky']) => serve({ watchSky });
const event = (id: string) => ({ event: 'observation' as const, id, data: JSON.stringify(transit) });

describe('a reply of items', () => {
  test('tells its head before there is a first item', async () => {
    const first = Promise.withResolvers<void>();
    await using server = await streaming(() => ({
      status: 200,
      body: (async function* () {
        await first.promise;
        yield event('1');
      })(),
    }));
    const response = await server.call('GET', '/sky');
    expect(response.status).toBe(200);
    first.resolve();
    expect(await response.text()).toContain('id: 1');
  });

  test('is sent item by item, before there is a next one', async () => {
    const next = Promise.withResolvers<void>();
    await using server = await streaming(() => ({
      status: 200,
      body: (async function* () {
        yield event('1');
        await next.promise;
        yield { ...event('2'), data: 'two\nlines', retry: 5 };
      })(),
    }));
    const response = await server.call('GET', '/sky');
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader?.read())?.value).toBe(
      'event: observation\nid: 1\ndata: {"kind":"transit","star":"Vega","depth":0.5}\n\n',
    );
    next.resolve();
    expect((await reader?.read())?.value).toBe(
      'event: observation\nid: 2\nretry: 5\ndata: two\ndata: lines\n\n',
    );
    expect((await reader?.read())?.done).toBe(true);
    expect(server.events).toEqual([]);
  });

  test('may be a list, proven as a whole', async () => {
    await using server = await streaming(() => ({ status: 200, body: [event('1'), event('2')] }));
    const response = await server.call('GET', '/sky');
    expect(response.headers.get('content-length')).not.toBeNull();
    expect((await response.text()).split('\n\n')).toHaveLength(3);
  });

  test.each([
    ['breaks its schema', { event: 'observation', data: 'x', retry: -1 }, { path: '/1/retry' }],
    [
      'has a line break where none can be',
      { ...event('1\n2') },
      { message: 'cannot be written as such an item' },
    ],
    ['has a field that events do not have', { ...event('1'), more: 1 }, { path: '/1' }],
  ])('breaks off where an item %s, and the operator is told', async (_, item, defect) => {
    // What a handler of JavaScript may give.
    const items: AsyncIterable<never> = (async function* () {
      yield event('1') as never;
      yield item as never;
    })();
    await using server = await streaming(() => ({ status: 200, body: items }));
    const response = await server.call('GET', '/sky');
    await expect(response.text()).rejects.toThrow();
    expect(server.events).toMatchObject([{ event: 'broken_reply', status: 200, defects: [defect] }]);
  });

  test('breaks off where its source does, and the operator is told', async () => {
    const cause = new Error('the telescope is gone');
    await using server = await streaming(() => ({
      status: 200,
      body: (async function* () {
        yield event('1');
        throw cause;
      })(),
    }));
    await expect((await server.call('GET', '/sky')).text()).rejects.toThrow();
    expect(server.events).toMatchObject([{ event: 'exception', error: cause }]);
  });

  test('ends its source when the client leaves, which is no news to the operator', async () => {
    const ended = Promise.withResolvers<void>();
    const server = await streaming(() => ({
      status: 200,
      body: (async function* () {
        try {
          for (let id = 0; ; id++) {
            yield event(String(id));
            await new Promise(setImmediate);
          }
        } finally {
          ended.resolve();
        }
      })(),
    }));
    const response = await server.call('GET', '/sky');
    await response.body?.cancel();
    await ended.promise;
    await server[Symbol.asyncDispose]();
    expect(server.events).toEqual([]);
  });

  test('is not begun for HEAD', async () => {
    let isBegun = false;
    await using server = await streaming(() => ({
      status: 200,
      body: (async function* () {
        isBegun = true;
        yield event('1');
      })(),
    }));
    const response = await server.call('HEAD', '/sky');
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
    expect(isBegun).toBe(false);
  });
});

test('what a server does not read is a warning at its place', async () => {
  const unread: JsonObject = { 'multipart/mixed': { itemSchema: {} } };
  const warnings: unknown[] = [];
  await start(
    { '/a': { get: { operationId: 'op', responses: { '200': { content: unread }, default: {} } } } },
    () => ({ status: 200, body: '' }),
    { options: { log: (logged: unknown) => void warnings.push(logged) } },
  );
  expect(warnings).toMatchObject([
    {
      event: 'warnings',
      message: expect.stringContaining(
        'the schema of an item is not read: bodies of that media type are not read item by item',
      ),
    },
  ]);
});
