/** A server of a small contract whose handlers answer what they were given. */
import { createServer as listenWith } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
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

/** @param operation the one operation, at `path`: its parameters and its body */
export async function echoServer(
  path: string,
  method: 'get' | 'post',
  operation: object,
  more: object = {},
  change: object = {},
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
  const handlers: Record<string, (input: object) => object> = {
    echo: (input) => ({ status: 200, body: JSON.parse(JSON.stringify(given(input))) }),
  };
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
        body: type.includes('json') ? JSON.stringify(body) : String(body),
      }),
  };
}

function given(input: object): object {
  const { params, query, headers, cookies, body }: Record<string, unknown> = { ...input };
  return { params, query, headers, cookies, body };
}
