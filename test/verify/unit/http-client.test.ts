import { createServer } from 'node:http';
import { createServer as createTcpServer, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { createHttpClient } from '../../../src/verify/http/http-client.ts';
import { LARGEST_ANSWER } from '../../../src/verify/http/read-answer.ts';
import type { WireRequest } from '../../../src/verify/model/exchange.ts';
import { answerWith, type Received } from './test-server.ts';

const get: WireRequest = { method: 'GET', target: '/a?b=c', headers: [], body: undefined };

function clientOf(baseUrl: string, options: { headers?: Record<string, string>; timeout?: number } = {}) {
  const client = createHttpClient({ baseUrl, connections: 2, ...options });
  onTestFinished(() => client.close());
  return client;
}

test('a request is sent as it is, with the headers of every request', async () => {
  const received: Received[] = [];
  const baseUrl = await answerWith((request) => {
    received.push(request);
    return { status: 201, headers: { 'X-Two': 'words' }, body: { done: true } };
  });
  const body = new TextEncoder().encode('{"a":1}');
  const request = { method: 'POST', target: '/things?x=%20', headers: [['X-One', '1'] as const], body };
  const { response } = await clientOf(`${baseUrl}/v1/`, { headers: { 'X-All': 'yes' } }).send(request);
  expect(received[0]).toMatchObject({ method: 'POST', path: '/v1/things', text: '{"a":1}' });
  expect(received[0]?.headers).toMatchObject({ 'x-one': '1', 'x-all': 'yes', 'content-length': '7' });
  expect(response?.status).toBe(201);
  expect(response?.headers).toContainEqual(['x-two', 'words']);
  expect(new TextDecoder().decode(response?.body)).toBe('{"done":true}');
});

test('an answer that is too long is given up', async () => {
  const baseUrl = await answerWith(() => ({ status: 200, body: 'x'.repeat(LARGEST_ANSWER + 1) }));
  const { response, failure } = await clientOf(baseUrl).send(get);
  expect(response).toBeUndefined();
  expect(failure).toMatch(/longer than/);
});

test('a target that nobody listens at is a failure, and no exception', async () => {
  const { failure } = await clientOf('http://127.0.0.1:1').send(get);
  expect(failure).toMatch(/ECONNREFUSED/);
});

test('what no message can hold is a failure, and no exception', async () => {
  const client = clientOf(await answerWith(() => ({ status: 200 })));
  for (const request of [
    { ...get, target: '/sp ace' },
    { ...get, headers: [['X-One', 'a\nb'] as const] },
  ]) {
    const { response, failure } = await client.send(request);
    expect(response).toBeUndefined();
    expect(failure).toMatch(/^not sent: /);
  }
});

/** A server that does with each connection what the test says. */
async function listen(onConnection: (socket: Socket) => void): Promise<string> {
  const server = createTcpServer(onConnection);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : undefined}`;
}

test('an answer that does not come is given up after the timeout', async () => {
  const { failure } = await clientOf(await listen(() => undefined), { timeout: 50 }).send(get);
  expect(failure).toBe('no answer within 50 ms');
});

const EMPTY_ANSWER = 'HTTP/1.1 204 No Content\r\n\r\n';

test('a connection that was closed while it was idle is no failure', async () => {
  const baseUrl = await listen((socket) => {
    socket.once('data', () => {
      socket.write(EMPTY_ANSWER);
      socket.once('data', () => socket.resetAndDestroy());
    });
  });
  const client = clientOf(baseUrl);
  await client.send(get);
  expect((await client.send(get)).response?.status).toBe(204);
});

test('a server that closes every connection without an answer is one', async () => {
  let asked = 0;
  const baseUrl = await listen((socket) => {
    socket.once('data', () => {
      if (asked++ === 0) socket.write(EMPTY_ANSWER);
      else socket.resetAndDestroy();
      socket.once('data', () => socket.resetAndDestroy());
    });
  });
  const client = clientOf(baseUrl);
  await client.send(get);
  expect((await client.send(get)).failure).toMatch(/ECONNRESET/);
});

/** A target whose answers begin with `start` and never end. */
async function neverEnding(contentType: string, start: string): Promise<string> {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': contentType });
    const dripping = setInterval(() => response.write(':'), 5);
    response.on('close', () => clearInterval(dripping));
    response.write(start);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
}

test('a stream without an end is an answer: what has come so far, in whole lines', async () => {
  const baseUrl = await neverEnding('text/event-stream; charset=utf-8', 'data: 1\n\ndata: 2\n\nda');
  const { response } = await clientOf(baseUrl, { timeout: 100 }).send(get);
  expect(response?.status).toBe(200);
  expect(new TextDecoder().decode(response?.body)).toBe('data: 1\n\ndata: 2\n\n');
});

test('an answer of another kind that does not end is given up, though more of it comes all the time', async () => {
  const baseUrl = await neverEnding('application/json', '{"a":');
  const { response, failure } = await clientOf(baseUrl, { timeout: 100 }).send(get);
  expect(response).toBeUndefined();
  expect(failure).toBe('no end of the answer within 100 ms');
});
