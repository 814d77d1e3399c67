/** Whatever is sent to a mock is answered, or its connection ended: the process goes on. */
import { Agent, request as send } from 'node:http';
import { connect } from 'node:net';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { loadContract } from '../../../src/toolkit/bundle/load-contract.ts';
import { engines, startMock } from '../../../src/toolkit/mock/start-mock.ts';

const contract = await loadContract({
  openapi: '3.1.0',
  info: { title: 'Users', version: '1' },
  paths: {
    '/users/{ids}': {
      parameters: [
        { name: 'ids', in: 'path', required: true, schema: { type: 'array', items: { type: 'integer' } } },
      ],
      get: {
        operationId: 'getUsers',
        parameters: [
          {
            name: 'filter',
            in: 'query',
            style: 'deepObject',
            schema: {
              type: 'object',
              properties: { name: { type: 'string' }, ages: { type: 'array', items: {} } },
            },
          },
        ],
        responses: {
          '200': {
            description: 'Found',
            content: { 'application/json': { schema: { type: 'array', items: {} } } },
          },
          '400': { description: 'Refused' },
        },
      },
      post: {
        operationId: 'changeUsers',
        requestBody: {
          content: {
            'application/json': { schema: { type: ['object', 'null'], prefixItems: [{ type: 'integer' }] } },
            'application/x-www-form-urlencoded': {
              schema: { type: 'object', properties: { a: { type: 'array' } } },
            },
            'multipart/form-data': { schema: { type: 'object', properties: { file: { format: 'binary' } } } },
            'text/plain': { schema: { type: 'string', pattern: '^a+$' } },
          },
        },
        responses: { '200': { description: 'Done' }, default: { description: 'Refused' } },
      },
    },
  },
});

const piece = fc.oneof(
  fc.constantFrom(
    '1',
    '1,2,3',
    'x',
    '%zz',
    '%00',
    '%C3%28',
    '',
    '..',
    '[',
    ']',
    '{}',
    '=',
    '&',
    '?',
    '"',
    '\\',
    '__proto__',
  ),
  fc.string({ unit: 'grapheme', maxLength: 6 }).map((text) => encodeURIComponent(text.toWellFormed())),
);
const text = fc.array(piece, { maxLength: 5 }).map((pieces) => pieces.join(''));
const token = fc.constantFrom(
  'GET',
  'POST',
  'PUT',
  'DELETE',
  'OPTIONS',
  'HEAD',
  'PATCH',
  'TRACE',
  'QUERY',
  'PURGE',
);
const target = fc.oneof(
  fc.tuple(text, text).map(([ids, query]) => `/users/${ids}?filter[${query}]=${ids}&${query}`),
  fc.tuple(text, text).map(([ids, query]) => `/${ids}?__code=${query}`),
  fc.constantFrom('*', '//', '/users/1,2,3', '/users/1?__code=200', 'http://[::1', '/users/1,2?filter={}'),
);
const type = fc.constantFrom(
  'application/json',
  'application/json; charset=x',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'multipart/form-data',
  'text/plain',
  'text',
  ';',
);
const body = fc.oneof(
  fc.json({ maxDepth: 3 }),
  fc.constantFrom(
    '{',
    '[1,',
    'null',
    'a=1&a[b]=2&=',
    '--x\r\nContent-Disposition: form-data; name="file"\r\n\r\n1',
    '--x--',
  ),
  text,
);
const prefer = fc.constantFrom(
  'code=200',
  'code=999',
  'code=',
  'example=x',
  'dynamic=true',
  'code=200, dynamic=x, ,;',
  '"',
);
const message = fc.record({ method: token, target, type, body, prefer });

const COUNT = 5_000;
const CONCURRENCY = 16;

let answered = 0;
afterAll(() => console.log(`${2 * COUNT} requests, ${answered} answered`));

test.each(engines)('by the engine %s', async (engine) => {
  const told: string[] = [];
  const mock = await startMock(contract, { engine, tell: (line) => told.push(line) });
  const agent = new Agent({ keepAlive: true, maxSockets: CONCURRENCY });
  const messages = fc.sample(message, { seed: 11, numRuns: COUNT });
  const ask = async (index: number): Promise<void> => {
    for (let at = index; at < COUNT; at += CONCURRENCY) {
      const each = messages[at];
      if (each === undefined) continue;
      const status = at % 10 === 0 ? await sendRaw(mock.url, each) : await sendWhole(mock.url, agent, each);
      if (status !== undefined) answered++;
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, (_, index) => ask(index)));
  const last = await fetch(`${mock.url}/users/1?__code=200`);
  agent.destroy();
  await mock.close();
  expect(last.status).toBe(200);
  if (engine === 'prism') expect(told.join('\n')).toContain('GET /users/1,2,3');
  else expect(told).toEqual([]);
});

type Message = typeof message extends fc.Arbitrary<infer Value> ? Value : never;

/** A message that is HTTP. */
function sendWhole(
  url: string,
  agent: Agent,
  { method, target: path, type, body: content, prefer }: Message,
) {
  return new Promise<number | undefined>((resolve) => {
    const { hostname, port } = new URL(url);
    try {
      const headers = { 'Content-Type': type, Prefer: prefer };
      send({ hostname, port, agent, method, path, headers }, (response) => {
        response.resume().once('close', () => resolve(response.statusCode));
      })
        .once('error', () => resolve(undefined))
        .end(method === 'GET' || method === 'HEAD' ? undefined : content);
    } catch {
      // Node sends no such path.
      resolve(undefined);
    }
  });
}

/** Bytes that may be no HTTP at all, and end before what they promise. */
function sendRaw(url: string, { method, target: path, type, body: content, prefer }: Message) {
  return new Promise<number | undefined>((resolve) => {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    let answer = '';
    const finish = (): void => resolve(Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1]) || undefined);
    socket.setEncoding('latin1').on('data', (data) => {
      answer += data;
    });
    socket.once('error', finish).once('close', finish);
    const length = content.length % 3 === 0 ? content.length + 9 : Buffer.byteLength(content);
    const head = `${method} ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nPrefer: ${prefer}\r\nContent-Type: ${type}`;
    socket.end(`${head}\r\nContent-Length: ${length}\r\n\r\n${content}`);
  });
}
