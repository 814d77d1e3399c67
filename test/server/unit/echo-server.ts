/** A server of a small contract whose handlers answer what they were given. */
import { createServer as listenWith } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished } from 'vitest';
import { type JsonObject, toContract } from '../../../src/contract/exports.ts';
import { createServer } from '../../../src/server/create-server.ts';
import type { ServerEvent } from '../../../src/server/events.ts';

export interface Echoed {
  readonly status: number;
  /** What the handler got, or the violations. */
  readonly body: JsonObject;
}

export interface EchoServer {
  readonly url: string;
  readonly logged: readonly ServerEvent[];
  get(target: string): Promise<Echoed>;
  post(path: string, body: unknown, type?: string): Promise<Echoed>;
}

const anything = {
  description: 'What was given.',
  content: { 'application/json': { schema: {} } },
};

/** A server whose one operation, `GET /things`, answers `reply` with 200, whose content the contract says. */
export function answeringServer(content: object, reply: object, more: object = {}): Promise<EchoServer> {
  const responses = { '200': { description: 'Done', ...more, content }, default: anything };
  return echoServer('/things', 'get', { responses }, {}, {}, () => ({ status: 200, ...reply }));
}

/** @param operation the one operation, at `path`: its parameters and its body */
export async function echoServer(
  path: string,
  method: 'get' | 'post',
  operation: object,
  more: object = {},
  change: object = {},
  answer: (input: object) => object = echo,
): Promise<EchoServer> {
  const document = {
    openapi: '3.1.0',
    info: { title: 'Echo', version: '1' },
    paths: {
      [path]: { [method]: { operationId: 'echo', responses: { default: anything }, ...operation } },
    },
    ...more,
  };
  const contract = toContract<Record<string, never>>(JSON.parse(JSON.stringify(document)));
  const logged: ServerEvent[] = [];
  const handlers: Record<string, (input: object) => object> = { echo: answer };
  const options = {
    authenticate: {},
    public: ['echo'],
    tenant: () => '',
    problem: ({ status, facts }: { status: number; facts: object }) => ({ status, body: facts }),
    log: (event: ServerEvent) => logged.push(event),
    ...change,
  };
  const app = await Reflect.apply(createServer, undefined, [contract, handlers, options]);
  const server = listenWith(app).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(() => {
    // A disagreement of the two validators without a row that tells why is a fault of one of them.
    expect(logged.filter(({ event }) => event === 'disagreement')).toEqual([]);
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const ask = async (target: string, init?: RequestInit): Promise<Echoed> => {
    const answer = await fetch(url + target, init);
    const text = await answer.text();
    return { status: answer.status, body: text === '' ? {} : JSON.parse(text) };
  };
  return {
    url,
    logged,
    get: (target) => ask(target),
    post: (target, body, type = 'application/json') =>
      ask(target, {
        method: 'POST',
        headers: { 'Content-Type': type },
        body: typeof body === 'string' && type !== 'application/json' ? body : JSON.stringify(body),
      }),
  };
}

function echo(input: object): object {
  return { status: 200, body: JSON.parse(JSON.stringify(given(input))) };
}

function given(input: object): object {
  const { params, query, headers, cookies, body }: Record<string, unknown> = { ...input };
  return { params, query, headers, cookies, body };
}
