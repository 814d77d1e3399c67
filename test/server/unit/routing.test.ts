import { request as httpRequest } from 'node:http';
import express from 'express';
import { describe, expect, it } from 'vitest';
import { createServer } from '../../../src/server/create-server.ts';
import { contract, handlers, libraryOptions, listen, sharedLibrary } from './library.ts';

const library = await sharedLibrary();

describe('a route', () => {
  it('prefers a literal segment to a parameter', async () => {
    expect(await (await library.call('GET', '/books/latest')).json()).toMatchObject({ id: 'b1' });
    expect(await (await library.call('GET', '/books/later')).json()).toMatchObject({ id: 'later' });
  });

  it.each([
    ['/nothing', 'an unknown path'],
    ['/books/b1/pages', 'a path that is too long'],
    ['/books/', 'an empty parameter'],
    ['/Books', 'another case'],
    ['/%42ooks', 'another case, encoded'],
    ['%2Fbooks', 'an encoded separator'],
    ['', 'the base path itself'],
  ])('answers %j with 404: %s', async (path) => {
    const response = await library.call('GET', path);
    expect(response.status).toBe(404);
    expect(response.headers.get('x-request-id')).toMatch(/./);
    expect(await response.json()).toMatchObject({
      code: 'route_not_found',
      details: { method: 'GET', path: `/api/v1${path}` },
    });
  });

  it('is found whichever way its literals are encoded', async () => {
    expect((await library.call('GET', '/%62ooks')).status).toBe(200);
  });

  it('decodes its parameters once', async () => {
    expect(await (await library.call('GET', '/books/a%2Fb%2520')).json()).toMatchObject({ id: 'a/b%20' });
  });

  it.each([
    ['/books/%ff', 'path'],
    ['/books/%2', 'path'],
    ['/books?author=%E0%A4%A', 'query'],
  ])('answers broken percent-encoding in %s with 400', async (path, part) => {
    const response = await rawGet(`${library.origin}/api/v1`, path);
    expect(response.status).toBe(400);
    expect(response.body).toMatchObject({ code: 'malformed', details: { part } });
  });
});

describe('a method', () => {
  it('that the path does not have gets 405 and what it has', async () => {
    const response = await library.call('PUT', '/books');
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('GET, HEAD, OPTIONS, POST');
    expect(await response.json()).toMatchObject({ code: 'method_not_allowed' });
  });

  it('OPTIONS lists what the path has, to anyone', async () => {
    const response = await fetch(`${library.origin}/api/v1/books/b1`, { method: 'OPTIONS' });
    expect(response.status).toBe(204);
    expect(response.headers.get('allow')).toBe('DELETE, GET, HEAD, OPTIONS, PATCH');
  });

  it('HEAD is answered like GET, without the body', async () => {
    const get = await library.call('GET', '/books');
    const head = await library.call('HEAD', '/books');
    expect(head.status).toBe(200);
    expect(head.headers.get('x-powered-by')).toBeNull();
    expect(await head.text()).toBe('');
    expect(head.headers.get('content-length')).toBe(String((await get.arrayBuffer()).byteLength));
    expect(head.headers.get('x-total-count')).toBe('1');
  });
});

describe('several contracts in one application', () => {
  it('answer below their own base paths and leave the rest to their parent', async () => {
    const other = { ...contract, basePath: '/other/v1' };
    const parent = express();
    parent.use(await createServer(contract, handlers, libraryOptions()));
    parent.use(await createServer(other, handlers, libraryOptions()));
    parent.get('/healthz', (_, response) => {
      response.send('fine');
    });
    const { origin, stop } = await listen(parent);
    const status = async (path: string): Promise<[number, string]> => {
      const response = await fetch(origin + path);
      return [response.status, await response.text()];
    };
    expect(await status('/api/v1/books/latest')).toMatchObject([200, expect.stringContaining('Middlemarch')]);
    expect(await status('/other/v1/books/latest')).toMatchObject([200, expect.anything()]);
    expect(await status('/other/v1/nothing')).toMatchObject([
      404,
      expect.stringContaining('route_not_found'),
    ]);
    expect(await status('/api/v10/books')).toMatchObject([
      404,
      expect.not.stringContaining('route_not_found'),
    ]);
    expect(await status('/healthz')).toEqual([200, 'fine']);
    await stop();
  });

  it('standing alone, a contract answers every path', async () => {
    const response = await fetch(`${library.origin}/elsewhere`);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code: 'route_not_found' });
  });
});

/** `fetch` would mend or refuse such a URL. */
async function rawGet(base: string, path: string): Promise<{ status: number | undefined; body: unknown }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number | undefined; body: unknown }>();
  httpRequest(
    base,
    { path: `/api/v1${path}`, headers: { authorization: 'Bearer ann' } },
    async (response) => {
      const chunks = await response.toArray();
      resolve({ status: response.statusCode, body: JSON.parse(Buffer.concat(chunks).toString()) });
    },
  )
    .on('error', reject)
    .end();
  return promise;
}
